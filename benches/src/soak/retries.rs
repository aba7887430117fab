//! R22: what is tried again, how often all together, when the breaker opens and closes, and what the native twin may do.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use parsify::{
    BreakerPolicy, BreakerStage, CallOptions, Capability, ErrorKind, Failure, Fallback, LimitOverrides, ModuleManager,
    ModuleManagerBuilder, Request, RetryBudgetPolicy, Source,
};
use parsify_interface::{CancelToken, Context, Data, NoParams, Operations, module_info};
use tokio::task::JoinSet;

use super::Options;
use super::subject::runtime;
use crate::figure::Figure;
use crate::{guests, progress};

const CALLERS: usize = 32;
/// Attempts to calls.
const MOST: f64 = 1.1;
/// Operations that fail in a way that does not pass by itself, with their `count`: time, memory, output, stack, the module's own
/// verdict, a call that it may not make.
const NEVER: [(&str, u64); 6] =
    [("spin", 0), ("eat-memory", 0), ("give-bytes", 1 << 20), ("recurse", 100_000_000), ("fail", 0), ("call", 0)];

pub(super) fn measure(options: &Options, stop: &CancelToken) -> Vec<Figure> {
    let slice = options.pick(Duration::from_secs(1), Duration::from_secs(30), Duration::from_secs(10 * 60));
    runtime(options.threads).block_on(async {
        progress::show("R22: attempts at half faults");
        let mut figures = amplification(slice, stop).await;
        progress::show("R22: what is never tried again");
        figures.push(never().await);
        figures.extend(breaker().await);
        figures.push(rights().await);
        progress::clear();
        figures
    })
}

fn builder() -> ModuleManagerBuilder {
    ModuleManager::builder().without_builtin_modules().with_module(guests::path("misbehaving"))
}

/// A breaker that never opens.
fn patient() -> BreakerPolicy {
    BreakerPolicy { least_calls: u32::MAX, ..BreakerPolicy::default() }
}

/// Half of the calls panic, which an idempotent operation is tried once more for, as far as the budget of all calls goes.
async fn amplification(slice: Duration, stop: &CancelToken) -> Vec<Figure> {
    // Without what is there before the first call, which a short run would be made of.
    let budget = RetryBudgetPolicy { reserve: 0, ..RetryBudgetPolicy::default() };
    let manager = builder().with_breaker(patient()).with_retry_budget(budget).build().await.expect("the guest loads");
    let (over, mut callers) = (Arc::new(AtomicBool::new(false)), JoinSet::new());
    for caller in 0..CALLERS {
        let (manager, over) = (manager.clone(), over.clone());
        callers.spawn(async move {
            let (mut wrong, mut turn) = (0, caller);
            while !over.load(Ordering::Relaxed) {
                turn += 1;
                let faulty = turn % 2 == 0;
                let request = Request::new("fragile").with_text("text", if faulty { "panic" } else { "fine" });
                let called = manager.execute("misbehaving", request, CallOptions::new()).await;
                let right = match &called {
                    Ok(_) => !faulty,
                    Err(failure) => faulty && failure.kind() == ErrorKind::Trap,
                };
                wrong += usize::from(!right);
            }
            wrong
        });
    }
    let begun = Instant::now();
    while begun.elapsed() < slice && !stop.is_cancelled() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    over.store(true, Ordering::Relaxed);
    let mut wrong = 0;
    while let Some(ended) = callers.join_next().await {
        wrong += ended.expect("no caller panics");
    }
    let operation = &manager.statistics().operations[0];
    let attempts = (operation.calls + operation.retries) as f64 / operation.calls as f64;
    let value = format!("{attempts:.4} × of {} calls", operation.calls);
    vec![
        Figure::judged("R22", "attempts to calls, half of them faulty", value, "at most 1.1 ×", attempts <= MOST),
        Figure::judged("R22", "calls tried again", operation.retries, "more than 0", operation.retries > 0),
        Figure::none("R22", "faults answered, or answers that failed", wrong),
    ]
}

async fn never() -> Figure {
    let manager = builder().with_breaker(patient()).build().await.expect("the guest loads");
    let limits =
        LimitOverrides::default().with_deadline(Duration::from_millis(200)).with_memory(16 << 20).with_output(1 << 10);
    for (operation, count) in NEVER {
        let mut request = Request::new(operation);
        if count > 0 {
            request = request.with_param("count", count);
        }
        let called = manager.execute("misbehaving", request, CallOptions::new().with_limits(limits)).await;
        called.expect_err("it fails, whatever is tried");
    }
    let operations = manager.statistics().operations;
    let tried = operations.iter().map(|operation| operation.retries as usize).sum();
    assert_eq!(operations.len(), NEVER.len(), "each was called");
    Figure::none("R22", "limits, stack traps and verdicts of the module that were tried again", tried)
}

async fn breaker() -> Vec<Figure> {
    let policy = BreakerPolicy { open_for: Duration::from_millis(500), ..BreakerPolicy::default() };
    let manager = builder().with_breaker(policy).build().await.expect("the guest loads");
    let call = |request| manager.execute("misbehaving", request, CallOptions::new().with_fallback(Fallback::Forbidden));
    let mut failures = 0_u32;
    while call(Request::new("recurse").with_param("count", 100_000_000)).await.is_err_and(|it| !refused(&it)) {
        failures += 1;
    }
    let opened = Figure::judged(
        "R22",
        "failures until the breaker opens",
        failures,
        format!("at most {}", policy.least_calls),
        failures <= policy.least_calls,
    );
    tokio::time::sleep(policy.open_for + Duration::from_millis(100)).await;
    // Long enough for all others to come while the first one is on its way.
    let mut probes = JoinSet::new();
    for _ in 0..64 {
        let manager = manager.clone();
        probes.spawn(async move {
            let request = Request::new("slow").with_param("count", 500);
            let called = manager.execute("misbehaving", request, CallOptions::new()).await;
            called.map(|execution| execution.report.breaker == Some(BreakerStage::HalfOpen))
        });
    }
    let (mut let_through, mut others) = (0, 0);
    while let Some(ended) = probes.join_next().await {
        match ended.expect("no caller panics") {
            Ok(true) => let_through += 1,
            Err(failure) if refused(&failure) => (),
            _ => others += 1,
        }
    }
    vec![
        opened,
        Figure::judged("R22", "calls of 64 that a half-open breaker lets through", let_through, "1", let_through == 1),
        Figure::told("R22", "calls after it had closed", others),
    ]
}

fn refused(failure: &Failure) -> bool {
    failure.code() == "sandbox.breaker"
}

/// A component that is not there, and a twin that wants more than it is granted.
async fn rights() -> Figure {
    let looks = |_: (), _: NoParams, context: &dyn Context| Ok::<_, Failure>(Data(context.discover("run", "text")));
    let info = module_info!(id: "curious", summary: "Looks around", category: "test");
    let twin =
        Operations::new(info).with("look", "Looks around", looks, |operation| operation.with_native_twin().total());
    let twin = twin.with_capability(Capability::Modules);
    let missing = Source::file("no-such-file.wasm");
    let manager = ModuleManager::builder().without_builtin_modules().with_module_and_twin(missing, None, twin);
    let manager = manager.build().await.expect("nothing is loaded yet");
    let mut answered = 0;
    for _ in 0..50 {
        // The last ones find the breaker open.
        let called = manager.execute("curious", Request::new("look"), CallOptions::new()).await;
        answered += usize::from(!called.is_err_and(|failure| failure.kind() == ErrorKind::Permission));
    }
    Figure::none("R22", "calls of 50 in which the twin has what its module was not granted", answered)
}
