//! Source maps (ECMA-426).

use serde_json::Value;

/// Moves everything that a source map says of lines from `line` on (from 0) down by `by` lines.
pub(super) fn shifted(map: &str, line: usize, by: usize) -> String {
    let Ok(mut value) = serde_json::from_str::<Value>(map) else { return map.to_owned() };
    if let Some(Value::String(mappings)) = value.get_mut("mappings") {
        // Each line's mappings end with a semicolon; an empty line has none.
        let place = match line {
            0 => 0,
            _ => mappings.match_indices(';').nth(line - 1).map_or(mappings.len(), |(at, _)| at + 1),
        };
        mappings.insert_str(place, &";".repeat(by));
    }
    value.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_move_down() {
        let moved = |line| shifted(r#"{"mappings":"AAAA;BBBB;CCCC"}"#, line, 2);
        assert_eq!(moved(0), r#"{"mappings":";;AAAA;BBBB;CCCC"}"#);
        assert_eq!(moved(1), r#"{"mappings":"AAAA;;;BBBB;CCCC"}"#);
        assert_eq!(shifted("no map", 0, 1), "no map");
    }
}
