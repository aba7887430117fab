//! R5: many calls by 64 callers, most of them healthy, some hostile; what the process holds before and after.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
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
/// After each round nothing runs, and what the process holds is looked at.
const ROUNDS: u64 = 100;
/// So many rounds fill pools and caches before anything is counted: 5 %.
const WARM_UP: u64 = 5;
const DRIFT_KIB: i64 = 8 << 10;
/// In a run shorter than this, the warm-up ends before every place of the pool was used once.
const SETTLED: u64 = 200_000;
/// A slope means something only over so many calls.
const LONG: u64 = 1_000_000;

#[derive(Debug, Default)]
struct Counts {
    begun: AtomicU64,
    healthy_errors: AtomicU64,
    wrong_verdicts: AtomicU64,
}

/// Calls done, and what the process held then.
type Sample = (u64, Held);

pub(super) fn measure(options: &Options, stop: &CancelToken) -> Vec<Figure> {
    let runtime = runtime(options.threads);
    runtime.block_on(async {
        let subject = Subject::new(Allocation::Auto).await;
        let (counts, begun) = (Arc::new(Counts::default()), Instant::now());
        let (samples, panics) = rounds(&subject, &counts, options, stop).await;
        let took = begun.elapsed();
        let done = samples.last().map_or(0, |sample| sample.0);
        let mut figures = vec![
            Figure::told("R5", "calls, and calls/s", format!("{done}, {:.0}/s", done as f64 / took.as_secs_f64())),
            Figure::none("R5", "errors of healthy calls", counts.healthy_errors.load(Ordering::Relaxed) as usize),
            Figure::none("R5", "attacks without their verdict", counts.wrong_verdicts.load(Ordering::Relaxed) as usize),
            Figure::none("R5", "panics", panics),
        ];
        if let Some((_, before)) = samples.first() {
            // Threads that loaded the modules go home after ten idle seconds; they are no leak of the calls.
            figures.extend(held(*before, settled(*before).await, &samples, done));
        }
        figures
    })
}

/// All rounds: the samples after the warm-up, and how many callers panicked.
async fn rounds(
    subject: &Subject,
    counts: &Arc<Counts>,
    options: &Options,
    stop: &CancelToken,
) -> (Vec<Sample>, usize) {
    let (begun, calls) = (Instant::now(), options.calls());
    let (mut samples, mut panics) = (Vec::new(), 0);
    for round in 1..=ROUNDS {
        if stop.is_cancelled() || begun.elapsed() >= options.longest() {
            break;
        }
        let until = calls * round / ROUNDS;
        progress::show(&format!("R5: {until} of {calls} calls"));
        let mut callers = JoinSet::new();
        for _ in 0..CALLERS {
            callers.spawn(caller(subject.clone(), counts.clone(), until, stop.clone()));
        }
        while let Some(ended) = callers.join_next().await {
            panics += usize::from(ended.is_err());
        }
        // Each caller takes one number too many before it sees that the round is over.
        counts.begun.store(until, Ordering::Relaxed);
        if round >= WARM_UP {
            samples.push((until, Held::now()));
        }
    }
    (samples, panics)
}

async fn caller(subject: Subject, counts: Arc<Counts>, until: u64, stop: CancelToken) {
    let (kilobyte, json) = (kilobyte(), inputs::json(1 << 10));
    let format = Request::new("format").with_text("json", json);
    loop {
        let turn = counts.begun.fetch_add(1, Ordering::Relaxed);
        if turn >= until || stop.is_cancelled() {
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
    }
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

/// Of the line that lies nearest to the samples (least squares), in KiB for each call.
fn slope(samples: &[Sample]) -> f64 {
    let points: Vec<(f64, f64)> = samples.iter().map(|(calls, held)| (*calls as f64, held.rss_kib as f64)).collect();
    let mean = |value: fn(&(f64, f64)) -> f64| points.iter().map(value).sum::<f64>() / points.len().max(1) as f64;
    let (calls, rss) = (mean(|point| point.0), mean(|point| point.1));
    let spread: f64 = points.iter().map(|point| (point.0 - calls).powi(2)).sum();
    let common: f64 = points.iter().map(|point| (point.0 - calls) * (point.1 - rss)).sum();
    if spread == 0.0 { 0.0 } else { common / spread }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slope_is_that_of_the_line() {
        let sample = |calls, rss_kib| (calls, Held { rss_kib, ..Held::default() });
        assert!((slope(&[sample(0, 10), sample(100, 12), sample(200, 14)]) - 0.02).abs() < 1e-12);
        assert_eq!(slope(&[sample(5, 10)]), 0.0);
        assert_eq!(slope(&[]), 0.0);
    }
}
