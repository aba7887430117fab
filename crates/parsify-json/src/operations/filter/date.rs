//! Points in time, as RFC 3339 writes them.

/// A point in time, ordered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    /// Seconds since 1970-01-01T00:00:00Z.
    seconds: i64,
    /// The digits of a fraction, without zeros at the end: text orders as the fractions do.
    fraction: String,
}

impl Moment {
    /// A date (`2026-01-31`), which is its midnight in UTC, or a date and time with an offset.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let midnight = days(date)? * 86_400;
        if rest.is_empty() {
            return Some(Self { seconds: midnight, fraction: String::new() });
        }
        let (time, rest) = rest.strip_prefix(['T', 't', ' '])?.split_at_checked(8)?;
        let [hour, minute, second] = numbers(time, b':', [2, 2, 2])?;
        let (fraction, offset) = match rest.strip_prefix('.') {
            Some(rest) => rest.split_at(rest.bytes().take_while(u8::is_ascii_digit).count()),
            None => ("0", rest),
        };
        // 60 is a leap second.
        if hour > 23 || minute > 59 || second > 60 || fraction.is_empty() {
            return None;
        }
        let seconds = midnight + hour * 3600 + minute * 60 + second - offset_seconds(offset)?;
        Some(Self { seconds, fraction: fraction.trim_end_matches('0').to_owned() })
    }
}

fn offset_seconds(offset: &str) -> Option<i64> {
    if matches!(offset, "Z" | "z") {
        return Some(0);
    }
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let [hour, minute] = numbers(offset.strip_prefix(['+', '-'])?, b':', [2, 2])?;
    (hour <= 23 && minute <= 59).then_some(sign * (hour * 3600 + minute * 60))
}

/// Days since 1970-01-01 in the Gregorian calendar: Howard Hinnant, "chrono-compatible low-level date algorithms".
fn days(date: &str) -> Option<i64> {
    let [year, month, day] = numbers(date, b'-', [4, 2, 2])?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    if !(1..=last).contains(&day) {
        return None;
    }
    // Years begin in March, so that the leap day is the last one.
    let year = if month <= 2 { year - 1 } else { year };
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// Numbers of so many digits with a separator between.
fn numbers<const N: usize>(text: &str, separator: u8, digits: [usize; N]) -> Option<[i64; N]> {
    let (mut numbers, mut parts) = ([0; N], text.split(char::from(separator)));
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part =
            parts.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::Moment;

    fn seconds(text: &str) -> Option<i64> {
        Moment::parse(text).map(|moment| moment.seconds)
    }

    #[test]
    fn dates_and_times() {
        assert_eq!(seconds("1970-01-01"), Some(0));
        assert_eq!(seconds("2000-02-29T12:00:00Z"), Some(951_825_600));
        assert_eq!(seconds("2026-11-23T10:00:00.5+02:00"), Some(1_795_420_800));
        assert_eq!(seconds("1969-12-31T23:59:59-00:00"), Some(-1));
        assert_eq!(seconds("0000-01-01"), Some(-62_167_219_200));
        assert_eq!(seconds("9999-12-31t23:59:60z"), Some(253_402_300_800));
        for bad in [
            "",
            "2026",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-01T",
            "2026-01-01T10:00:00",
            "2026-01-01T24:00:00Z",
            "2026-01-01T10:00:00.Z",
            "2026-01-01T10:00:00+2:00",
            "2026-01-01x",
            "2026-01-é1",
        ] {
            assert_eq!(seconds(bad), None, "{bad}");
        }
        assert!(Moment::parse("2026-01-01T00:00:00.10Z") > Moment::parse("2026-01-01T00:00:00.09Z"));
        assert_eq!(Moment::parse("2026-01-01T00:00:00.50Z"), Moment::parse("2026-01-01T01:00:00.5+01:00"));
    }
}
