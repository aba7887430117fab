//! R9: whether anything of one call is there in the next.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parsify_interface::{CallOptions, CancelToken};
use parsify_sandbox::Allocation;
use tokio::task::JoinSet;

use super::subject::{kilobyte, runtime};
use super::{Options, Subject, hostile};
use crate::figure::Figure;
use crate::progress;

const CALLERS: u64 = 16;
/// Of so many calls, one attacks and one touches much memory; half count their calls in a static.
const MIX: u64 = 50;

pub(super) fn measure(options: &Options, stop: &CancelToken) -> Vec<Figure> {
    let runtime = runtime(options.threads);
    runtime.block_on(async {
        let subject = Subject::new(Allocation::Auto).await;
        let calls = options.pick(5000, 50_000, 100_000);
        let (turns, counted, leaks) = (Arc::default(), Arc::default(), Arc::default());
        let mut callers = JoinSet::new();
        for _ in 0..CALLERS {
            let shared = (Arc::clone(&turns), Arc::clone(&counted), Arc::clone(&leaks));
            callers.spawn(caller(subject.clone(), calls, shared, stop.clone()));
        }
        let mut panics = 0;
        while let Some(ended) = callers.join_next().await {
            panics += usize::from(ended.is_err());
        }
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        vec![
            Figure::none("R9", format!("counts that went on, of {}", count(&counted)), count(&leaks) as usize),
            Figure::none("R9", "panics", panics),
        ]
    })
}

async fn caller(
    subject: Subject,
    calls: u64,
    shared: (Arc<AtomicU64>, Arc<AtomicU64>, Arc<AtomicU64>),
    stop: CancelToken,
) {
    let (turns, counted, leaks) = shared;
    let (options, kilobyte) = (CallOptions::new(), kilobyte());
    while !stop.is_cancelled() {
        let turn = turns.fetch_add(1, Ordering::Relaxed);
        if turn >= calls {
            return;
        }
        if turn.is_multiple_of(1000) {
            progress::show(&format!("R9: {turn} of {calls} calls"));
        }
        match turn % MIX {
            0 => _ = hostile::attack(&subject, turn / MIX).await,
            1 => _ = subject.misbehave("fill-memory", 8 << 20, &options).await,
            rest if rest % 2 == 0 => {
                let answer = subject.misbehave("state-leak", 0, &options).await;
                let fresh = answer.is_ok_and(|execution| execution.response.data == 1);
                counted.fetch_add(1, Ordering::Relaxed);
                leaks.fetch_add(u64::from(!fresh), Ordering::Relaxed);
            }
            _ => _ = subject.echo(&kilobyte).await,
        }
    }
}
