use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The named values that belong to a failure: positions, limits, what was wanted.
pub type Details = BTreeMap<String, Detail>;

/// One value of a failure's details: what JSON can say, without a JSON library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Detail {
    /// No value.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number from zero up.
    Unsigned(u64),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(String),
    /// Several values.
    List(Vec<Detail>),
    /// Named values.
    Map(Details),
}

impl Detail {
    /// The whole number from zero up, if it is one.
    #[must_use]
    pub const fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Unsigned(number) => Some(*number),
            _ => None,
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

macro_rules! from {
    ($($source:ty => $case:ident),* $(,)?) => {$(
        impl From<$source> for Detail {
            fn from(value: $source) -> Self {
                Self::$case(value.into())
            }
        }
    )*};
}

from!(bool => Bool, u8 => Unsigned, u16 => Unsigned, u32 => Unsigned, u64 => Unsigned, i32 => Integer, i64 => Integer,
    f64 => Float, &str => Text, String => Text, Details => Map);

impl From<usize> for Detail {
    fn from(value: usize) -> Self {
        Self::Unsigned(value as u64)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Detail {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Self>> From<Option<T>> for Detail {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
