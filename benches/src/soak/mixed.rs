//! R3: what healthy calls notice of hostile ones.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use parsify_interface::{CallOptions, CancelToken, LimitOverrides};
use parsify_sandbox::Allocation;
use tokio::task::JoinSet;

use super::subject::{kilobyte, own_runtime, runtime};
use super::{Options, Subject};
use crate::figure::Figure;
use crate::spread::Spread;

const HOSTILE_PER_CORE: usize = 16;
/// What p99 may grow to.
const FACTOR: u32 = 5;

pub(super) fn measure(options: &Options, stop: &CancelToken) -> Vec<Figure> {
    let shared = runtime(options.threads);
    let subject = shared.block_on(Subject::new(Allocation::Auto));
    let slice = Duration::from_secs(options.pick(1, 8, 60));
    let among =
        |stop: &CancelToken| shared.block_on(async { spawned(healthy(subject.clone(), slice, stop.clone())).await });
    let apart = |stop: &CancelToken| own_runtime().block_on(healthy(subject.clone(), slice, stop.clone()));
    let idle = [among(stop), apart(stop)];
    let over = Arc::new(AtomicBool::new(false));
    let mut attackers = JoinSet::new();
    for _ in 0..HOSTILE_PER_CORE * options.threads {
        attackers.spawn_on(attack(subject.clone(), over.clone()), shared.handle());
    }
    let busy = [among(stop), apart(stop)];
    over.store(true, Ordering::Relaxed);
    shared.block_on(async { while attackers.join_next().await.is_some() {} });
    let places = ["on the runtime of the attackers", "on a thread of its own"];
    let figures = places.into_iter().zip(idle).zip(busy);
    let attackers = HOSTILE_PER_CORE * options.threads;
    figures
        .flat_map(|((place, idle), busy)| {
            let (before, after) = (idle.quantile(0.99), busy.quantile(0.99));
            let target = format!("p99 at most {FACTOR} × idle");
            [
                Figure::told("R3", format!("1 KB echo {place}, idle"), idle),
                Figure::judged("R3", format!("the same, {attackers} spinning"), busy, target, after <= before * FACTOR)
                    .when(options.judges_time()),
            ]
        })
        .collect()
}

async fn spawned<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    tokio::spawn(work).await.expect("the caller does not panic")
}

async fn healthy(subject: Subject, slice: Duration, stop: CancelToken) -> Spread {
    let (begun, text, mut samples) = (Instant::now(), kilobyte(), Vec::new());
    while begun.elapsed() < slice && !stop.is_cancelled() {
        let called = Instant::now();
        assert!(subject.echo(&text).await, "a healthy call fails");
        samples.push(called.elapsed());
        // Callers come and go; one that never lets go would measure only itself.
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    Spread::new(samples)
}

async fn attack(subject: Subject, over: Arc<AtomicBool>) {
    let limits = LimitOverrides::default().with_deadline(Duration::from_millis(500));
    let options = CallOptions::new().with_limits(limits);
    while !over.load(Ordering::Relaxed) {
        // It ends with its deadline; that is R5's concern.
        let _ = subject.misbehave("spin", 0, &options).await;
    }
}
