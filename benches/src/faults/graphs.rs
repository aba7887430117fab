//! R19: modules that call each other in circles, deeply and without measure: a right answer or a typed error within the
//! deadline of the call from outside, and no more instances alive at once than the modules that wait for each other.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parsify::{CallOptions, Capability, Grants, LimitOverrides, ModuleManager, Request, Source};
use parsify_interface::{CancelToken, Dependency, ModuleId, VersionReq};
use parsify_sandbox::{Sandbox, SandboxConfig};
use parsify_testkit::GuestText;

use super::Options;
use crate::figure::Figure;
use crate::progress;
use crate::soak::runtime;

const DEADLINE: Duration = Duration::from_secs(30);
/// Modules below the one that is called.
const DEEP: usize = 16;

/// Modules that call each other, and what a call of the first must come to.
struct Graph {
    name: &'static str,
    guests: Vec<GuestText>,
    depth: u64,
    calls: u64,
    /// The code of the failure; `None` for an answer.
    ends: Option<&'static str>,
}

pub(super) fn measure(_: &Options, stop: &CancelToken) -> Vec<Figure> {
    let runtime = runtime(2);
    let sandbox = Sandbox::new(SandboxConfig::new()).expect("the engine works here");
    let mut figures = Vec::new();
    for graph in graphs() {
        if stop.is_cancelled() {
            break;
        }
        progress::show(&format!("R19: {}", graph.name));
        figures.extend(runtime.block_on(one(&sandbox, &graph)));
    }
    figures
}

async fn one(sandbox: &Sandbox, graph: &Graph) -> [Figure; 2] {
    let mut builder = ModuleManager::builder().without_builtin_modules();
    let any = Grants::none().with(Capability::Modules);
    for guest in &graph.guests {
        let id = guest.descriptor().id.as_str();
        builder = builder.with_module(Source::bytes(id, guest.build())).with_grants(id, any.clone());
    }
    let manager = builder.build().await.expect("the guests load");
    let limits = LimitOverrides::default().with_deadline(DEADLINE).with_call_depth(graph.depth);
    let options = CallOptions::new().with_limits(limits.with_module_calls(graph.calls)).with_grants(any);
    let first = graph.guests[0].descriptor().id.as_str();
    let (most, begun) = (AtomicU64::new(0), Instant::now());
    let result = {
        let over = AtomicBool::new(false);
        let before = sandbox.live_instances().unwrap_or(0);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    let live = sandbox.live_instances().unwrap_or(0).saturating_sub(before);
                    most.fetch_max(live, Ordering::Relaxed);
                    std::thread::sleep(Duration::from_micros(20));
                }
            });
            let call = manager.execute(first, Request::new("run"), options);
            let result = tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(call));
            over.store(true, Ordering::Relaxed);
            result
        })
    };
    let took = begun.elapsed();
    let (ended, calls) = match &result {
        Ok(execution) => (None, execution.report.inner_calls().to_string()),
        Err(failure) => (Some(failure.code()), "?".to_owned()),
    };
    let shown = format!("{} after {took:.2?}, {calls} inner calls", ended.unwrap_or("an answer"));
    let target = format!("{} within {DEADLINE:?}", graph.ends.unwrap_or("an answer"));
    let met = ended == graph.ends && took <= DEADLINE + Duration::from_secs(1);
    let (most, allowed) = (most.load(Ordering::Relaxed), graph.depth + 1);
    [
        Figure::judged("R19", graph.name, shown, target, met),
        Figure::judged(
            "R19",
            format!("{}: instances alive at once", graph.name),
            most,
            format!("at most {allowed}"),
            most <= allowed,
        ),
    ]
}

fn graphs() -> [Graph; 6] {
    let graph = |name, guests, ends| Graph { name, guests, depth: 8, calls: 1000, ends };
    let diamond = vec![
        GuestText::new("top")
            .with_dependency(needs("left"))
            .with_dependency(needs("right"))
            .relaying_all(&["left", "right"]),
        GuestText::new("left").with_dependency(needs("base")).relaying("base"),
        GuestText::new("right").with_dependency(needs("base")).relaying("base"),
        GuestText::new("base"),
    ];
    let ping = vec![calls_any("ping").relaying("pong"), calls_any("pong").relaying("ping")];
    [
        graph("a module that calls itself", vec![calls_any("self").relaying_to_self()], Some("module.call-cycle")),
        // What is called without being declared gets no grants, so it does not come to the circle.
        graph("two that call each other", ping, Some("module.dependency")),
        graph("a diamond", diamond, None),
        graph("16 deep, 8 allowed", chain(1), Some("module.call-depth")),
        Graph { depth: 16, ..graph("16 deep, 16 allowed", chain(1), None) },
        Graph { depth: 16, ..graph("2 to the 16th", chain(2), Some("module.calls")) },
    ]
}

/// Each calls the next one so many times.
fn chain(times: u32) -> Vec<GuestText> {
    let ids: Vec<_> = (0..=DEEP).map(|place| format!("m{place}")).collect();
    let guests = ids.iter().enumerate().map(|(place, id)| match ids.get(place + 1) {
        Some(next) => GuestText::new(id).with_dependency(needs(next)).relaying_each(times, next),
        None => GuestText::new(id),
    });
    guests.collect()
}

fn calls_any(id: &str) -> GuestText {
    GuestText::new(id).with_capability(Capability::Modules)
}

fn needs(id: &str) -> Dependency {
    Dependency::new(ModuleId::new(id).expect("it is an id"), VersionReq::STAR)
}
