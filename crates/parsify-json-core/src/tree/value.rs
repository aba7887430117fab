//! A value and what is in it.

use std::borrow::Cow;
use std::fmt;

use super::{Number, Object, Pointer, Text, index_of};

/// A JSON value, as it was written.
///
/// `==` is strict: numbers by their text, strings by their meaning, members in their order. [`same`](Self::same) compares by
/// meaning.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number<'a>),
    /// A string.
    String(Text<'a>),
    /// An array.
    Array(Vec<Value<'a>>),
    /// An object.
    Object(Object<'a>),
}

/// The six types of JSON.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` and `false`
    Boolean,
    /// Numbers.
    Number,
    /// Strings.
    String,
    /// Arrays.
    Array,
    /// Objects.
    Object,
}

impl Kind {
    /// Its name in JSON Schema.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<'a> Value<'a> {
    /// Its type.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Bool(_) => Kind::Boolean,
            Self::Number(_) => Kind::Number,
            Self::String(_) => Kind::String,
            Self::Array(_) => Kind::Array,
            Self::Object(_) => Kind::Object,
        }
    }

    /// Whether it is an array or an object.
    #[must_use]
    pub const fn is_container(&self) -> bool {
        matches!(self, Self::Array(_) | Self::Object(_))
    }

    /// What a string means, with U+FFFD in place of lone surrogates.
    #[must_use]
    pub fn as_str(&self) -> Option<Cow<'_, str>> {
        if let Self::String(text) = self { Some(text.to_str_lossy()) } else { None }
    }

    /// The number.
    #[must_use]
    pub const fn as_number(&self) -> Option<&Number<'a>> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    /// The elements of an array.
    #[must_use]
    pub const fn as_array(&self) -> Option<&Vec<Self>> {
        if let Self::Array(elements) = self { Some(elements) } else { None }
    }

    /// The elements of an array, to be changed.
    pub const fn as_array_mut(&mut self) -> Option<&mut Vec<Self>> {
        if let Self::Array(elements) = self { Some(elements) } else { None }
    }

    /// The members of an object.
    #[must_use]
    pub const fn as_object(&self) -> Option<&Object<'a>> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    /// The members of an object, to be changed.
    pub const fn as_object_mut(&mut self) -> Option<&mut Object<'a>> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    /// What a pointer (RFC 6901) points to.
    #[must_use]
    pub fn at(&self, pointer: &Pointer) -> Option<&Self> {
        pointer.tokens().try_fold(self, |value, token| match value {
            Self::Array(elements) => elements.get(index_of(token)?),
            Self::Object(object) => object.get(token),
            _ => None,
        })
    }

    /// What a pointer points to, to be changed.
    pub fn at_mut(&mut self, pointer: &Pointer) -> Option<&mut Self> {
        pointer.tokens().try_fold(self, |value, token| match value {
            Self::Array(elements) => elements.get_mut(index_of(token)?),
            Self::Object(object) => object.get_mut(token),
            _ => None,
        })
    }

    /// Whether both mean the same: numbers by value (`1.0` is `1`), members in any order, of equal keys the last one.
    ///
    /// ```
    /// use parsify_json_core::tree::parse;
    ///
    /// let (one, other) = (parse(r#"{"a": 1.0, "b": [2]}"#).unwrap(), parse(r#"{"b": [2e0], "\u0061": 1}"#).unwrap());
    /// assert!(one.same(&other));
    /// assert_ne!(one, other);
    /// ```
    #[must_use]
    pub fn same(&self, other: &Value<'_>) -> bool {
        match (self, other) {
            (Self::Null, Value::Null) => true,
            (Self::Bool(own), Value::Bool(other)) => own == other,
            (Self::Number(own), Value::Number(other)) => own.compare(other).is_eq(),
            (Self::String(own), Value::String(other)) => own == other,
            (Self::Array(own), Value::Array(other)) => {
                own.len() == other.len() && own.iter().zip(other).all(|(own, other)| own.same(other))
            }
            (Self::Object(own), Value::Object(other)) => same_members(own, other),
            _ => false,
        }
    }

    /// The same with texts of its own.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(value),
            Self::Number(number) => Value::Number(number.into_owned()),
            Self::String(text) => Value::String(text.into_owned()),
            Self::Array(elements) => Value::Array(elements.into_iter().map(Value::into_owned).collect()),
            Self::Object(object) => Value::Object(object.into_owned()),
        }
    }
}

/// Few members are compared without an index, so that most objects cost no map.
const FEW: usize = 8;

fn same_members(own: &Object<'_>, other: &Object<'_>) -> bool {
    if own.len() <= FEW && other.len() <= FEW {
        let within = |one: &Object<'_>, two: &Object<'_>| {
            one.iter().all(|(key, _)| match (last(one, key), last(two, key)) {
                (Some(one), Some(two)) => one.same(two),
                _ => false,
            })
        };
        return within(own, other) && other.keys().all(|key| last(own, key).is_some());
    }
    let (index, others) = (own.index(), other.index());
    let value = |object: &Object<'_>, at: Option<usize>| at.and_then(|at| object.at(at)).is_some();
    own.keys().all(|key| {
        let pair = (index.get(key).and_then(|at| own.at(at)), others.get(key).and_then(|at| other.at(at)));
        matches!(pair, (Some((_, one)), Some((_, two))) if one.same(two))
    }) && other.keys().all(|key| value(own, index.get(key)))
}

fn last<'o, 'a>(object: &'o Object<'a>, key: &Text<'_>) -> Option<&'o Value<'a>> {
    object.iter().rfind(|(own, _)| *own == key).map(|(_, value)| value)
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

macro_rules! from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Value<'_> {
            fn from(value: $integer) -> Self {
                Self::Number(value.into())
            }
        }
    )*};
}

from_integer!(i32, u32, i64, u64, usize, i128);

impl<'a> From<Number<'a>> for Value<'a> {
    fn from(number: Number<'a>) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<Text<'a>> for Value<'a> {
    fn from(text: Text<'a>) -> Self {
        Self::String(text)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::String(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::String(text.into())
    }
}

impl<'a> From<Vec<Value<'a>>> for Value<'a> {
    fn from(elements: Vec<Value<'a>>) -> Self {
        Self::Array(elements)
    }
}

impl<'a> From<Object<'a>> for Value<'a> {
    fn from(object: Object<'a>) -> Self {
        Self::Object(object)
    }
}
