//! References to values.

use super::evaluate::Scope;
use crate::tree::Value;

/// Where a reference begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    Holder,
    Document,
    Itself,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
    All,
}

/// A reference as it is written, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Reference {
    pub(super) text: String,
    pub(super) base: Base,
    pub(super) steps: Vec<Step>,
}

impl Reference {
    /// Whether it may mean several values.
    pub(in super::super) fn is_plural(&self) -> bool {
        self.steps.contains(&Step::All)
    }

    /// What it means; all of it, where it has a wildcard.
    pub(in super::super) fn values<'v>(&self, scope: Scope<'v>) -> Vec<&'v Value<'v>> {
        let base = match self.base {
            Base::Holder => scope.holder,
            Base::Document => Some(scope.document),
            Base::Itself => scope.value,
        };
        let mut values = Vec::from_iter(base);
        for step in &self.steps {
            values = values.into_iter().flat_map(|value| step.values(value)).collect();
        }
        values
    }

    pub(in super::super) fn text(&self) -> &str {
        &self.text
    }
}

impl Step {
    fn values<'v>(&self, value: &'v Value<'v>) -> Vec<&'v Value<'v>> {
        match (self, value) {
            (Self::Key(key), Value::Object(object)) => Vec::from_iter(object.get(key)),
            (Self::Index(index), Value::Array(elements)) => Vec::from_iter(elements.get(*index)),
            (Self::All, Value::Array(elements)) => elements.iter().collect(),
            (Self::All, Value::Object(object)) => object.values().collect(),
            _ => Vec::new(),
        }
    }
}
