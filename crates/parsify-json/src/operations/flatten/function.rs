//! The function behind `flatten`.

use std::collections::HashMap;

use super::notation::{Arrays, KeyNotation, Notation, is_index};
use super::options::FlattenOptions;
use super::wtf8::text_of;
use crate::code;
use crate::tree::{Object, Text, Value, parse};
use parsify_error::{ErrorKind, Failure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the keys of any flat object may take, in bytes; deep nesting below long keys could else turn a small document into
/// gigabytes.
const CEILING: usize = 64 * 1024 * 1024;
/// Bytes of keys per byte of document beyond that.
const FACTOR: usize = 16;

/// A flat object, or a document made from one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Flattened {
    /// The document.
    pub json: String,
    /// What was counted.
    pub summary: FlatSummary,
    /// What got lost, or would when it is undone.
    pub warnings: Vec<String>,
}

/// What was counted when an object was flattened or unflattened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FlatSummary {
    /// How many members the flat object has.
    pub keys: usize,
    /// How many parts the longest key has.
    pub depth: usize,
}

/// Turns a nested document into one object, in which each key is the place of a value.
///
/// Values are kept as they are written, in their order; empty objects and arrays are values. A document that is neither an
/// object nor an array, or is empty, stays as it is. [`unflatten`](super::unflatten()) with the same options gives the
/// document back, up to white space and the way its keys are escaped. What it cannot give back is said in the warnings.
///
/// # Errors
///
/// A document that is no JSON or nests beyond [`DEPTH`](crate::tree::DEPTH); [`code::FLATTEN_CLASH`] when two places have
/// the same key, which takes an empty escape; [`code::OPTIONS`]; [`Code::OutputSize`](crate::Code::OutputSize) when the
/// keys would take more than 64 MiB and 16 times the document.
///
/// ```
/// use parsify_json::{FlattenOptions, Indent, flatten};
///
/// let mut options = FlattenOptions::default();
/// options.indent = Indent::None;
/// let flat = flatten(r#"{"a": {"b": [1.0, {}]}, "c.d": null, "e": {"7": true}}"#, &options).unwrap();
/// assert_eq!(flat.json, r#"{"a.b.0":1.0,"a.b.1":{},"c\\.d":null,"e.\\7":true}"#);
/// ```
pub fn flatten(source: &str, options: &FlattenOptions) -> Result<Flattened, Failure> {
    let notation = Notation::new(options.keys, options.arrays, &options.separator, &options.escape)?;
    let document = parse(source)?;
    let max_depth = if options.max_depth == 0 { usize::MAX } else { options.max_depth };
    let mut flattener = Flattener {
        notation,
        max_depth,
        members: Vec::new(),
        places: Vec::new(),
        place: Vec::new(),
        key_bytes: 0,
        ceiling: source.len().saturating_mul(FACTOR).saturating_add(CEILING),
        depth: 0,
        duplicates: 0,
        array_like: 0,
    };
    if !flattener.goes_into(&document, 0) {
        return Ok(Flattened {
            json: document.write(options.indent)?,
            summary: FlatSummary::default(),
            warnings: Vec::new(),
        });
    }
    flattener.container(document, &mut Vec::new(), 0)?;
    flattener.finish(options)
}

struct Flattener<'a, 'o> {
    notation: Notation<'o>,
    max_depth: usize,
    members: Vec<(Text<'a>, Value<'a>)>,
    /// The place of each member as a JSON Pointer; kept only where keys may clash.
    places: Vec<String>,
    place: Vec<String>,
    key_bytes: usize,
    ceiling: usize,
    depth: usize,
    duplicates: usize,
    /// Objects that would become arrays.
    array_like: usize,
}

