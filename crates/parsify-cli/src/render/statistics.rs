use std::time::{Duration, SystemTime};

use parsify::harmless;

use super::style::{ERROR, FAINT, STRONG, WARNING, paint};
use super::table::table;
use super::time::date;
use super::unit::{age, bytes, time};
use crate::status::{Group, Operation, Status};

/// More are in the JSON.
const MOST_GROUPS: usize = 10;

const HEADING: [&str; 13] = [
    "MODULE",
    "VERSION",
    "OPERATION",
    "CALLS",
    "FAILED",
    "TWIN",
    "RETRIES",
    "P50",
    "P90",
    "P99",
    "MAX",
    "MEMORY",
    "NOW",
];

/// What calls came to, and what failed most.
pub(crate) fn statistics(status: &Status) -> String {
    let mut text = as_of(status);
    let operations = &status.statistics.operations;
    if operations.is_empty() {
        text.push_str("nothing was called yet\n");
    } else {
        text.push_str(&table(HEADING, &operations.iter().map(row).collect::<Vec<_>>()));
    }
    let groups = &status.failures.groups;
    if !groups.is_empty() {
        text.push_str(&format!("\n{}\n", paint(STRONG, "failures")));
    }
    for group in groups.iter().take(MOST_GROUPS) {
        text.push_str(&failed(group, status.at_ms));
    }
    if let Some(more @ 1..) = groups.len().checked_sub(MOST_GROUPS) {
        text.push_str(&format!("and {more} other kinds, which `--json` shows\n"));
    }
    text
}

/// When it was so, how long the application runs, and how much it has to do.
pub(crate) fn as_of(status: &Status) -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let ago = now.saturating_sub(Duration::from_millis(status.at_ms));
    let load = &status.load;
    let closed = if load.closed { ", shut down" } else { "" };
    let line = format!(
        "as of {} ({} ago), up for {}; {} of {} running, {} of {} waiting{closed}",
        date(status.at_ms / 1000),
        age(ago),
        age(millis(status.uptime_ms)),
        load.running,
        load.places,
        load.waiting,
        load.queue,
    );
    format!("{}\n", paint(FAINT, line))
}

fn row(of: &Operation) -> [String; 13] {
    let ranks = &of.percentiles;
    let [p50, p90, p99, max] = [ranks.p50, ranks.p90, ranks.p99, of.slowest_ms].map(|ms| time(millis(ms)));
    [
        harmless(&of.module),
        harmless(&of.version),
        harmless(&of.operation),
        of.calls.to_string(),
        of.failures.values().sum::<u64>().to_string(),
        of.fallbacks.to_string(),
        of.retries.to_string(),
        p50,
        p90,
        p99,
        max,
        bytes(of.peak_memory),
        of.in_flight.to_string(),
    ]
}

/// How often, what, how lately, and what helps.
fn failed(group: &Group, at_ms: u64) -> String {
    let style = if group.severity == "notice" { WARNING } else { ERROR };
    let ago = age(Duration::from_millis(at_ms.saturating_sub(group.last_ms)));
    let code = paint(style, harmless(&group.code));
    let place = format!("{} {}", harmless(&group.module), harmless(&group.operation));
    let mut text = format!("{} × {code}  {place}  {}, last {ago} before\n", group.count, harmless(&group.frequency));
    text.push_str(&format!("    {}\n", harmless(&group.message)));
    let advice = group.resolution.iter().chain([&group.prevention]).filter(|advice| !advice.is_empty());
    advice.for_each(|advice| text.push_str(&format!("    {} {}\n", paint(FAINT, "help:"), harmless(advice))));
    text
}

/// What a file says may be anything.
fn millis(milliseconds: f64) -> Duration {
    Duration::try_from_secs_f64(milliseconds / 1e3).unwrap_or_default()
}
