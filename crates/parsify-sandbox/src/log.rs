use parsify_error::Breach;
use parsify_interface::{Level, LogLine};

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

    /// Keeps a line, or says which budget is used up.
    pub(crate) fn push(&mut self, level: Level, message: &str) -> Result<(), Breach> {
        let Some(lines_left) = self.lines_left.checked_sub(1) else {
            return Err(Breach::Log { limit: self.limits.1, unit: "lines" });
        };
        let Some(bytes_left) = self.bytes_left.checked_sub(message.len() as u64) else {
            return Err(Breach::Log { limit: self.limits.0, unit: "bytes" });
        };
        (self.lines_left, self.bytes_left) = (lines_left, bytes_left);
        self.lines.push(LogLine::new(level, message));
        Ok(())
    }

    pub(crate) fn into_lines(self) -> Vec<LogLine> {
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
