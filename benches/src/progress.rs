//! One line on a terminal that says how far a measurement is; nothing elsewhere.
#![expect(clippy::print_stderr, reason = "progress is for the person at the terminal")]

use std::io::IsTerminal as _;

/// Says what is measured now.
pub fn show(what: &str) {
    if std::io::stderr().is_terminal() {
        eprint!("\r\u{1b}[2K{what}");
    }
}

/// Takes the line away.
pub fn clear() {
    show("");
}
