//! Points in time and their text (RFC 3339).

const DAY: i64 = 86_400;

/// A point in time: seconds since 1970 and a part of the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Instant {
    pub(crate) seconds: i64,
    pub(crate) nanoseconds: u32,
}

impl Instant {
    pub(crate) const fn of_milliseconds(milliseconds: i64) -> Self {
        let nanoseconds = milliseconds.rem_euclid(1000) as u32 * 1_000_000;
        Self { seconds: milliseconds.div_euclid(1000), nanoseconds }
    }

    /// In whole milliseconds, if it is.
    pub(crate) fn to_milliseconds(self) -> Option<i64> {
        if !self.nanoseconds.is_multiple_of(1_000_000) {
            return None;
        }
        self.seconds.checked_mul(1000)?.checked_add(i64::from(self.nanoseconds / 1_000_000))
    }
}

/// The text of a point in time in the years from 0 to 9999, with as many digits behind the seconds as it takes: none, three,
/// six or nine.
pub(crate) fn timestamp(instant: Instant) -> Option<String> {
    let (year, month, day) = date(instant.seconds.div_euclid(DAY))?;
    let second = instant.seconds.rem_euclid(DAY);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    let nanoseconds = instant.nanoseconds;
    let fraction = match (nanoseconds % 1_000_000, nanoseconds % 1000) {
        _ if nanoseconds == 0 => String::new(),
        (0, _) => format!(".{:03}", nanoseconds / 1_000_000),
        (_, 0) => format!(".{:06}", nanoseconds / 1000),
        _ => format!(".{nanoseconds:09}"),
    };
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z"))
}

/// Milliseconds since 1970 of a text, when it holds whole ones.
pub(crate) fn milliseconds(text: &str) -> Option<i64> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    if !(1..=12).contains(&month) || !(1..=days_of(year, month)).contains(&day) {
        return None;
    }
    let zone = time.find(['Z', 'z', '+', '-'])?;
    let (time, zone) = time.split_at(zone);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    if hour > 23 || minute > 59 || second > 59 || fraction.is_empty() || !is_digits(fraction) {
        return None;
    }
    let (thousandths, beyond) = fraction.split_at(fraction.len().min(3));
    if beyond.bytes().any(|digit| digit != b'0') {
        return None;
    }
    let milliseconds: i64 = format!("{thousandths:0<3}").parse().ok()?;
    let seconds = days(year, month, day) * DAY + hour * 3600 + minute * 60 + second - offset(zone)?;
    Some(seconds * 1000 + milliseconds)
}

/// Seconds that a zone is ahead.
fn offset(zone: &str) -> Option<i64> {
    if zone == "Z" || zone == "z" {
        return Some(0);
    }
    let (sign, zone) = zone.split_at(1);
    let (hours, minutes) = match zone.len() {
        2 => (zone, "00"),
        4 => zone.split_at_checked(2)?,
        _ => zone.split_once(':')?,
    };
    let [hours] = numbers(hours, ':', [2])?;
    let [minutes] = numbers(minutes, ':', [2])?;
    let seconds = hours * 3600 + minutes * 60;
    (hours < 24 && minutes < 60).then_some(if sign == "-" { -seconds } else { seconds })
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Numbers of so many digits.
fn numbers<const COUNT: usize>(text: &str, between: char, lengths: [usize; COUNT]) -> Option<[i64; COUNT]> {
    let mut parts = text.split(between);
    let mut found = [0; COUNT];
    for (number, length) in found.iter_mut().zip(lengths) {
        let part = parts.next().filter(|part| part.len() == length && is_digits(part))?;
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(found)
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days before a year, counted from the year 0, for years from 0 on.
const fn days_before(year: i64) -> i64 {
    if year == 0 { 0 } else { year * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1 }
}

/// Days since 1970.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let months: i64 = (1..month).map(|month| days_of(year, month)).sum();
    days_before(year) - days_before(1970) + months + day - 1
}

/// The date so many days after 1970 began, in the years from 0 to 9999.
fn date(days: i64) -> Option<(i64, i64, i64)> {
    let mut rest = days.checked_add(days_before(1970))?;
    if !(0..days_before(10_000)).contains(&rest) {
        return None;
    }
    // At most one too many.
    let mut year = rest / 365;
    while days_before(year) > rest {
        year -= 1;
    }
    rest -= days_before(year);
    let mut month = 1;
    while rest >= days_of(year, month) {
        rest -= days_of(year, month);
        month += 1;
    }
    Some((year, month, rest + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_comes_back() {
        for day in (days(0, 1, 1)..=days(9999, 12, 31)).step_by(17) {
            let text = timestamp(Instant { seconds: day * DAY + 1, nanoseconds: 0 }).unwrap();
            assert_eq!(milliseconds(&text), Some((day * DAY + 1) * 1000), "{text}");
        }
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 3, 1), 11_017);
        assert_eq!(days(0, 1, 1), -719_528);
    }

    #[test]
    fn texts_are_read_with_their_zone() {
        assert_eq!(milliseconds("2012-12-24T12:15:30.501+01:00"), Some(1_356_347_730_501));
        assert_eq!(milliseconds("2012-12-24T12:15:30.5-0130"), Some(1_356_356_730_500));
        for bad in [
            "2012-12-24",
            "2012-13-01T00:00:00Z",
            "2011-02-29T00:00:00Z",
            "2012-12-24T24:00:00Z",
            "2012-12-24T12:15:30",
            "2012-12-24T12:15:30.Z",
            "2012-12-24T12:15:30.1234Z",
            "12-12-24T12:15:30Z",
            "2012-12-24T12:15:30+é1",
            "T+",
        ] {
            assert_eq!(milliseconds(bad), None, "{bad}");
        }
    }
}
