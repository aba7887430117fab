use parsify::{BreakerStage, CacheState, Engine, ModuleInfo, Report, harmless};

use super::style::{FAINT, STRONG, paint};
use super::unit::{bytes, time};

/// Characters of a digest that tell modules apart.
const SHORT_DIGEST: usize = 19;

/// How a call ran.
pub(crate) fn report(report: &Report, info: &ModuleInfo) -> String {
    let mut lines = vec![
        ("engine", engine(report, info)),
        ("module", format!("{} {}", report.module, report.version)),
        ("operation", harmless(&report.operation)),
    ];
    if let Some(digest) = &report.digest {
        lines.push(("digest", digest.to_string().chars().take(SHORT_DIGEST).collect()));
    }
    lines.push(("cache", report.cache.to_string()));
    lines.push(("time", format!("{} in all, {} of it running", time(report.wall), time(report.run))));
    if report.engine == Engine::Wasm {
        lines.push(("memory", format!("{} at most", bytes(report.peak_memory))));
    }
    lines.push(("bytes", format!("{} in, {} out", report.bytes_in, report.bytes_out)));
    lines.push(("attempts", report.attempts.to_string()));
    if !report.queue.is_zero() {
        lines.push(("waited", format!("{} for a place", time(report.queue))));
    }
    if !(report.compile.is_zero() && report.load.is_zero()) {
        let work = if report.cache == CacheState::Disk { "reading machine code" } else { "compiling" };
        lines.push(("loading", format!("{} {work}, {} beside it", time(report.compile), time(report.load))));
    }
    if let Some(stage) = report.breaker.filter(|stage| *stage != BreakerStage::Closed) {
        lines.push(("breaker", stage.to_string()));
    }
    for call in &report.calls {
        inner(call, 0, &mut lines);
    }
    let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let mut text: String = lines
        .iter()
        .map(|(name, value)| format!("{}: {value}\n", paint(STRONG, format_args!("{name:>width$}"))))
        .collect();
    for line in &report.log {
        let level = paint(FAINT, format_args!("{}:", line.level));
        text.push_str(&format!("{}: {level} {}\n", paint(STRONG, format_args!("{:>width$}", "log")), line.message));
    }
    text
}

/// A call that the module made of another one, and those that one made in turn.
fn inner(call: &Report, depth: usize, lines: &mut Vec<(&'static str, String)>) {
    let failed = call.failure.as_ref().map(|failure| format!(", failed: {}", harmless(&failure.message)));
    let how = if call.engine == Engine::Native { ", native" } else { "" };
    let call_of = format!("{} {} {}", call.module, call.version, harmless(&call.operation));
    let indent = "  ".repeat(depth);
    lines.push(("called", format!("{indent}{call_of}: {}{how}{}", time(call.wall), failed.unwrap_or_default())));
    call.calls.iter().for_each(|call| inner(call, depth + 1, lines));
}

fn engine(report: &Report, info: &ModuleInfo) -> String {
    match (report.engine, &report.fallback) {
        (Engine::Wasm, _) => "wasm".to_owned(),
        (Engine::Native, Some(reason)) => format!("native, as a fallback: {}", harmless(&reason.message)),
        (Engine::Native, None) if info.sandboxed => "native, as asked for".to_owned(),
        (Engine::Native, None) => "native: the module has no sandboxed form here".to_owned(),
    }
}
