use parsify_interface::{Level, LogLine};

use crate::breach::Breach;

/// What a call logged, inside its budget of bytes and lines.
#[derive(Debug)]
pub(crate) struct Log {
    lines: Vec<LogLine>,
    bytes_left: u64,
    lines_left: u64,
    limits: (u64, u64),
}

impl Log {
    pub(crate) fn new(bytes: u64, lines: u64) -> Self {
        Self { lines: Vec::new(), bytes_left: bytes, lines_left: lines, limits: (bytes, lines) }
    }

    /// Keeps a line, or says which budget is used up. Control characters are escaped, so that a module can neither
    /// forge a second line nor drive a terminal.
    pub(crate) fn push(&mut self, level: Level, message: &str) -> Result<(), Breach> {
        let Some(lines_left) = self.lines_left.checked_sub(1) else {
            return Err(Breach::Log { limit: self.limits.1, unit: "lines" });
        };
        let Some(bytes_left) = self.bytes_left.checked_sub(message.len() as u64) else {
            return Err(Breach::Log { limit: self.limits.0, unit: "bytes" });
        };
        (self.lines_left, self.bytes_left) = (lines_left, bytes_left);
        self.lines.push(LogLine { level, message: harmless(message) });
        Ok(())
    }

    pub(crate) fn into_lines(self) -> Vec<LogLine> {
        self.lines
    }
}

/// A text without its control characters; those are escaped as Rust writes them.
pub(crate) fn harmless(text: &str) -> String {
    let text = text.trim_end_matches(['\n', '\r']);
    let mut harmless = String::with_capacity(text.len());
    for letter in text.chars() {
        // Bidirectional overrides can reorder what a reader sees, so they count as control characters.
        if letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            harmless.extend(letter.escape_default());
        } else {
            harmless.push(letter);
        }
    }
    harmless
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(harmless("a\u{1b}[31mb\nc\r\n"), "a\\u{1b}[31mb\\nc");
        assert_eq!(harmless("ü \u{202e}x"), "ü \\u{202e}x");
    }

    #[test]
    fn both_budgets_hold() {
        let mut log = Log::new(10, 2);
        log.push(Level::Info, "12345").unwrap();
        assert_eq!(log.push(Level::Info, "123456"), Err(Breach::Log { limit: 10, unit: "bytes" }));
        log.push(Level::Info, "12345").unwrap();
        assert_eq!(log.push(Level::Info, ""), Err(Breach::Log { limit: 2, unit: "lines" }));
        assert_eq!(log.into_lines().len(), 2);
    }
}
