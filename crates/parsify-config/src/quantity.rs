//! Sizes and times as people write them: a whole number with a unit.

use std::time::Duration;

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

/// Why a text is no size and no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidQuantity {
    /// It does not begin with a digit, or has a fraction.
    #[error("it is no whole number with a unit")]
    NoNumber,
    /// A time without a unit: seconds to one reader, milliseconds to the next.
    #[error("it has no unit")]
    NoUnit,
    /// The unit is not known.
    #[error("the unit is not known")]
    Unit,
    /// It does not fit into 64 bits.
    #[error("it is beyond 64 bits")]
    TooLarge,
}

/// Reads a size in bytes: a whole number with `B`, `KiB`, `MiB`, `GiB`, the same as `K`, `M`, `G`, or with `KB`, `MB`, `GB`
/// for powers of a thousand. A bare number is bytes. Case makes no difference.
///
/// # Errors
///
/// What is wrong with the text.
///
/// ```
/// use parsify_config::{InvalidQuantity, parse_size};
///
/// assert_eq!(parse_size("64MiB"), Ok(64 << 20));
/// assert_eq!(parse_size("1 kb"), Ok(1000));
/// assert_eq!(parse_size("64 parsecs"), Err(InvalidQuantity::Unit));
/// ```
pub fn parse_size(text: &str) -> Result<u64, InvalidQuantity> {
    quantity(text, SIZES, Some(1))
}

/// Reads a time: a whole number with `ms`, `s`, `m` or `h`. Case makes no difference.
///
/// # Errors
///
/// What is wrong with the text; a bare number is.
///
/// ```
/// use parsify_config::{InvalidQuantity, parse_time};
/// use std::time::Duration;
///
/// assert_eq!(parse_time("2m"), Ok(Duration::from_secs(120)));
/// assert_eq!(parse_time("30"), Err(InvalidQuantity::NoUnit));
/// ```
pub fn parse_time(text: &str) -> Result<Duration, InvalidQuantity> {
    quantity(text, TIMES, None).map(Duration::from_millis)
}

fn quantity(text: &str, units: &[(&str, u64)], bare: Option<u64>) -> Result<u64, InvalidQuantity> {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let (number, unit) = text.split_at(text.len() - rest.len());
    if number.is_empty() || unit.starts_with('.') {
        return Err(InvalidQuantity::NoNumber);
    }
    let unit = unit.trim_start_matches(' ');
    let factor = if unit.is_empty() {
        bare.ok_or(InvalidQuantity::NoUnit)?
    } else {
        units.iter().find(|(name, _)| unit.eq_ignore_ascii_case(name)).ok_or(InvalidQuantity::Unit)?.1
    };
    let number: u64 = number.parse().map_err(|_| InvalidQuantity::TooLarge)?;
    number.checked_mul(factor).ok_or(InvalidQuantity::TooLarge)
}

/// A size in the largest unit that needs no fraction.
pub(crate) fn size_text(bytes: u64) -> String {
    text(bytes, &[("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)], "B")
}

/// A time in the largest unit that needs no fraction, hours apart from whole ones left out: 90 s is easier than 1.5 min.
pub(crate) fn time_text(millis: u64) -> String {
    text(millis, &[("h", 3_600_000), ("s", 1_000)], "ms")
}

fn text(number: u64, units: &[(&str, u64)], smallest: &str) -> String {
    let unit = units.iter().find(|(_, factor)| number > 0 && number.is_multiple_of(*factor));
    unit.map_or_else(|| format!("{number}{smallest}"), |(name, factor)| format!("{}{name}", number / factor))
}