impl<'a> Flattener<'a, '_> {
    /// Whether the parts of this value become members of their own.
    fn goes_into(&self, value: &Value<'_>, depth: usize) -> bool {
        depth < self.max_depth
            && match value {
                Value::Array(elements) => !elements.is_empty() && !self.keeps_arrays(),
                Value::Object(object) => !object.is_empty(),
                _ => false,
            }
    }

    fn keeps_arrays(&self) -> bool {
        self.notation.keys == KeyNotation::Separated && self.notation.arrays == Arrays::Keep
    }

    fn container(&mut self, value: Value<'a>, key: &mut Vec<u8>, depth: usize) -> Result<(), Failure> {
        let length = key.len();
        match value {
            Value::Array(elements) => {
                for (index, element) in elements.into_iter().enumerate() {
                    self.notation.push_index(key, index, depth == 0);
                    self.entry(element, key, depth + 1, || index.to_string())?;
                    key.truncate(length);
                }
            }
            Value::Object(object) => {
                let counts = self.counting(&object);
                for ((name, value), counts) in object.into_iter().zip(counts) {
                    if counts {
                        self.notation.push_name(key, &name.wtf8(), depth == 0);
                        self.entry(value, key, depth + 1, || name.to_str_lossy().into_owned())?;
                        key.truncate(length);
                    }
                }
            }
            scalar => self.member(scalar, key, depth)?,
        }
        Ok(())
    }

    /// Which members of an object count: of equal keys the last.
    fn counting(&mut self, object: &Object<'_>) -> Vec<bool> {
        let index = object.index();
        let counts: Vec<_> = object.keys().enumerate().map(|(at, key)| index.get(key) == Some(at)).collect();
        let lost = counts.iter().filter(|counts| !**counts).count();
        self.duplicates += lost;
        if self.notation.keys == KeyNotation::Pointer || self.notation.escape.is_empty() {
            self.array_like += usize::from(self.reads_as_array(object));
        }
        counts
    }

    fn reads_as_array(&self, object: &Object<'_>) -> bool {
        let indices = self.notation.keys == KeyNotation::Pointer || self.notation.arrays == Arrays::Separated;
        indices && object.keys().all(|key| is_index(&key.wtf8()))
    }

    fn entry(
        &mut self,
        value: Value<'a>,
        key: &mut Vec<u8>,
        depth: usize,
        token: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        if self.may_clash() {
            self.place.push(token());
        }
        if self.goes_into(&value, depth) {
            self.container(value, key, depth)?;
        } else {
            self.member(value, key, depth)?;
        }
        self.place.pop();
        Ok(())
    }

    /// Escapes keep all places apart.
    const fn may_clash(&self) -> bool {
        matches!(self.notation.keys, KeyNotation::Separated) && self.notation.escape.is_empty()
    }

    fn member(&mut self, value: Value<'a>, key: &[u8], depth: usize) -> Result<(), Failure> {
        self.key_bytes += key.len();
        if self.key_bytes > self.ceiling {
            return Err(too_large(self.ceiling));
        }
        self.depth = self.depth.max(depth);
        self.members.push((text_of(key.to_vec()), value));
        if self.may_clash() {
            self.places.push(self.place.iter().collect::<crate::tree::Pointer>().to_string());
        }
        Ok(())
    }

    fn finish(self, options: &FlattenOptions) -> Result<Flattened, Failure> {
        if self.may_clash() {
            self.refuse_clashes()?;
        }
        let mut warnings = Vec::new();
        if self.duplicates > 0 {
            warnings.push(super::duplicates_warning(self.duplicates));
        }
        if self.array_like > 0 {
            let what = match self.array_like {
                1 => "1 object has nothing but indices as its keys".to_owned(),
                count => format!("{count} objects have nothing but indices as their keys"),
            };
            warnings.push(format!("{what}, and unflattening takes that for an array"));
        }
        let summary = FlatSummary { keys: self.members.len(), depth: self.depth };
        let flat: Object<'_> = self.members.into_iter().collect();
        Ok(Flattened { json: Value::Object(flat).write(options.indent)?, summary, warnings })
    }

    fn refuse_clashes(&self) -> Result<(), Failure> {
        let mut seen = HashMap::with_capacity(self.members.len());
        for ((key, _), place) in self.members.iter().zip(&self.places) {
            if let Some(first) = seen.insert(key, place) {
                let message = format!("`{first}` and `{place}` would both have the key `{key}`");
                return Err(Failure::new(ErrorKind::Input, code::FLATTEN_CLASH, message)
                    .with_detail("key", key.to_string())
                    .with_detail("first", first.as_str())
                    .with_detail("pointer", place.as_str())
                    .with_hint("set `escape`, or choose a `separator` that stands in no key"));
            }
        }
        Ok(())
    }
}

#[cold]
fn too_large(limit: usize) -> Failure {
    let message = format!("the keys of the flat object grow beyond {limit} bytes");
    Failure::new(ErrorKind::Limit, crate::Code::OutputSize.as_str(), message)
        .with_detail("limit", limit)
        .with_hint("set `maxDepth`: what lies deeper stays nested")
}
