//! Values while an expression is evaluated: parts of the document as they are, and what is made of them.

use std::borrow::Cow;
use std::rc::Rc;

use parsify_error::{ErrorKind, Failure};

use crate::code;
use crate::query::budget::Budget;
use crate::query::duplicates::members;
use crate::query::equality::equal;
use crate::tree::{DEPTH, Kind, Number, Object, Text, Value};

/// A value. Copies share what they hold.
#[derive(Clone, Debug)]
pub(super) enum Item<'t> {
    /// Of the document, or a literal.
    Found(&'t Value<'t>),
    /// A value without parts that was made.
    Made(Rc<Value<'t>>),
    List(Rc<Composite<Vec<Item<'t>>>>),
    Hash(Rc<Composite<Vec<Member<'t>>>>),
}

pub(super) type Member<'t> = (Text<'t>, Item<'t>);

#[derive(Debug)]
pub(super) struct Composite<T> {
    /// Levels of composites.
    depth: usize,
    parts: T,
}

const NULL: &Value<'static> = &Value::Null;

impl<'t> Item<'t> {
    pub(super) const fn null() -> Self {
        Self::Found(NULL)
    }

    pub(super) fn made(value: impl Into<Value<'t>>) -> Self {
        Self::Made(Rc::new(value.into()))
    }

    pub(super) fn list(items: Vec<Self>, budget: &Budget) -> Result<Self, Failure> {
        budget.steps(items.len())?;
        budget.results(items.len())?;
        let depth = nested(items.iter())?;
        Ok(Self::List(Rc::new(Composite { depth, parts: items })))
    }

    /// An object; of equal keys the last one counts, in the place of the first.
    pub(super) fn hash(all: impl IntoIterator<Item = Member<'t>>, budget: &Budget) -> Result<Self, Failure> {
        let mut places = std::collections::HashMap::new();
        let mut members: Vec<Member<'t>> = Vec::new();
        for (key, value) in all {
            budget.step()?;
            let place = *places.entry(key.wtf8().into_owned()).or_insert(members.len());
            match members.get_mut(place) {
                Some(member) => member.1 = value,
                None => members.push((key, value)),
            }
        }
        let depth = nested(members.iter().map(|(_, value)| value))?;
        Ok(Self::Hash(Rc::new(Composite { depth, parts: members })))
    }

    /// Levels of what was put together.
    fn levels(&self) -> usize {
        match self {
            Self::Found(_) | Self::Made(_) => 0,
            Self::List(list) => list.depth,
            Self::Hash(hash) => hash.depth,
        }
    }

    /// The value, when it is not put together of items.
    pub(super) fn value(&self) -> Option<&Value<'t>> {
        match self {
            Self::Found(value) => Some(value),
            Self::Made(value) => Some(value),
            Self::List(_) | Self::Hash(_) => None,
        }
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Found(value) => value.kind(),
            Self::Made(value) => value.kind(),
            Self::List(_) => Kind::Array,
            Self::Hash(_) => Kind::Object,
        }
    }

    pub(super) fn number(&self) -> Option<&Number<'t>> {
        self.value().and_then(Value::as_number)
    }

    pub(super) fn text(&self) -> Option<&Text<'t>> {
        if let Some(Value::String(text)) = self.value() { Some(text) } else { None }
    }

    /// How many elements a list has.
    pub(super) fn len(&self) -> Option<usize> {
        match self {
            Self::Found(Value::Array(elements)) => Some(elements.len()),
            Self::List(list) => Some(list.parts.len()),
            _ => None,
        }
    }

    pub(super) fn element(&self, place: usize) -> Option<Self> {
        match self {
            Self::Found(Value::Array(elements)) => elements.get(place).map(Self::Found),
            Self::List(list) => list.parts.get(place).cloned(),
            _ => None,
        }
    }

    /// The elements of a list.
    pub(super) fn elements(&self, budget: &Budget) -> Result<Option<Vec<Self>>, Failure> {
        let Some(length) = self.len() else { return Ok(None) };
        budget.steps(length)?;
        Ok(Some((0..length).filter_map(|place| self.element(place)).collect()))
    }

    /// The members of an object that count.
    pub(super) fn members(&self, budget: &Budget) -> Result<Option<Vec<Member<'t>>>, Failure> {
        let all: Vec<Member<'t>> = match self {
            Self::Found(Value::Object(object)) => {
                budget.steps(object.len())?;
                members(object).map(|(key, value)| (key.clone(), Self::Found(value))).collect()
            }
            Self::Hash(hash) => {
                budget.steps(hash.parts.len())?;
                hash.parts.clone()
            }
            _ => return Ok(None),
        };
        Ok(Some(all))
    }

    /// The member of this name; `null` when there is none.
    pub(super) fn member(&self, name: &str, budget: &Budget) -> Result<Self, Failure> {
        let found = match self {
            Self::Found(Value::Object(object)) => {
                budget.steps(object.len() / 8)?;
                object.get(name).map(Self::Found)
            }
            Self::Hash(hash) => {
                budget.steps(hash.parts.len() / 8)?;
                hash.parts.iter().find(|(key, _)| key.is(name)).map(|(_, value)| value.clone())
            }
            _ => None,
        };
        Ok(found.unwrap_or_else(Self::null))
    }

    /// Whether it counts as true: everything but null, false, and what is empty.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::List(list) => !list.parts.is_empty(),
            Self::Hash(hash) => !hash.parts.is_empty(),
            Self::Found(_) | Self::Made(_) => match self.value() {
                None | Some(Value::Null | Value::Bool(false)) => false,
                Some(Value::String(text)) => !text.is(""),
                Some(Value::Array(elements)) => !elements.is_empty(),
                Some(Value::Object(object)) => !object.is_empty(),
                Some(Value::Bool(true) | Value::Number(_)) => true,
            },
        }
    }

    /// Whether both are equal, by meaning.
    pub(super) fn same(&self, other: &Self, budget: &Budget) -> Result<bool, Failure> {
        if let (Some(own), Some(other)) = (self.value(), other.value()) {
            return equal(own, other, budget);
        }
        if let (Some(own), Some(other)) = (self.elements(budget)?, other.elements(budget)?) {
            let mut equal = own.len() == other.len();
            for (own, other) in own.iter().zip(&other) {
                equal = equal && own.same(other, budget)?;
            }
            return Ok(equal);
        }
        let (Some(own), Some(others)) = (self.members(budget)?, other.members(budget)?) else { return Ok(false) };
        let mut equal = own.len() == others.len();
        let index: std::collections::HashMap<_, _> = others.iter().map(|(key, value)| (key.wtf8(), value)).collect();
        for (key, value) in &own {
            equal = equal
                && match index.get(&key.wtf8()) {
                    Some(other) => value.same(other, budget)?,
                    None => false,
                };
        }
        Ok(equal)
    }

    /// As a tree.
    pub(super) fn into_value(self, budget: &Budget) -> Result<Cow<'t, Value<'t>>, Failure> {
        match self {
            Self::Found(value) => Ok(Cow::Borrowed(value)),
            other => other.copied(0, budget).map(Cow::Owned),
        }
    }

    fn copied(&self, level: usize, budget: &Budget) -> Result<Value<'t>, Failure> {
        budget.steps(2)?;
        match self {
            Self::Found(value) => copied(value, level, budget),
            Self::Made(value) => copied(value, level, budget),
            Self::List(list) => {
                let parts = list.parts.iter().map(|item| item.copied(deeper(level)?, budget));
                Ok(Value::Array(parts.collect::<Result<_, _>>()?))
            }
            Self::Hash(hash) => {
                let level = deeper(level)?;
                let parts = hash.parts.iter().map(|(key, item)| Ok((key.clone(), item.copied(level, budget)?)));
                Ok(Value::Object(parts.collect::<Result<Object<'t>, Failure>>()?))
            }
        }
    }
}

