//! What a string is likely.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a string, or a value, is likely: it has the form, nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum Likely {
    /// Date and time with an offset (RFC 3339).
    DateTime,
    /// A date (RFC 3339, `full-date`).
    Date,
    /// A time (RFC 3339, `partial-time`, with or without offset).
    Time,
    /// A UUID (RFC 9562).
    Uuid,
    /// A ULID: 26 digits of Crockford's base 32.
    Ulid,
    /// 24 hexadecimal digits, as MongoDB's object ids have.
    ObjectId,
    /// A URL with scheme and host.
    Url,
    /// An e-mail address.
    Email,
    /// An IPv4 address.
    Ipv4,
    /// An IPv6 address (RFC 4291).
    Ipv6,
    /// The value of a key that ends in `id`.
    Id,
}

/// What the text has the form of.
pub(crate) fn classify(text: &str) -> Option<Likely> {
    let bytes = text.as_bytes();
    if !(2..=2_000).contains(&bytes.len()) {
        return None;
    }
    let found = match bytes.len() {
        36 if is_uuid(bytes) => Likely::Uuid,
        26 if is_ulid(bytes) => Likely::Ulid,
        24 if bytes.iter().all(u8::is_ascii_hexdigit) => Likely::ObjectId,
        10 if is_date(bytes) => Likely::Date,
        8.. if is_time(bytes) => Likely::Time,
        20.. if is_date_time(bytes) => Likely::DateTime,
        _ if is_url(text) => Likely::Url,
        _ if is_email(text) => Likely::Email,
        _ if text.parse::<std::net::Ipv4Addr>().is_ok() => Likely::Ipv4,
        _ if bytes.contains(&b':') && text.parse::<std::net::Ipv6Addr>().is_ok() => Likely::Ipv6,
        _ => return None,
    };
    Some(found)
}

/// Whether a key says that its value is an id: `id`, `userId`, `user_id`, `user-id`, `ID`.
pub(super) fn is_id_key(key: &str) -> bool {
    let Some(before) = key.len().checked_sub(2).filter(|at| key.is_char_boundary(*at)) else { return false };
    let (before, end) = key.split_at(before);
    match end {
        "id" => before.is_empty() || before.ends_with(['_', '-', '.']),
        "Id" | "ID" => true,
        _ => false,
    }
}

fn is_uuid(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

fn is_ulid(bytes: &[u8]) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_digit() || (byte.is_ascii_uppercase() && !b"ILOU".contains(byte));
    bytes.first().is_some_and(|first| (b'0'..=b'7').contains(first)) && bytes.iter().all(is_digit)
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at + length)?;
    digits.iter().try_fold(0, |value, digit| digit.is_ascii_digit().then(|| value * 10 + u32::from(digit - b'0')))
}

fn is_date(bytes: &[u8]) -> bool {
    let (Some(year), Some(month), Some(day)) = (number(bytes, 0, 4), number(bytes, 5, 2), number(bytes, 8, 2)) else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-') && (1..=days).contains(&day)
}

fn is_time(bytes: &[u8]) -> bool {
    match time_end(bytes) {
        Some(end) => bytes.len() == end || is_offset(bytes.get(end..).unwrap_or_default()),
        None => false,
    }
}

fn is_date_time(bytes: &[u8]) -> bool {
    let Some((date, rest)) = bytes.split_at_checked(10) else { return false };
    let Some((b'T' | b't', time)) = rest.split_first() else { return false };
    is_date(date) && time_end(time).is_some_and(|end| is_offset(time.get(end..).unwrap_or_default()))
}

/// The offset after `hh:mm:ss` and a fraction.
fn time_end(bytes: &[u8]) -> Option<usize> {
    let (hour, minute, second) = (number(bytes, 0, 2)?, number(bytes, 3, 2)?, number(bytes, 6, 2)?);
    if bytes.get(2) != Some(&b':') || bytes.get(5) != Some(&b':') || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    if bytes.get(8) != Some(&b'.') {
        return Some(8);
    }
    let digits = bytes.iter().skip(9).take_while(|byte| byte.is_ascii_digit()).count();
    (digits > 0).then_some(9 + digits)
}

fn is_offset(bytes: &[u8]) -> bool {
    match bytes {
        [b'Z' | b'z'] => true,
        [b'+' | b'-', rest @ ..] if rest.len() == 5 => {
            rest.get(2) == Some(&b':')
                && number(rest, 0, 2).is_some_and(|hour| hour < 24)
                && number(rest, 3, 2).is_some_and(|minute| minute < 60)
        }
        _ => false,
    }
}

fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let scheme_is_one = scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    scheme_is_one
        && !host.is_empty()
        && !rest.contains(|it: char| it.is_whitespace() || it.is_control() || "<>\"".contains(it))
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let local_is_one = (1..=64).contains(&local.len())
        && local.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte))
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    local_is_one && domain.contains('.') && domain.split('.').all(label)
}
