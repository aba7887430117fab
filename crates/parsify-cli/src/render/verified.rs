use parsify::install::Verified;
use parsify::{Failure, harmless};

use super::failure;
use super::style::{ERROR, GOOD, STRONG, paint};

/// Each module, and everything that is wrong.
pub(crate) fn verified(verified: &Verified) -> String {
    if verified.modules.is_empty() && verified.is_sound() {
        return "nothing is installed\n".to_owned();
    }
    let mut text = String::new();
    for module in &verified.modules {
        let word = if module.failure.is_none() { paint(GOOD, "works ") } else { paint(ERROR, "failed") };
        text.push_str(&format!("{word}  {} {}\n", module.id, module.version));
        text.push_str(&indented(module.failure.as_ref()));
    }
    for problem in &verified.problems {
        text.push_str(&format!("{}  {}\n", paint(ERROR, "wrong "), harmless(&problem.problem)));
        text.push_str(&format!("    {}: {}\n", paint(STRONG, "hint"), problem.way_out));
    }
    for (what, reason) in [("the lock file", &verified.lock), ("the modules together", &verified.unresolved)] {
        if reason.is_some() {
            text.push_str(&format!("{}  {what}\n", paint(ERROR, "wrong ")));
            text.push_str(&indented(reason.as_ref()));
        }
    }
    text
}

fn indented(reason: Option<&Failure>) -> String {
    let lines = reason.map(failure).unwrap_or_default();
    lines.lines().map(|line| format!("    {line}\n")).collect()
}
