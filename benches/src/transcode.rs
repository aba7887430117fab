//! From serde_json's reader straight into its writer, without a tree: what a careful user of serde writes.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

/// Writes the document indented by two.
///
/// # Panics
///
/// If it is no JSON.
#[must_use]
pub fn pretty(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() * 2);
    transcode(text, &mut serde_json::Serializer::pretty(&mut out));
    out
}

/// Writes the document without white space.
///
/// # Panics
///
/// If it is no JSON.
#[must_use]
pub fn compact(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    transcode(text, &mut serde_json::Serializer::new(&mut out));
    out
}

fn transcode<S: Serializer>(text: &str, serializer: S)
where
    S::Error: fmt::Debug,
{
    let mut reader = serde_json::Deserializer::from_str(text);
    let seed = Through(serializer);
    seed.deserialize(&mut reader).expect("the document is good").expect("it can be written");
    reader.end().expect("nothing follows");
}

/// Reads one value and writes it at once. What the writer says is the value.
struct Through<S>(S);

impl<'de, S: Serializer> DeserializeSeed<'de> for Through<S> {
    type Value = Result<S::Ok, S::Error>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, S: Serializer> Visitor<'de> for Through<S> {
    type Value = Result<S::Ok, S::Error>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(self.0.serialize_unit())
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(self.0.serialize_bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(self.0.serialize_u64(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(self.0.serialize_i64(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(self.0.serialize_f64(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(self.0.serialize_str(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let mut writer = match self.0.serialize_seq(None) {
            Ok(writer) => writer,
            Err(error) => return Ok(Err(error)),
        };
        while let Some(written) = elements.next_element_seed(Element(&mut writer))? {
            if let Err(error) = written {
                return Ok(Err(error));
            }
        }
        Ok(writer.end())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut writer = match self.0.serialize_map(None) {
            Ok(writer) => writer,
            Err(error) => return Ok(Err(error)),
        };
        while let Some(written) = members.next_key_seed(Key(&mut writer))? {
            let written = match written {
                Ok(()) => members.next_value_seed(Member(&mut writer))?,
                Err(error) => Err(error),
            };
            if let Err(error) = written {
                return Ok(Err(error));
            }
        }
        Ok(writer.end())
    }
}

/// The three places of a value inside another: an element, a key, the value of a member.
macro_rules! inside {
    ($name:ident, $writer:ident, $write:ident) => {
        struct $name<'a, W>(&'a mut W);

        impl<'de, W: serde::ser::$writer> DeserializeSeed<'de> for $name<'_, W> {
            type Value = Result<(), W::Error>;

            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
                let lent = Lent::new(deserializer);
                let written = self.0.$write(&lent);
                match lent.into_error() {
                    Some(error) => Err(error),
                    None => Ok(written),
                }
            }
        }
    };
}

inside!(Element, SerializeSeq, serialize_element);
inside!(Key, SerializeMap, serialize_key);
inside!(Member, SerializeMap, serialize_value);

/// A reader in the place of a value to write; it can be written once.
struct Lent<D, E>(std::cell::RefCell<State<D, E>>);

enum State<D, E> {
    Reader(D),
    Read,
    Failed(E),
}

impl<'de, D: Deserializer<'de>> Lent<D, D::Error> {
    fn new(reader: D) -> Self {
        Self(std::cell::RefCell::new(State::Reader(reader)))
    }

    fn into_error(self) -> Option<D::Error> {
        match self.0.into_inner() {
            State::Failed(error) => Some(error),
            State::Reader(_) | State::Read => None,
        }
    }
}

impl<'de, D: Deserializer<'de>> Serialize for Lent<D, D::Error> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let State::Reader(reader) = self.0.replace(State::Read) else {
            return Err(S::Error::custom("written twice"));
        };
        match Through(serializer).deserialize(reader) {
            Ok(written) => written,
            Err(error) => {
                let text = error.to_string();
                self.0.replace(State::Failed(error));
                Err(S::Error::custom(text))
            }
        }
    }
}

/// Checks the grammar alone.
///
/// # Panics
///
/// If it is no JSON.
pub fn ignore(text: &str) {
    let mut reader = serde_json::Deserializer::from_str(text);
    serde::de::IgnoredAny::deserialize(&mut reader).expect("the document is good");
    reader.end().expect("nothing follows");
}
