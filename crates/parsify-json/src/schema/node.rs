//! The document as the validator sees it: values of serde_json, with each look at them counted.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, Node, NodeIdentity, Object, SerdeJson};
use serde_json::{Map, Value};

use super::guard::charge;

/// Bytes of a text that count as one look.
const BYTES_PER_STEP: usize = 32;

static NOTHING: Value = Value::Null;

/// This representation.
pub(super) struct Counted;

/// A value of the document.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a>(pub(super) &'a Value);

/// An object of the document.
pub(super) struct SeenObject<'a>(&'a Map<String, Value>);

/// An array of the document.
pub(super) struct SeenArray<'a>(&'a [Value]);

impl Json for Counted {
    type Node<'a> = Seen<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    const KEYS_PER_LOOKUP: usize = SerdeJson::KEYS_PER_LOOKUP;
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), string: &str, f: impl FnOnce(Seen<'_>) -> T) -> T {
        charge(1);
        SerdeJson::with_string_node(&mut (), string, |value| f(Seen(value)))
    }
}

impl<'a> Node<'a, Counted> for Seen<'a> {
    type Object = SeenObject<'a>;
    type Array = SeenArray<'a>;
    type Number = &'a serde_json::Number;

    fn as_object(&self) -> Option<SeenObject<'a>> {
        charge(1);
        self.0.as_object().map(SeenObject)
    }

    fn as_array(&self) -> Option<SeenArray<'a>> {
        charge(1);
        self.0.as_array().map(|elements| SeenArray(elements))
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        let text = self.0.as_str();
        charge(1 + text.map_or(0, |text| text.len() / BYTES_PER_STEP));
        text.map(Cow::Borrowed)
    }

    fn as_number(&self) -> Option<&'a serde_json::Number> {
        charge(1);
        self.0.as_number()
    }

    fn as_boolean(&self) -> Option<bool> {
        charge(1);
        self.0.as_bool()
    }

    fn is_null(&self) -> bool {
        charge(1);
        self.0.is_null()
    }

    fn json_type(&self) -> JsonType {
        charge(1);
        Node::<SerdeJson>::json_type(&self.0)
    }

    fn string_length(&self) -> Option<u64> {
        charge(1 + self.0.as_str().map_or(0, |text| text.len() / BYTES_PER_STEP));
        Node::<SerdeJson>::string_length(&self.0)
    }

    fn string_length_within(&self, min: u64, max: u64) -> Option<bool> {
        charge(1 + self.0.as_str().map_or(0, |text| text.len() / BYTES_PER_STEP));
        Node::<SerdeJson>::string_length_within(&self.0, min, max)
    }

    fn equals_value(&self, expected: &Value) -> bool {
        charge(1);
        Node::<SerdeJson>::equals_value(&self.0, expected)
    }

    /// What errors keep: those of `anyOf` and `oneOf` a copy for each branch and level. Ours keep nothing, for we find the
    /// value by its path.
    fn to_value(&self) -> Cow<'a, Value> {
        charge(1);
        Cow::Borrowed(&NOTHING)
    }

    fn identity(&self) -> Option<NodeIdentity> {
        charge(1);
        Node::<SerdeJson>::identity(&self.0)
    }
}

impl<'a> Object<'a, Counted> for SeenObject<'a> {
    type Node = Seen<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, key: &String) -> Option<Seen<'a>> {
        charge(1);
        self.0.get(key.as_str()).map(Seen)
    }

    fn members(&self) -> Members<'a> {
        Members(self.0.iter())
    }
}

impl<'a> Array<'a, Counted> for SeenArray<'a> {
    type Node = Seen<'a>;
    type ElementsIter = Elements<'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn elements(&self) -> Elements<'a> {
        Elements(self.0.iter())
    }

    fn is_unique(&self) -> bool {
        charge(self.0.len());
        Array::<SerdeJson>::is_unique(&self.0)
    }
}

/// Members in the order of their keys.
pub(super) struct Members<'a>(serde_json::map::Iter<'a>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, Seen<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        charge(1);
        self.0.next().map(|(key, value)| (key.as_str(), Seen(value)))
    }
}

/// Elements in their order.
pub(super) struct Elements<'a>(std::slice::Iter<'a, Value>);

impl<'a> Iterator for Elements<'a> {
    type Item = Seen<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        charge(1);
        self.0.next().map(Seen)
    }
}
