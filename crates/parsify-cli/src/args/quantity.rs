//! Sizes, times and levels as people write them.

use std::time::Duration;

use parsify::Level;
use parsify::config::{InvalidQuantity, parse_size, parse_time};

/// What the sandbox allows at most; more would be cut off silently.
const MOST_BYTES: u64 = 4 << 30;
const MOST_TIME: Duration = Duration::from_secs(3600);

/// How important a log line is.
pub(super) fn level(text: &str) -> Result<Level, String> {
    const LEVELS: [Level; 5] = [Level::Trace, Level::Debug, Level::Info, Level::Warn, Level::Error];
    let level = LEVELS.into_iter().find(|level| level.to_string().eq_ignore_ascii_case(text));
    level.ok_or_else(|| "the levels are trace, debug, info, warn, error".to_owned())
}

/// A size in bytes.
pub(super) fn size(text: &str) -> Result<u64, String> {
    let wanted = "a whole number with a unit is wanted: B, KiB, MiB, GiB (or K, M, G), KB, MB, GB";
    match parse_size(text) {
        Ok(0) => Err("it must be more than 0".to_owned()),
        Ok(bytes @ ..=MOST_BYTES) => Ok(bytes),
        Ok(_) | Err(InvalidQuantity::TooLarge) => Err("the most is 4GiB".to_owned()),
        Err(_) => Err(wanted.to_owned()),
    }
}

/// A time. A bare number is seconds, as other commands have it.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let wanted = "a whole number with a unit is wanted: ms, s, m, h";
    let parsed = match parse_time(text) {
        Err(InvalidQuantity::NoUnit) => parse_time(&format!("{text}s")),
        parsed => parsed,
    };
    match parsed {
        Ok(Duration::ZERO) => Err("it must be more than 0".to_owned()),
        Ok(time) if time <= MOST_TIME => Ok(time),
        Ok(_) | Err(InvalidQuantity::TooLarge) => Err("the most is 1h".to_owned()),
        Err(_) => Err(wanted.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, bytes) in [
            ("64MiB", 64 << 20),
            ("64M", 64 << 20),
            ("64MB", 64_000_000),
            ("65536", 65536),
            ("1 kib", 1024),
            ("4g", 4 << 30),
        ] {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for text in
            ["", "MiB", "-1", "1.5GiB", "64 parsecs", "0", "0M", "5GiB", "99999999999999999999", "9999999999999999G"]
        {
            assert!(size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn times() {
        for (text, millis) in [("500ms", 500), ("30s", 30_000), ("2m", 120_000), ("1h", 3_600_000), ("30", 30_000)] {
            assert_eq!(duration(text), Ok(Duration::from_millis(millis)), "{text}");
        }
        for text in ["", "s", "-1s", "1.5s", "2h", "0", "0ms", "1d", "99999999999999999999s"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
