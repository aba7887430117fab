//! Flaws inside of a string.

use super::quote::unclosed_end;
use crate::fault::Fault;
use crate::problem::Code;
use crate::scan::{Flaw, FlawKind};

/// Where reading goes on after a flaw.
pub(crate) enum Resume {
    /// In the same string.
    Inside(usize),
    /// After the string, which is taken to end there.
    After(usize),
}

/// Names the flaw of the string that starts at `start`, and decides where to go on.
pub(crate) fn string_flaw(source: &str, start: usize, flaw: Flaw) -> (Fault, Resume) {
    let (code, length) = match flaw.kind {
        FlawKind::Unclosed => {
            let end = unclosed_end(source, start + 1, flaw.at);
            return (Fault::new(Code::UnclosedString, start, end), Resume::After(end));
        }
        FlawKind::Control => (Code::ControlCharacter, 1),
        FlawKind::Escape => (Code::InvalidEscape, 1 + escaped_length(source, flaw.at + 1)),
        FlawKind::Unicode => (Code::InvalidUnicodeEscape, 2 + hex_length(source, flaw.at + 2)),
    };
    let end = flaw.at + length;
    (Fault::new(code, flaw.at, end), Resume::Inside(end))
}

fn escaped_length(source: &str, at: usize) -> usize {
    match source.get(at..).and_then(|rest| rest.chars().next()) {
        // The line break, like the end, belongs to the complaint about the unclosed string.
        None | Some('\n' | '\r') => 0,
        Some(found) => found.len_utf8(),
    }
}

fn hex_length(source: &str, at: usize) -> usize {
    let rest = source.as_bytes().get(at..).unwrap_or_default();
    rest.iter().take(4).take_while(|byte| byte.is_ascii_hexdigit()).count()
}
