//! Lists of what is there.

use std::collections::BTreeSet;
use std::sync::Arc;

use parsify_interface::{Descriptor, Operation};

use crate::versions::newest;
use crate::{Entry, Registry};

impl Registry {
    /// Every version of every module, by id, then newest first; those that were withdrawn included.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.modules.values().flat_map(|known| known.iter())
    }

    /// As [`entries`](Self::entries), the descriptors alone.
    pub fn list(&self) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.entries().map(Entry::descriptor)
    }

    /// The newest version of every module, as [`newest`](Self::newest) gives it, by id. A module whose versions were all
    /// withdrawn is left out, here and in the lists below.
    pub fn modules(&self) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.modules.values().filter_map(|known| newest(known)).map(Entry::descriptor)
    }

    /// The modules whose newest version is of that category, by id.
    pub fn by_category(&self, category: &str) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.modules().filter(move |descriptor| descriptor.category == category)
    }

    /// The modules whose newest version has that tag, by id.
    pub fn with_tag(&self, tag: &str) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.modules().filter(move |descriptor| descriptor.tags.iter().any(|known| known == tag))
    }

    /// The modules whose newest version has an operation of that name, by id.
    pub fn with_operation(&self, name: &str) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.modules().filter(move |descriptor| descriptor.operation(name).is_some())
    }

    /// The modules whose newest version has an operation for that format, by id. Case makes no difference.
    pub fn with_format(&self, format: &str) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.with_any_operation(move |operation| holds(&operation.formats, format))
    }

    /// The modules whose newest version has an operation for that language, by id. Case makes no difference.
    pub fn with_language(&self, language: &str) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.with_any_operation(move |operation| holds(&operation.languages, language))
    }

    /// The modules whose newest version has that operation for a format or language, by id. The case of the subject makes
    /// no difference.
    pub fn offering(&self, operation: &str, subject: &str) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.with_operation(operation).filter(move |descriptor| {
            descriptor
                .operation(operation)
                .is_some_and(|operation| holds(&operation.formats, subject) || holds(&operation.languages, subject))
        })
    }

    /// The categories of the newest versions, sorted, once each.
    #[must_use]
    pub fn categories(&self) -> BTreeSet<&str> {
        self.modules().map(|descriptor| descriptor.category.as_str()).collect()
    }

    /// The tags of the newest versions, sorted, once each.
    #[must_use]
    pub fn tags(&self) -> BTreeSet<&str> {
        self.modules().flat_map(|descriptor| &descriptor.tags).map(String::as_str).collect()
    }

    fn with_any_operation(&self, fits: impl Fn(&Operation) -> bool) -> impl Iterator<Item = &Arc<Descriptor>> {
        self.modules().filter(move |descriptor| descriptor.operations.iter().any(&fits))
    }
}

fn holds(names: &[String], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}
