//! Sizes, times and levels as people write them.

use std::time::Duration;

use parsify::Level;

const SIZES: &[(&str, u64)] = &[
    ("b", 1),
    ("kib", 1 << 10),
    ("k", 1 << 10),
    ("kb", 1_000),
    ("mib", 1 << 20),
    ("m", 1 << 20),
    ("mb", 1_000_000),
    ("gib", 1 << 30),
    ("g", 1 << 30),
    ("gb", 1_000_000_000),
];
const TIMES: &[(&str, u64)] = &[("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];
/// What the sandbox allows at most; more would be cut off silently.
const MOST_BYTES: u64 = 4 << 30;
const MOST_MILLIS: u64 = 3_600_000;

/// How important a log line is.
pub(super) fn level(text: &str) -> Result<Level, String> {
    const LEVELS: [Level; 5] = [Level::Trace, Level::Debug, Level::Info, Level::Warn, Level::Error];
    let level = LEVELS.into_iter().find(|level| level.to_string().eq_ignore_ascii_case(text));
    level.ok_or_else(|| "the levels are trace, debug, info, warn, error".to_owned())
}

/// A size in bytes.
pub(super) fn size(text: &str) -> Result<u64, String> {
    let wanted = "a whole number with a unit is wanted: B, KiB, MiB, GiB (or K, M, G), KB, MB, GB";
    let bytes = quantity(text, SIZES, 1).ok_or(wanted)?;
    match bytes {
        Some(0) => Err("it must be more than 0".to_owned()),
        Some(bytes @ ..=MOST_BYTES) => Ok(bytes),
        _ => Err("the most is 4GiB".to_owned()),
    }
}

/// A time.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let wanted = "a whole number with a unit is wanted: ms, s, m, h";
    let millis = quantity(text, TIMES, 1_000).ok_or(wanted)?;
    match millis {
        Some(0) => Err("it must be more than 0".to_owned()),
        Some(millis @ ..=MOST_MILLIS) => Ok(Duration::from_millis(millis)),
        _ => Err("the most is 1h".to_owned()),
    }
}

/// `None` when it is no quantity, `Some(None)` when it is one beyond 64 bits.
#[expect(clippy::option_option, reason = "two different ways to be no number, told apart by the caller")]
fn quantity(text: &str, units: &[(&str, u64)], bare: u64) -> Option<Option<u64>> {
    let digits = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let (number, unit) = text.split_at(text.len() - digits.len());
    if number.is_empty() {
        return None;
    }
    let unit = unit.trim_start_matches(' ').to_ascii_lowercase();
    let factor = if unit.is_empty() { bare } else { units.iter().find(|(name, _)| *name == unit)?.1 };
    Some(number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor)))
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
