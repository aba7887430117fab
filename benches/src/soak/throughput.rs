//! R8: calls a second, and how they scale over threads. Wall time; all ways in turn, the best round of each counts.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parsify::{CallOptions, ModuleManager, Request};
use parsify_interface::CancelToken;
use parsify_sandbox::Allocation;
use tokio::runtime::{Handle, Runtime};
use tokio::task::JoinSet;
use wasmtime::Engine;

use super::subject::{kilobyte, own_runtime, runtime};
use super::{Options, Subject};
use crate::figure::Figure;
use crate::floor::{Floor, compile, engine, engine_on_demand};
use crate::{guests, process, progress};

/// Calls a second that are asked for on four cores.
const POOLING: f64 = 40_000.0;
const ON_DEMAND: f64 = 15_000.0;
const CORES: usize = 4;
const ROUNDS: usize = 3;

/// One thread's share of a way: calls until it is told to stop, and gives their number.
type Worker = Arc<dyn Fn(&AtomicBool) -> u64 + Send + Sync>;

struct Way {
    name: &'static str,
    wanted: Option<f64>,
    run: Box<dyn Fn(usize, Duration) -> f64>,
    /// Calls a second by number of threads, the best round.
    best: Vec<f64>,
}

pub(super) fn measure(options: &Options, stop: &CancelToken) -> Vec<Figure> {
    let background = runtime(options.threads);
    let mut ways = ways(&background, options.threads);
    let slice = Duration::from_millis(options.pick(100, 400, 2000));
    for round in 0..ROUNDS {
        for threads in 1..=options.threads {
            for way in &mut ways {
                if stop.is_cancelled() {
                    break;
                }
                progress::show(&format!("R8: {}, {threads} threads, round {} of {ROUNDS}", way.name, round + 1));
                let rate = (way.run)(threads, slice);
                way.best[threads - 1] = way.best[threads - 1].max(rate);
            }
        }
    }
    let mut figures = vec![Figure::told("R8", "load average of the machine", process::load())];
    figures.extend(ways.iter().map(|way| figure(way, options)));
    figures
}

impl Way {
    /// Calls a second with all threads.
    fn most(&self) -> f64 {
        self.best.last().copied().unwrap_or(0.0)
    }
}

fn figure(way: &Way, options: &Options) -> Figure {
    let most = way.most();
    let ratio = most / way.best.first().copied().unwrap_or(1.0).max(1.0);
    let rates: Vec<_> = way.best.iter().map(|rate| format!("{:.1}", rate / 1e3)).collect();
    let value = format!("{} thousand calls/s, {ratio:.2} × one thread", rates.join(" / "));
    let what = format!("{}, 1..{} threads", way.name, way.best.len());
    match way.wanted {
        Some(wanted) => Figure::judged("R8", what, value, format!("at least {wanted:.0} calls/s"), most >= wanted)
            .when(options.judges_time() && options.threads >= CORES),
        None => Figure::told("R8", what, value),
    }
}

fn ways(background: &Runtime, threads: usize) -> Vec<Way> {
    let pooling = background.block_on(Subject::new(Allocation::Auto));
    let on_demand = background.block_on(Subject::new(Allocation::OnDemand));
    let builder = ModuleManager::builder().without_builtin_modules().with_module(guests::path("misbehaving"));
    let manager = background.block_on(builder.build()).expect("the guest loads");
    let way = |name, wanted, run| Way { name, wanted, run, best: vec![0.0; threads] };
    vec![
        way("floor, bare wasmtime", None, threaded(floor(engine()))),
        way("sandbox, a runtime for each thread", None, threaded(sandbox(pooling.clone()))),
        way("sandbox, one runtime for all", Some(POOLING), tasks(pooling)),
        way("manager, a runtime for each thread", None, threaded(managed(manager))),
        way("floor on demand", None, threaded(floor(engine_on_demand()))),
        way("sandbox on demand, a runtime for each thread", None, threaded(sandbox(on_demand.clone()))),
        way("sandbox on demand, one runtime for all", Some(ON_DEMAND), tasks(on_demand)),
    ]
}

fn floor(engine: Engine) -> Worker {
    let component = compile(&engine, &guests::artifact("misbehaving").0);
    let (floor, text) = (Floor::of(engine, &component), kilobyte());
    Arc::new(move |over| {
        counted(over, || {
            let bytes = floor.call("echo", "text", &text);
            assert_eq!(bytes, text.len());
        })
    })
}

fn sandbox(subject: Subject) -> Worker {
    Arc::new(move |over| {
        let (runtime, text) = (own_runtime(), kilobyte());
        counted(over, || assert!(runtime.block_on(subject.echo(&text)), "a healthy call fails"))
    })
}

fn managed(manager: ModuleManager) -> Worker {
    Arc::new(move |over| {
        let (runtime, request) = (own_runtime(), Request::new("echo").with_text("text", kilobyte()));
        counted(over, || {
            let call = manager.execute("misbehaving", request.clone(), CallOptions::new());
            runtime.block_on(call).expect("a healthy call succeeds");
        })
    })
}

fn counted(over: &AtomicBool, once: impl Fn()) -> u64 {
    let mut calls = 0;
    while !over.load(Ordering::Relaxed) {
        once();
        calls += 1;
    }
    calls
}

/// A thread for each worker.
fn threaded(worker: Worker) -> Box<dyn Fn(usize, Duration) -> f64> {
    Box::new(move |threads, slice| {
        let over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let begun = Instant::now();
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(|| worker(&over))).collect();
            std::thread::sleep(slice);
            over.store(true, Ordering::Relaxed);
            let calls: u64 = workers.into_iter().map(|worker| worker.join().expect("no worker panics")).sum();
            calls as f64 / begun.elapsed().as_secs_f64()
        })
    })
}

/// One runtime with so many workers, and eight callers for each.
fn tasks(subject: Subject) -> Box<dyn Fn(usize, Duration) -> f64> {
    Box::new(move |threads, slice| {
        let runtime = runtime(threads);
        runtime.block_on(spawned(&subject, threads * 8, slice, runtime.handle()))
    })
}

async fn spawned(subject: &Subject, callers: usize, slice: Duration, on: &Handle) -> f64 {
    let (over, calls, begun) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)), Instant::now());
    let mut tasks = JoinSet::new();
    for _ in 0..callers {
        let (subject, over, calls, text) = (subject.clone(), over.clone(), calls.clone(), kilobyte());
        let calling = async move {
            while !over.load(Ordering::Relaxed) {
                assert!(subject.echo(&text).await, "a healthy call fails");
                calls.fetch_add(1, Ordering::Relaxed);
                // As a caller with something else to do would: to wait is not in a call's nature.
                tokio::task::yield_now().await;
            }
        };
        tasks.spawn_on(calling, on);
    }
    tokio::time::sleep(slice).await;
    over.store(true, Ordering::Relaxed);
    while let Some(ended) = tasks.join_next().await {
        ended.expect("no caller panics");
    }
    calls.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64()
}
