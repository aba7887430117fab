//! R5: many calls by 64 callers, most of them healthy, some hostile; what the process holds before and after.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parsify_interface::{CallOptions, CancelToken, Module as _, Request};
use parsify_sandbox::Allocation;
use tokio::task::JoinSet;

use super::subject::{kilobyte, runtime};
use super::{Options, Subject, hostile};
use crate::figure::Figure;
use crate::process::Held;
use crate::{inputs, progress};

const CALLERS: u64 = 64;
/// One call in so many is hostile: 5 %.
const HOSTILE: u64 = 20;
/// This part of the calls fills pools and caches before anything is counted: 5 %.
const WARM_UP: u64 = 20;
const DRIFT_KIB: i64 = 8 << 10;
/// In a run shorter than this, the warm-up ends before every place of the pool was used once.
const SETTLED: u64 = 200_000;
/// A slope means something only over so many calls.
const LONG: u64 = 1_000_000;

#[derive(Debug, Default)]
struct Counts {
    begun: AtomicU64,
    done: AtomicU64,
    healthy_errors: AtomicU64,
    wrong_verdicts: AtomicU64,
    over: AtomicBool,
}

/// Calls done, and resident memory in KiB then.
type Sample = (u64, u64);

pub(super) fn measure(options: &Options, stop: &CancelToken) -> Vec<Figure> {
    let runtime = runtime(options.threads);
    runtime.block_on(async {
        let subject = Subject::new(Allocation::Auto).await;
        let counts = Arc::new(Counts::default());
        let (calls, begun) = (options.calls(), Instant::now());
        let mut callers = JoinSet::new();
        for _ in 0..CALLERS {
            callers.spawn(caller(subject.clone(), counts.clone(), calls));
        }
        let (before, samples) = watch(&counts, options, stop).await;
        let panics = callers.join_all_counting().await;
        let took = begun.elapsed();
        // Threads that loaded the modules go home after ten idle seconds; they are no leak of the calls.
        let after = settled(before).await;
        let done = counts.done.load(Ordering::Relaxed);
        let mut figures = vec![
            Figure::told("R5", "calls, and calls/s", format!("{done}, {:.0}/s", done as f64 / took.as_secs_f64())),
            Figure::none("R5", "errors of healthy calls", counts.healthy_errors.load(Ordering::Relaxed) as usize),
            Figure::none("R5", "attacks without their verdict", counts.wrong_verdicts.load(Ordering::Relaxed) as usize),
            Figure::none("R5", "panics", panics),
        ];
        figures.extend(held(before, after, &samples, done));
        figures
    })
}

trait JoinAllCounting {
    /// Waits for all and counts those that panicked.
    async fn join_all_counting(self) -> usize;
}

impl JoinAllCounting for JoinSet<()> {
    async fn join_all_counting(mut self) -> usize {
        let mut panics = 0;
        while let Some(ended) = self.join_next().await {
            panics += usize::from(ended.is_err());
        }
        panics
    }
}

async fn caller(subject: Subject, counts: Arc<Counts>, calls: u64) {
    let (kilobyte, json) = (kilobyte(), inputs::json(1 << 10));
    let format = Request::new("format").with_text("json", json);
    while !counts.over.load(Ordering::Relaxed) {
        let turn = counts.begun.fetch_add(1, Ordering::Relaxed);
        if turn >= calls {
            break;
        }
        if turn.is_multiple_of(HOSTILE) {
            let right = hostile::attack(&subject, turn / HOSTILE).await;
            counts.wrong_verdicts.fetch_add(u64::from(!right), Ordering::Relaxed);
        } else {
            let fine = if turn.is_multiple_of(2) {
                subject.echo(&kilobyte).await
            } else {
                subject.json.execute(&format, &CallOptions::new()).await.is_ok()
            };
            counts.healthy_errors.fetch_add(u64::from(!fine), Ordering::Relaxed);
        }
        counts.done.fetch_add(1, Ordering::Relaxed);
    }
    counts.over.store(true, Ordering::Relaxed);
}

/// Samples until the calls are done: what was held after the warm-up, and the resident memory since.
async fn watch(counts: &Counts, options: &Options, stop: &CancelToken) -> (Held, Vec<Sample>) {
    let (begun, calls) = (Instant::now(), options.calls());
    let pause = Duration::from_millis(options.pick(50, 500, 5000));
    let (mut before, mut samples) = (None, Vec::new());
    while !counts.over.load(Ordering::Relaxed) {
        let done = counts.done.load(Ordering::Relaxed);
        if done >= calls / WARM_UP {
            let held = Held::now();
            before.get_or_insert(held);
            samples.push((done, held.rss_kib));
        }
        progress::show(&format!("R5: {done} of {calls} calls"));
        if stop.is_cancelled() || begun.elapsed() >= options.longest() {
            counts.over.store(true, Ordering::Relaxed);
        }
        tokio::time::sleep(pause.min(Duration::from_millis(500))).await;
    }
    (before.unwrap_or_else(Held::now), samples)
}

async fn settled(before: Held) -> Held {
    let begun = Instant::now();
    loop {
        let held = Held::now();
        if held.threads <= before.threads || begun.elapsed() > Duration::from_secs(12) {
            return held;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

fn held(before: Held, after: Held, samples: &[Sample], calls: u64) -> Vec<Figure> {
    let drift = after.rss_kib as i64 - before.rss_kib as i64;
    let slope = slope(samples) * 1000.0;
    let grown = |what, before: usize, after: usize, room: usize| {
        let target = if room == 0 { "none more".to_owned() } else { format!("at most {room} more") };
        Figure::judged("R5", what, format!("{before} → {after}"), target, after <= before + room)
    };
    vec![
        Figure::judged(
            "R5",
            "resident memory after the warm-up",
            format!("{} → {} KiB ({drift:+})", before.rss_kib, after.rss_kib),
            format!("at most {DRIFT_KIB} KiB more"),
            drift <= DRIFT_KIB,
        )
        .when(calls >= SETTLED),
        Figure::judged("R5", "its slope over 1,000 calls", format!("{slope:+.2} KiB"), "at most 1 KiB", slope <= 1.0)
            .when(calls >= LONG),
        grown("open files", before.files, after.files, 0),
        grown("threads", before.threads, after.threads, 0),
        grown("memory mappings", before.maps, after.maps, before.maps.div_ceil(100)).when(calls >= SETTLED),
        grown("child processes", before.children, after.children, 0),
    ]
}

/// Of the line that lies nearest to the samples (least squares).
fn slope(samples: &[Sample]) -> f64 {
    let count = samples.len().max(1) as f64;
    let mean = |value: fn(&Sample) -> u64| samples.iter().map(|sample| value(sample) as f64).sum::<f64>() / count;
    let (calls, rss) = (mean(|sample| sample.0), mean(|sample| sample.1));
    let spread: f64 = samples.iter().map(|sample| (sample.0 as f64 - calls).powi(2)).sum();
    let common: f64 = samples.iter().map(|sample| (sample.0 as f64 - calls) * (sample.1 as f64 - rss)).sum();
    if spread == 0.0 { 0.0 } else { common / spread }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slope_is_that_of_the_line() {
        assert!((slope(&[(0, 10), (100, 12), (200, 14)]) - 0.02).abs() < 1e-12);
        assert_eq!(slope(&[(5, 10)]), 0.0);
        assert_eq!(slope(&[]), 0.0);
    }
}
