//! Social security numbers of the United States.

use super::{ends, is_digit, starts};
use std::ops::Range;

/// `123-45-6789`.
const LENGTH: usize = 11;

pub(super) fn find(text: &[u8], found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while at + LENGTH <= text.len() {
        let here = starts(text, at) && !(at > 0 && text[at - 1] == b'-') && is_number(&text[at..at + LENGTH]);
        let end = at + LENGTH;
        if here && ends(text, end) && !(text.get(end) == Some(&b'-') && is_digit(text, end + 1)) {
            found.push(at..end);
            at = end;
        } else {
            at += 1;
        }
    }
}

/// Numbers that are never given out are none: areas 000, 666 and from 900 on, group 00, serial 0000.
fn is_number(text: &[u8]) -> bool {
    let [area @ .., separator, _, _, other, _, _, _, _] = text else { return false };
    let (group, serial) = (&text[4..6], &text[7..]);
    let digits = [area, group, serial].into_iter().flatten().all(u8::is_ascii_digit);
    let separated = separator == other && matches!(separator, b'-' | b' ');
    digits && separated && area != b"000" && area != b"666" && area[0] != b'9' && group != b"00" && serial != b"0000"
}
