//! Addresses of the internet.

use super::{ends, is_digit, starts};
use std::net::Ipv6Addr;
use std::ops::Range;

pub(super) fn find_v4(text: &[u8], found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while at < text.len() {
        if !is_digit(text, at) {
            at += 1;
            continue;
        }
        let end = if starts(text, at) { v4_from(text, at) } else { None };
        found.extend(end.map(|end| at..end));
        at = end.unwrap_or_else(|| at + text.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count());
    }
}

fn v4_from(text: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    for part in 0..4 {
        if part > 0 {
            at = text.get(at).filter(|byte| **byte == b'.').map(|_| at + 1)?;
        }
        let length = text.iter().skip(at).take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let digits = str::from_utf8(text.get(at..at + length)?).ok()?;
        digits.parse::<u8>().ok()?;
        at += length;
    }
    let goes_on = text.get(at) == Some(&b'.') && is_digit(text, at + 1);
    (ends(text, at) && !goes_on).then_some(at)
}

/// The longest text of an address.
const LONGEST_V6: usize = 45;

pub(super) fn find_v6(text: &str, found: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let length =
            bytes.iter().skip(at).take_while(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.')).count();
        if length == 0 {
            at += 1;
            continue;
        }
        let end = at + length;
        // A colon or a full stop beside it may be that of the sentence.
        let before = bytes.iter().skip(at).take(length).take_while(|byte| **byte == b':').count() == 1;
        let start = at + usize::from(before);
        let run = text.get(start..end).unwrap_or_default();
        let candidates = [Some(run), run.strip_suffix(['.', ':'])];
        let address = candidates.into_iter().flatten().find(|run| is_v6(run));
        if let Some(address) = address
            && starts(bytes, start)
            && ends(bytes, start + address.len())
        {
            found.push(start..start + address.len());
        }
        at = end;
    }
}

/// `::` alone is no address that tells anything.
fn is_v6(run: &str) -> bool {
    (3..=LONGEST_V6).contains(&run.len()) && run.contains(':') && run.parse::<Ipv6Addr>().is_ok()
}
