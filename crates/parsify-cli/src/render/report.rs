use parsify::{Engine, ModuleInfo, Report, harmless};

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

fn engine(report: &Report, info: &ModuleInfo) -> String {
    match (report.engine, &report.fallback) {
        (Engine::Wasm, _) => "wasm".to_owned(),
        (Engine::Native, Some(reason)) => format!("native, as a fallback: {}", harmless(&reason.message)),
        (Engine::Native, None) if info.sandboxed => "native, as asked for".to_owned(),
        (Engine::Native, None) => "native: the module has no sandboxed form here".to_owned(),
    }
}
