//! What a value is compared by.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::options::SortCompare;
use crate::core::Order;
use crate::tree::{Number, Text, Value};

/// A value as it is compared. Types come in this order.
#[derive(Debug)]
pub(super) enum Ground<'v> {
    /// Nothing, or null.
    Missing,
    Bool(bool),
    Number(Number<'v>),
    /// A text and how it is compared.
    Text(Cow<'v, [u8]>, Order),
    Array(Vec<Ground<'v>>),
    Object,
}

impl<'v> Ground<'v> {
    pub(super) fn of(value: Option<&'v Value<'v>>, comparing: SortCompare) -> Self {
        match value {
            None | Some(Value::Null) => Self::Missing,
            Some(Value::Bool(value)) => Self::Bool(*value),
            Some(Value::Number(number)) => Self::Number(number.clone()),
            Some(Value::String(text)) => Self::text(text, comparing),
            Some(Value::Array(elements)) => {
                Self::Array(elements.iter().map(|element| Self::of(Some(element), comparing)).collect())
            }
            Some(Value::Object(_)) => Self::Object,
        }
    }

    fn text(text: &'v Text<'v>, comparing: SortCompare) -> Self {
        let order = match comparing {
            SortCompare::Value => Order::CodePoint,
            SortCompare::Natural => Order::Natural,
            SortCompare::CaseInsensitive => Order::CaseInsensitive,
            SortCompare::Numeric => {
                let number = text.to_str().ok().and_then(|text| Number::new(text.trim().to_owned()));
                if let Some(number) = number {
                    return Self::Number(number);
                }
                Order::CodePoint
            }
        };
        Self::Text(order.ground(text.wtf8()), order)
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Missing => 0,
            Self::Bool(_) => 1,
            Self::Number(_) => 2,
            Self::Text(..) => 3,
            Self::Array(_) => 4,
            Self::Object => 5,
        }
    }

    pub(super) const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Bool(own), Self::Bool(other)) => own.cmp(other),
            (Self::Number(own), Self::Number(other)) => own.compare(other),
            (Self::Text(own, order), Self::Text(other, _)) => order.compare(own, other),
            (Self::Array(own), Self::Array(other)) => {
                let differing =
                    own.iter().zip(other).map(|(own, other)| own.compare(other)).find(|order| order.is_ne());
                differing.unwrap_or_else(|| own.len().cmp(&other.len()))
            }
            _ => self.rank().cmp(&other.rank()),
        }
    }
}
