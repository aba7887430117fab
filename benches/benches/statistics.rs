//! What it costs a call to be counted, on one thread and on all at once, and what it costs to look at everything.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, reason = "a benchmark reports on its standard output")]

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use parsify::{CallOptions, Descriptor, ErrorKind, Failure, HealthPolicy, ModuleManager, Processor, Request, Response};
use parsify_bench::rounds::{Rounds, shown};
use parsify_bench::soak::own_runtime;
use parsify_interface::{CacheState, Context, Engine, Report};
use parsify_telemetry::{Call, Counters, Window};
use parsify_testkit::fake_descriptor;

const MODULES: usize = 10_000;
const SLICE: Duration = Duration::from_millis(400);
const ROUNDS: usize = 5;

/// What a manager keeps of one operation and of its module.
struct Books {
    counters: Counters,
    window: Window,
}

impl Books {
    fn new() -> Self {
        Self { counters: Counters::default(), window: HealthPolicy::default().window() }
    }

    /// All that is done for a call, the clock aside.
    fn account(&self, call: &Call, now: Instant) {
        let _running = self.counters.enter();
        self.counters.count(call);
        self.window.record(now, call);
    }
}

fn success() -> Call {
    let mut report =
        Report::new("echo".parse().expect("an id"), "1.0.0".parse().expect("a version"), "echo", Engine::Wasm);
    report.cache = CacheState::Memory;
    report.bytes_in = 1024;
    report.bytes_out = 1024;
    Call::succeeded(&report, Duration::from_micros(9)).with_deadline(Duration::from_secs(30))
}

fn main() {
    let (books, success, now) = (Books::new(), success(), Instant::now());
    let failure = Call::failed(ErrorKind::Trap, Duration::from_micros(9));
    Rounds::new()
        .with("the clock alone", || _ = std::hint::black_box(Instant::now()))
        .with("a success", || books.account(&success, now))
        .with("a failure", || books.account(&failure, now))
        .run("one call, one thread", 61, Duration::from_millis(4));
    threads(&success);
    everything();
}

/// All threads count calls of one operation: the worst there is.
fn threads(call: &Call) {
    let most = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!("\nall threads on one operation: time of a thread for one call, best of {ROUNDS} rounds");
    for threads in 1..=most {
        let best = (0..ROUNDS).map(|_| together(call, threads)).fold(f64::INFINITY, f64::min);
        println!("  {threads} threads  {:>10}", shown(best));
    }
}

fn together(call: &Call, threads: usize) -> f64 {
    let (books, over, start) = (Books::new(), AtomicBool::new(false), Barrier::new(threads + 1));
    let calls: u64 = std::thread::scope(|scope| {
        let counting = || {
            let mut calls = 0;
            start.wait();
            while !over.load(Ordering::Relaxed) {
                (0..64).for_each(|_| books.account(call, Instant::now()));
                calls += 64;
            }
            calls
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(counting)).collect();
        start.wait();
        std::thread::sleep(SLICE);
        over.store(true, Ordering::Relaxed);
        workers.into_iter().map(|worker| worker.join().expect("no worker panics")).sum()
    });
    SLICE.as_nanos() as f64 * threads as f64 / calls as f64
}

/// A module that answers nothing.
struct Nothing(Descriptor);

impl Processor for Nothing {
    fn describe(&self) -> Descriptor {
        self.0.clone()
    }

    fn execute(&self, _: Request, _: &dyn Context) -> Result<Response, Failure> {
        Ok(Response::default())
    }
}

/// What an operator's question costs, not what a call does.
fn everything() {
    let runtime = own_runtime();
    let manager = runtime.block_on(async {
        let mut builder = ModuleManager::builder().without_builtin_modules();
        for number in 0..MODULES {
            let id = format!("module-{number}").parse().expect("an id");
            builder = builder.with_native(Nothing(fake_descriptor(id)));
        }
        let manager = builder.build().await.expect("they are native");
        for number in 0..MODULES {
            let module = format!("module-{number}");
            manager.execute(&module, Request::new("run"), CallOptions::new()).await.expect("it answers");
        }
        manager
    });
    Rounds::new()
        .with("statistics", || _ = manager.statistics())
        .with("health", || _ = manager.health())
        .with("status, all of it", || _ = manager.status())
        .run(&format!("{MODULES} modules, each called once"), 21, Duration::from_millis(50));
}
