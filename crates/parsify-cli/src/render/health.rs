use parsify::harmless;

use super::style::{ERROR, FAINT, GOOD, WARNING, paint};
use crate::status::{Health, ModuleHealth};

/// How each module does, with the reasons where it does not do well.
pub(crate) fn health(system: &Health) -> String {
    let mut text = String::new();
    for ModuleHealth { module, version, health, reasons, failure } in &system.modules {
        text.push_str(&format!("{}  {} {}\n", word(health), harmless(module), harmless(version)));
        for reason in reasons {
            text.push_str(&format!("    {}\n", harmless(&reason.message)));
        }
        if let Some(told) = failure {
            text.push_str(&format!("    {} {}\n", paint(FAINT, "code:"), harmless(&told.code)));
            let hints = told.hints.iter().map(|hint| format!("    {} {}\n", paint(FAINT, "hint:"), harmless(hint)));
            text.extend(hints);
        }
    }
    for reason in &system.reasons {
        text.push_str(&format!("{}  {}\n", word(&system.health), harmless(&reason.message)));
    }
    text
}

fn word(health: &str) -> String {
    let style = match health {
        "healthy" => GOOD,
        "degraded" => WARNING,
        "unknown" => FAINT,
        _ => ERROR,
    };
    paint(style, format_args!("{:9}", harmless(health)))
}