/// A copy that will be written, every byte counted.
fn copied<'t>(value: &Value<'t>, level: usize, budget: &Budget) -> Result<Value<'t>, Failure> {
    budget.step()?;
    match value {
        Value::Null | Value::Bool(_) => Ok(value.clone()),
        Value::Number(number) => budget.make(number.as_str().len()).map(|()| value.clone()),
        Value::String(text) => budget.make(text.raw().len()).map(|()| value.clone()),
        Value::Array(elements) => {
            let level = deeper(level)?;
            elements.iter().map(|element| copied(element, level, budget)).collect::<Result<_, _>>().map(Value::Array)
        }
        Value::Object(object) => {
            let level = deeper(level)?;
            let member = |(key, value): (&Text<'t>, &Value<'t>)| {
                budget.make(key.raw().len())?;
                Ok((key.clone(), copied(value, level, budget)?))
            };
            object.iter().map(member).collect::<Result<_, Failure>>().map(Value::Object)
        }
    }
}

fn nested<'i, 't: 'i>(items: impl Iterator<Item = &'i Item<'t>>) -> Result<usize, Failure> {
    deeper(items.map(Item::levels).max().unwrap_or_default())
}

fn deeper(level: usize) -> Result<usize, Failure> {
    if level < DEPTH {
        return Ok(level + 1);
    }
    let message = format!("the result is nested more than {DEPTH} levels deep");
    Err(Failure::new(ErrorKind::Limit, code::QUERY_LIMIT, message).with_detail("limit", DEPTH))
}
