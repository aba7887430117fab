use parsify_error::Breach;
use parsify_interface::{Level, Limits, LogLine};

/// What a call logged, inside its budget of bytes and lines.
#[derive(Debug)]
pub(crate) struct Log {
    lines: Vec<LogLine>,
    bytes_left: u64,
    lines_left: u64,
    limits: (u64, u64),
}

impl Log {
    pub(crate) fn new(limits: &Limits) -> Self {
        let (bytes, lines) = (limits.log_bytes, limits.log_lines);
        Self { lines: Vec::new(), bytes_left: bytes, lines_left: lines, limits: (bytes, lines) }
    }

    /// Takes a line of the budget, whether it is kept or not, or says what is used up.
    pub(crate) fn spend(&mut self, message: &str) -> Result<(), Breach> {
        let Some(lines_left) = self.lines_left.checked_sub(1) else {
            return Err(Breach::Log { limit: self.limits.1, unit: "lines" });
        };
        self.lines_left = lines_left;
        self.spend_bytes(message.len())
    }

    /// Takes what escaping made of a line beyond what it was: a control character becomes up to eight.
    pub(crate) fn spend_escapes(&mut self, message: &str, line: &LogLine) -> Result<(), Breach> {
        self.spend_bytes(line.message.len().saturating_sub(message.len()))
    }

    fn spend_bytes(&mut self, bytes: usize) -> Result<(), Breach> {
        let Some(bytes_left) = self.bytes_left.checked_sub(bytes as u64) else {
            return Err(Breach::Log { limit: self.limits.0, unit: "bytes" });
        };
        self.bytes_left = bytes_left;
        Ok(())
    }

    pub(crate) fn keep(&mut self, line: LogLine) {
        self.lines.push(line);
    }

    pub(crate) fn take(&mut self) -> Vec<LogLine> {
        std::mem::take(&mut self.lines)
    }
}

/// Hands a line to the host's own log: under one target, with the module's name as a field that the module cannot forge.
pub(crate) fn trace(module: &str, line: &LogLine) {
    macro_rules! event {
        ($level:ident) => {
            tracing::event!(target: "parsify::guest", tracing::Level::$level, module, "{}", line.message)
        };
    }
    match line.level {
        Level::Trace => event!(TRACE),
        Level::Debug => event!(DEBUG),
        Level::Info => event!(INFO),
        Level::Warn => event!(WARN),
        Level::Error => event!(ERROR),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_budgets_hold() {
        let mut limits = Limits::default();
        (limits.log_bytes, limits.log_lines) = (10, 2);
        let mut log = Log::new(&limits);
        log.spend("12345").unwrap();
        log.spend("12345").unwrap();
        assert_eq!(log.spend(""), Err(Breach::Log { limit: 2, unit: "lines" }));
    }

    #[test]
    fn too_many_bytes_end_the_call() {
        let mut limits = Limits::default();
        limits.log_bytes = 10;
        let mut log = Log::new(&limits);
        log.spend("12345").unwrap();
        assert_eq!(log.spend("123456"), Err(Breach::Log { limit: 10, unit: "bytes" }));
    }

    #[test]
    fn escapes_count() {
        let mut limits = Limits::default();
        limits.log_bytes = 10;
        let mut log = Log::new(&limits);
        let message = "\u{1b}\u{1b}";
        log.spend(message).unwrap();
        let line = LogLine::new(Level::Info, message);
        assert_eq!(log.spend_escapes(message, &line), Err(Breach::Log { limit: 10, unit: "bytes" }));
    }
}
