//! Where something can be said of calls: in general, for a module, for an operation; and what no call exceeds.

use std::collections::BTreeSet;

use crate::layer::{Placed, Settings};

pub(crate) const DEFAULTS: &str = "defaults";
pub(crate) const CEILING: &str = "ceiling";

/// A place, and the places whose word counts where it says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scope(Vec<String>);

impl Scope {
    pub(crate) fn defaults() -> Self {
        Self(vec![DEFAULTS.to_owned()])
    }

    pub(crate) fn ceiling() -> Self {
        Self(vec![CEILING.to_owned()])
    }

    pub(crate) fn module(id: &str) -> Self {
        Self(vec![format!("modules.{id}"), DEFAULTS.to_owned()])
    }

    pub(crate) fn operation(id: &str, operation: &str) -> Self {
        Self(vec![format!("modules.{id}.operations.{operation}"), format!("modules.{id}"), DEFAULTS.to_owned()])
    }

    /// The place itself.
    pub(crate) fn path(&self) -> &str {
        &self.0[0]
    }

    /// True for a module or an operation: below it and `defaults` stands what the module says of itself.
    pub(crate) fn is_named(&self) -> bool {
        self.0.len() > 1
    }

    /// The nearest word on `tail`, and its key.
    pub(crate) fn find<'a>(&self, settings: &'a Settings, tail: &str) -> Option<(&'a str, &'a Placed)> {
        Self::first(&self.0, settings, tail)
    }

    /// The nearest word on `tail` of a module or an operation.
    pub(crate) fn find_named<'a>(&self, settings: &'a Settings, tail: &str) -> Option<(&'a str, &'a Placed)> {
        let named = self.0.len() - 1;
        Self::first(&self.0[..named], settings, tail)
    }

    fn first<'a>(paths: &[String], settings: &'a Settings, tail: &str) -> Option<(&'a str, &'a Placed)> {
        let found = paths.iter().find_map(|path| settings.get_key_value(&format!("{path}.{tail}")));
        found.map(|(key, placed)| (key.as_str(), placed))
    }

    /// What somebody said of `tail` at this very place.
    pub(crate) fn said<'a>(&self, settings: &'a Settings, tail: &str) -> Option<&'a Placed> {
        settings.get(&format!("{}.{tail}", self.path())).filter(|placed| !placed.origin.is_implied())
    }
}

/// Every place that the settings speak of, from the general to the particular.
pub(crate) fn scopes(settings: &Settings) -> Vec<Scope> {
    let mut modules = BTreeSet::new();
    let mut operations = BTreeSet::new();
    for key in settings.keys() {
        let parts: Vec<_> = key.splitn(5, '.').collect();
        match parts.as_slice() {
            ["modules", id, "operations", operation, _] => {
                modules.insert(*id);
                operations.insert((*id, *operation));
            }
            ["modules", id, ..] => {
                modules.insert(*id);
            }
            _ => {}
        }
    }
    let modules = modules.into_iter().map(Scope::module);
    let operations = operations.into_iter().map(|(id, operation)| Scope::operation(id, operation));
    [Scope::ceiling(), Scope::defaults()].into_iter().chain(modules).chain(operations).collect()
}

/// The names below a table, each once, in order.
pub(crate) fn names<'a>(settings: &'a Settings, table: &str) -> Vec<&'a str> {
    let prefix = format!("{table}.");
    let below = settings.range(prefix.clone()..).map(|(key, _)| key).take_while(|key| key.starts_with(&prefix));
    let mut names: Vec<_> = below.filter_map(|key| key[prefix.len()..].split('.').next()).collect();
    // Not sorted yet: `a-b.x` stands before `a.x`.
    names.sort_unstable();
    names.dedup();
    names
}
