//! The function behind `unflatten`.

use super::function::{FlatSummary, Flattened};
use super::nodes::{Nodes, nesting};
use super::notation::{BadKey, Notation, Part};
use super::options::UnflattenOptions;
use crate::code;
use crate::tree::{DEPTH, Object, Pointer, Text, Value, locate, parse};
use parsify_error::{ErrorKind, Failure};

/// Turns an object whose keys are places into the nested document.
///
/// Values are kept as they are written; members stand in the order in which their first key does. A document that is no
/// object stays as it is. Of equal keys the last one counts, and a warning says so.
///
/// # Errors
///
/// A document that is no JSON or nests beyond [`DEPTH`]; [`code::FLAT_KEY`] for a key that cannot be read;
/// [`code::FLATTEN_CLASH`] when two keys contradict each other, as `a` and `a.b` do; [`code::SPARSE`] when indices have
/// gaps, unless `sparse` says otherwise; [`code::OPTIONS`].
///
/// ```
/// use parsify_json::{Indent, UnflattenOptions, unflatten};
///
/// let mut options = UnflattenOptions::default();
/// options.indent = Indent::None;
/// let nested = unflatten(r#"{"a.b.0": 1.0, "a.b.1": {}, "c\\.d": null}"#, &options).unwrap();
/// assert_eq!(nested.json, r#"{"a":{"b":[1.0,{}]},"c.d":null}"#);
/// ```
pub fn unflatten(source: &str, options: &UnflattenOptions) -> Result<Flattened, Failure> {
    let notation = Notation::new(options.keys, options.arrays, &options.separator, &options.escape)?;
    let document = parse(source)?;
    let Value::Object(flat) = document else {
        let json = document.write(options.indent)?;
        return Ok(Flattened { json, summary: FlatSummary::default(), warnings: Vec::new() });
    };
    let keys: Vec<Text<'_>> = flat.keys().cloned().collect();
    let nodes = Nodes::new(notation, options.sparse);
    let mut unflattener = Unflattener { source, notation, keys: &keys, nodes, depth: 0, lost: 0 };
    unflattener.add_all(flat)?;
    let (depth, lost) = (unflattener.depth, unflattener.lost);
    let value = unflattener.build()?;
    let warnings = if lost > 0 { vec![super::duplicates_warning(lost)] } else { Vec::new() };
    let summary = FlatSummary { keys: keys.len() - lost, depth };
    Ok(Flattened { json: value.write(options.indent)?, summary, warnings })
}

struct Unflattener<'s, 'a, 'o> {
    source: &'s str,
    notation: Notation<'o>,
    keys: &'s [Text<'a>],
    nodes: Nodes<'a>,
    depth: usize,
    lost: usize,
}

impl<'a> Unflattener<'_, 'a, '_> {
    fn add_all(&mut self, flat: Object<'a>) -> Result<(), Failure> {
        for (number, (key, value)) in flat.into_iter().enumerate() {
            let parts = self.notation.parts(&key.wtf8()).map_err(|bad| self.bad_key(number, bad))?;
            self.check_depth(number, &parts, &value)?;
            self.depth = self.depth.max(parts.len());
            match self.nodes.add(number, parts, value) {
                Ok(()) => {}
                // The same key again: the last one counts.
                Err(clash) if self.keys.get(clash.first) == Some(&key) => {
                    self.lost += 1;
                    self.nodes.replace(clash);
                }
                Err(clash) => return Err(self.clash(clash.first, number)),
            }
        }
        Ok(())
    }

    fn build(self) -> Result<Value<'a>, Failure> {
        let Self { source, keys, nodes, .. } = self;
        nodes.build().map_err(|gap| {
            let key = self.keys.get(gap.key).map(ToString::to_string).unwrap_or_default();
            let message = format!("the key `{key}` has an index beyond a gap: there is no element {}", gap.missing);
            at_key(source, keys, gap.key, Failure::new(ErrorKind::Input, code::SPARSE, message))
                .with_detail("missing", gap.missing)
                .with_hint(
                    "add the elements that are missing, or set `sparse` to \"object\" to keep the indices as keys",
                )
        })
    }

    fn check_depth(&self, number: usize, parts: &[Part], value: &Value<'_>) -> Result<(), Failure> {
        if parts.len() + nesting(value) <= DEPTH {
            return Ok(());
        }
        let message = format!("the value of this key would be nested more than {DEPTH} levels deep");
        let failure = Failure::new(ErrorKind::Limit, crate::Code::Depth.as_str(), message);
        Err(at_key(self.source, self.keys, number, failure).with_detail("limit", DEPTH))
    }

    #[cold]
    fn bad_key(&self, number: usize, bad: BadKey) -> Failure {
        let key = self.keys.get(number).map(ToString::to_string).unwrap_or_default();
        let (what, hint) = match bad {
            BadKey::Pointer => {
                ("is no JSON Pointer", "pointers start with `/`; `~` is followed by `0` (for `~`) or `1` (for `/`)")
            }
            BadKey::Bracket => (
                "has brackets that are no index",
                "indices are digits without leading zeros; put `escape` before a bracket that is part of a key",
            ),
            BadKey::Escape => ("ends with an escape", "write the escape twice where it is part of a key"),
        };
        let failure = Failure::new(ErrorKind::Input, code::FLAT_KEY, format!("the key `{key}` {what}"));
        at_key(self.source, self.keys, number, failure).with_hint(hint)
    }

    #[cold]
    fn clash(&self, first: usize, second: usize) -> Failure {
        let text = |number: usize| self.keys.get(number).map(ToString::to_string).unwrap_or_default();
        let (first, key) = (text(first), text(second));
        let message = format!("the keys `{first}` and `{key}` contradict each other");
        at_key(self.source, self.keys, second, Failure::new(ErrorKind::Input, code::FLATTEN_CLASH, message))
            .with_detail("first", first)
            .with_detail("key", key)
            .with_hint("a place holds either one value, or members, or elements: remove one of the two keys")
    }
}

/// The failure with the place of a key.
#[cold]
fn at_key(source: &str, keys: &[Text<'_>], number: usize, failure: Failure) -> Failure {
    let pointer: Pointer = keys.get(number).map(ToString::to_string).into_iter().collect();
    let place = locate(source, &[pointer]).pop().flatten().and_then(|located| located.key);
    match place {
        Some(place) => failure
            .with_detail("line", place.line)
            .with_detail("column", place.column)
            .with_detail("offset", place.offset),
        None => failure,
    }
}
