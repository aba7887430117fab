//! R7: calls cancelled at random moments, half of them by dropping the future, half by a token.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use parsify_interface::{CallOptions, CancelToken, ErrorKind, LimitOverrides};
use parsify_sandbox::Allocation;
use tokio::task::JoinSet;

use super::subject::{kilobyte, runtime};
use super::{Options, Subject};
use crate::chance::Chance;
use crate::figure::Figure;
use crate::progress;

const CALLERS: usize = 64;
/// As many calls at once as the pool has slots: one slot that did not come back shows.
const SLOTS: usize = 1000;
const OPERATIONS: [(&str, u64); 5] =
    [("spin", 0), ("slow", 1), ("fill-memory", 4 << 20), ("flood-progress", 90_000), ("state-leak", 0)];

pub(super) fn measure(options: &Options, stop: &CancelToken) -> Vec<Figure> {
    let runtime = runtime(options.threads);
    runtime.block_on(async {
        let subject = Subject::new(Allocation::Auto).await;
        let cancels = options.pick(2000, 20_000, 100_000);
        let (done, others) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let mut callers = JoinSet::new();
        for seed in 0..CALLERS {
            let (done, others, stop) = (done.clone(), others.clone(), stop.clone());
            callers.spawn(caller(subject.clone(), seed as u64, cancels, done, others, stop));
        }
        let mut panics = 0;
        while let Some(ended) = callers.join_next().await {
            panics += usize::from(ended.is_err());
        }
        let mut broken = 0;
        for _ in 0..1000 {
            broken += usize::from(!subject.echo(&kilobyte()).await);
        }
        let refused = refused(&subject).await;
        vec![
            Figure::told("R7", "cancelled calls", done.load(Ordering::Relaxed)),
            Figure::none("R7", "panics", panics),
            Figure::none("R7", "calls that ended in another failure", others.load(Ordering::Relaxed)),
            Figure::none("R7", "errors in 1,000 healthy calls afterwards", broken),
            Figure::none("R7", format!("refused of {SLOTS} calls at once afterwards"), refused),
        ]
    })
}

async fn caller(
    subject: Subject,
    seed: u64,
    cancels: usize,
    done: Arc<AtomicUsize>,
    others: Arc<AtomicUsize>,
    stop: CancelToken,
) {
    let mut chance = Chance::new(seed);
    while !stop.is_cancelled() {
        let turn = done.fetch_add(1, Ordering::Relaxed);
        if turn >= cancels {
            done.fetch_sub(1, Ordering::Relaxed);
            return;
        }
        if turn.is_multiple_of(1000) {
            progress::show(&format!("R7: {turn} of {cancels} cancels"));
        }
        let (operation, count) = OPERATIONS[chance.below(OPERATIONS.len() as u64) as usize];
        let wait = Duration::from_micros(chance.below(5000));
        let right = if chance.below(2) == 0 {
            dropped(&subject, operation, count, wait).await
        } else {
            by_token(&subject, operation, count, wait).await
        };
        others.fetch_add(usize::from(!right), Ordering::Relaxed);
    }
}

async fn dropped(subject: &Subject, operation: &str, count: u64, wait: Duration) -> bool {
    let options = CallOptions::new();
    let call = subject.misbehave(operation, count, &options);
    // What ends before it is dropped ends well.
    tokio::time::timeout(wait, call).await.map_or(true, |answer| answer.is_ok())
}

async fn by_token(subject: &Subject, operation: &str, count: u64, wait: Duration) -> bool {
    let token = CancelToken::new();
    let options = CallOptions::new().with_cancel(token.clone());
    let cancel = async {
        tokio::time::sleep(wait).await;
        token.cancel();
    };
    let (answer, ()) = tokio::join!(subject.misbehave(operation, count, &options), cancel);
    answer.map_or_else(|failure| failure.kind() == ErrorKind::Cancelled, |_| operation != "spin")
}

/// Calls that all hold an instance at once; how many of them got none.
async fn refused(subject: &Subject) -> usize {
    let limits = LimitOverrides::default().with_deadline(Duration::from_secs(5));
    let options = CallOptions::new().with_limits(limits);
    let mut calls = JoinSet::new();
    for _ in 0..SLOTS {
        let (subject, options) = (subject.clone(), options.clone());
        calls.spawn(async move { subject.misbehave("spin", 0, &options).await });
    }
    let mut refused = 0;
    while let Some(ended) = calls.join_next().await {
        let timely = ended.is_ok_and(|answer| answer.is_err_and(|failure| failure.kind() == ErrorKind::Timeout));
        refused += usize::from(!timely);
    }
    refused
}
