//! How much work the schema of a stranger can make.
//!
//! A module describes its params with a JSON Schema, which the host compiles and applies outside of any sandbox. Forty
//! definitions that each refer twice to the next one are a few kilobytes and 2^40 steps. So a schema is looked at first, and
//! one that asks for too much is left to the module, which checks its params itself, inside its limits.

use std::collections::BTreeMap;

use parsify_interface::Value;

/// Schemas and keywords, with what is referred to counted at each reference.
const MOST_STEPS: u64 = 20_000;
/// Regular expressions: compiling one can take a tenth of a second.
const MOST_PATTERNS: u64 = 64;
/// Schemas inside one another. The descriptor's own parser stops at 128.
const DEEPEST: usize = 128;

/// True when compiling and applying it is a matter of milliseconds at worst.
pub(crate) fn is_affordable(schema: &Value) -> bool {
    let mut look = Look { root: schema, known: BTreeMap::new(), patterns: 0 };
    look.steps(schema, 0).is_some_and(|steps| steps <= MOST_STEPS) && look.patterns <= MOST_PATTERNS
}

struct Look<'a> {
    root: &'a Value,
    /// What a reference comes to; `None` while it is being looked at, and for good if it leads back to itself.
    known: BTreeMap<&'a str, Option<u64>>,
    patterns: u64,
}

impl<'a> Look<'a> {
    /// The steps of a schema or of a part of one; `None` when there is no end to them.
    fn steps(&mut self, value: &'a Value, depth: usize) -> Option<u64> {
        if depth > DEEPEST {
            return None;
        }
        let mut sum = 1_u64;
        match value {
            Value::Array(items) => {
                for item in items {
                    sum = sum.saturating_add(self.steps(item, depth + 1)?);
                }
            }
            Value::Object(keywords) => {
                for (keyword, value) in keywords {
                    let steps = match (keyword.as_str(), value) {
                        ("$ref", Value::String(target)) => self.referred(target, depth)?,
                        // They depend on how the check got there.
                        ("$dynamicRef" | "$recursiveRef", _) => return None,
                        // Known by reference only.
                        ("$defs" | "definitions", _) => 0,
                        _ => self.steps(value, depth + 1)?,
                    };
                    self.patterns += u64::from(keyword == "pattern");
                    if let ("patternProperties", Value::Object(patterns)) = (keyword.as_str(), value) {
                        self.patterns += patterns.len() as u64;
                    }
                    sum = sum.saturating_add(steps);
                }
            }
            _ => {}
        }
        Some(sum)
    }

    fn referred(&mut self, target: &'a str, depth: usize) -> Option<u64> {
        if let Some(&known) = self.known.get(target) {
            return known;
        }
        // Within the same text only; anything else the host would not resolve either.
        let value = self.root.pointer(target.strip_prefix('#')?)?;
        self.known.insert(target, None);
        let steps = self.steps(value, depth + 1)?;
        self.known.insert(target, Some(steps));
        Some(steps)
    }
}

#[cfg(test)]
mod tests {
    use parsify_interface::serde_json::json;

    use super::*;

    /// A chain of definitions, each of which refers `width` times to the next.
    fn chain(length: usize, width: usize) -> Value {
        let link = |place: usize| {
            let next = json!({ "$ref": format!("#/$defs/d{}", place + 1) });
            (format!("d{place}"), json!({ "anyOf": vec![next; width] }))
        };
        let mut definitions: parsify_interface::Map<String, Value> = (0..length).map(link).collect();
        definitions.insert(format!("d{length}"), json!({ "type": "string" }));
        json!({ "$ref": "#/$defs/d0", "$defs": definitions })
    }

    #[test]
    fn what_a_reference_is_to_counts_each_time() {
        assert!(is_affordable(&chain(40, 1)));
        assert!(is_affordable(&chain(8, 2)));
        assert!(!is_affordable(&chain(40, 2)));
    }

    #[test]
    fn references_without_end_are_not_followed() {
        assert!(!is_affordable(&json!({ "$ref": "#" })));
        let mutual =
            json!({ "$ref": "#/$defs/a", "$defs": { "a": { "$ref": "#/$defs/b" }, "b": { "$ref": "#/$defs/a" } } });
        assert!(!is_affordable(&mutual));
        assert!(!is_affordable(&json!({ "$dynamicRef": "#x" })));
        assert!(!is_affordable(&json!({ "$ref": "https://example.org/schema" })));
    }

    #[test]
    fn patterns_are_few() {
        let patterns = |count: usize| json!({ "allOf": vec![json!({ "pattern": "a{1000}" }); count] });
        assert!(is_affordable(&patterns(64)));
        assert!(!is_affordable(&patterns(65)));
    }

    #[test]
    fn depth_has_an_end() {
        let mut schema = json!({ "type": "object" });
        for _ in 0..200 {
            schema = json!({ "not": schema });
        }
        assert!(!is_affordable(&schema));
    }
}
