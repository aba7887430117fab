use parsify::{Execution, Report, harmless};

use super::style::{FRAME, STRONG, WARNING, paint};

/// What a response says beside its result, and what of it is not shown.
pub(crate) fn warnings(execution: &Execution, all_is_shown: bool) -> String {
    let response = &execution.response;
    let mut texts: Vec<_> = response.warnings.iter().map(|warning| harmless(warning)).collect();
    let more = response.documents.len().saturating_sub(1);
    if more > 0 && !all_is_shown {
        texts.push(format!("the result has {more} more documents than the one shown; `--json` shows all"));
    }
    texts.iter().map(|text| format!("{}: {text}\n", paint(WARNING, "warning"))).collect()
}

/// The warning that the fence was missing, when it was.
pub(crate) fn fallback(report: &Report) -> String {
    let Some(reason) = &report.fallback else { return String::new() };
    format!(
        "{}: {} ran natively, not in the sandbox: {}\n  {} {}: {}\n",
        paint(WARNING, "warning"),
        report.module,
        harmless(&reason.message),
        paint(FRAME, "="),
        paint(STRONG, "hint"),
        "`--no-fallback` makes this an error; `parsify health` says what the sandbox lacks",
    )
}

/// The warning that somebody else wrote the lock file.
pub(crate) fn lock_edited() -> String {
    format!(
        "{}: `parsify.lock` was changed since the last change here\n  {} {}: {}\n",
        paint(WARNING, "warning"),
        paint(FRAME, "="),
        paint(STRONG, "hint"),
        "`parsify modules add` installs what it says, `parsify modules lock` writes it from what is installed",
    )
}
