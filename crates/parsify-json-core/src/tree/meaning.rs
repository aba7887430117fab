//! Numbers for what values mean.

use std::borrow::Cow;
use std::collections::HashMap;

use super::decimal::Decimal;
use super::{Number, Text, Value};

/// Gives values numbers: two values that have been numbered by the same `Meanings` have the same number exactly if they
/// are [`same`](Value::same). So a value is compared with many others at the cost of reading it once.
#[derive(Debug, Default)]
pub struct Meanings<'v>(HashMap<Meaning<'v>, Id>);

/// The number of a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u32);

#[derive(Debug, PartialEq, Eq, Hash)]
enum Meaning<'v> {
    Null,
    Bool(bool),
    Integer(i128),
    Decimal { negative: bool, digits: Vec<u8>, exponent: i64 },
    Text(Cow<'v, [u8]>),
    Array(Vec<Id>),
    Object(Vec<(Id, Id)>),
}

impl<'v> Meanings<'v> {
    fn id(&mut self, meaning: Meaning<'v>) -> Id {
        let next = Id(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        *self.0.entry(meaning).or_insert(next)
    }

    /// Of a value with all that is in it.
    pub fn of(&mut self, value: &'v Value<'_>) -> Id {
        match value {
            Value::Null => self.id(Meaning::Null),
            Value::Bool(value) => self.id(Meaning::Bool(*value)),
            Value::Number(number) => self.number(number),
            Value::String(text) => self.text(text.wtf8()),
            Value::Array(elements) => {
                let elements = elements.iter().map(|element| self.of(element)).collect();
                self.array(elements)
            }
            Value::Object(object) => {
                let members = object.iter().map(|(key, value)| (self.key(key), self.of(value))).collect();
                self.object(members)
            }
        }
    }

    /// What an element of an array is known by: the value of the first of these keys that it has. Containers are no
    /// identities.
    pub fn identity(&mut self, keys: &[String], element: &'v Value<'_>) -> Option<Id> {
        let object = element.as_object()?;
        let known = |key: &String| object.get(key).filter(|value| !value.is_container());
        let (place, value) = keys.iter().enumerate().find_map(|(at, key)| Some((at, known(key)?)))?;
        let pair = vec![self.number(&place.into()), self.of(value)];
        Some(self.array(pair))
    }

    /// The meaning of `null`.
    pub fn null(&mut self) -> Id {
        self.id(Meaning::Null)
    }

    /// The meaning of `true` or `false`.
    pub fn boolean(&mut self, value: bool) -> Id {
        self.id(Meaning::Bool(value))
    }

    /// The meaning of a number: 1.0 means what 1 means.
    pub fn number(&mut self, number: &Number<'_>) -> Id {
        if let Some(integer) = number.to_i128() {
            return self.id(Meaning::Integer(integer));
        }
        let Decimal { negative, exponent, .. } = Decimal::read(number.as_str());
        let digits = Decimal::read(number.as_str()).digits().collect();
        self.id(Meaning::Decimal { negative, digits, exponent })
    }

    /// Of a string, as UTF-8 or WTF-8.
    pub fn text(&mut self, text: Cow<'v, [u8]>) -> Id {
        self.id(Meaning::Text(text))
    }

    /// The meaning of a key or string.
    pub fn key(&mut self, key: &'v Text<'_>) -> Id {
        self.text(key.wtf8())
    }

    /// The meaning of an array of these elements.
    pub fn array(&mut self, elements: Vec<Id>) -> Id {
        self.id(Meaning::Array(elements))
    }

    /// Of members in any order; of equal keys the last one counts.
    pub fn object(&mut self, mut members: Vec<(Id, Id)>) -> Id {
        members.reverse();
        members.sort_by_key(|(key, _)| *key);
        members.dedup_by_key(|(key, _)| *key);
        self.members(members)
    }

    /// Of members in any order, which all count.
    pub fn members(&mut self, mut members: Vec<(Id, Id)>) -> Id {
        members.sort_unstable();
        self.id(Meaning::Object(members))
    }
}
