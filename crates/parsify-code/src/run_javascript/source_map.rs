//! Reading source maps (ECMA-426), as far as places in one source go.

use serde_json::Value;

/// Places of a written text and those in its source that they come from.
#[derive(Debug)]
pub(super) struct SourceMap {
    /// By line: column, line and column of the source; all from 0.
    lines: Vec<Vec<(u32, u32, u32)>>,
}

impl SourceMap {
    /// `None`: the text is no source map.
    pub(super) fn parse(json: &str) -> Option<Self> {
        let map: Value = serde_json::from_str(json).ok()?;
        let (mut line, mut column) = (0_i64, 0_i64);
        let mut lines = Vec::new();
        for part in map["mappings"].as_str()?.split(';') {
            let mut here = 0_i64;
            let mut places = Vec::new();
            for segment in part.split(',').filter(|segment| !segment.is_empty()) {
                let numbers = numbers(segment)?;
                here += numbers.first()?;
                if let [_, _, lines_on, columns_on, ..] = numbers[..] {
                    (line, column) = (line + lines_on, column + columns_on);
                    places.push((u32::try_from(here).ok()?, u32::try_from(line).ok()?, u32::try_from(column).ok()?));
                }
            }
            lines.push(places);
        }
        Some(Self { lines })
    }

    /// The line and column of the source for one of the text, all from 1.
    pub(super) fn source(&self, line: u32, column: u32) -> Option<(u32, u32)> {
        let places = self.lines.get(usize::try_from(line).ok()?.checked_sub(1)?)?;
        let at = places.partition_point(|(start, ..)| *start < column);
        let (_, line, column) = places.get(at.checked_sub(1)?)?;
        Some((line + 1, column + 1))
    }
}

/// Numbers in base 64, each of groups of five bits, the lowest first, with the sign in the lowest bit.
fn numbers(segment: &str) -> Option<Vec<i64>> {
    let mut numbers = Vec::new();
    let (mut value, mut shift) = (0_u64, 0_u32);
    for byte in segment.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        value |= u64::from(digit & 31).checked_shl(shift)?;
        if digit & 32 != 0 {
            shift += 5;
            if shift > 35 {
                return None;
            }
        } else {
            let size = i64::try_from(value >> 1).ok()?;
            numbers.push(if value & 1 == 1 { -size } else { size });
            (value, shift) = (0, 0);
        }
    }
    (shift == 0).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_followed_to_the_source() {
        let map = SourceMap::parse(r#"{"mappings":";AAAA,IACE;gBAAF"}"#).unwrap();
        assert_eq!(map.source(2, 1), Some((1, 1)));
        assert_eq!(map.source(2, 9), Some((2, 3)));
        assert_eq!(map.source(3, 17), Some((2, 1)));
        assert_eq!((map.source(1, 1), map.source(9, 1), map.source(0, 0)), (None, None, None));
        for bad in ["", "{}", r#"{"mappings":"!"}"#, r#"{"mappings":"gggggggggggg"}"#, r#"{"mappings":"DAAA"}"#] {
            assert!(SourceMap::parse(bad).is_none(), "{bad}");
        }
    }
}
