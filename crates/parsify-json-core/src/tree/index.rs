//! Where the members of an object stand.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Object, Text};

/// Where each key of an object stands; of equal keys, the last one.
#[derive(Clone, Debug)]
pub struct Index<'o>(HashMap<Cow<'o, [u8]>, usize>);

impl<'o> Index<'o> {
    pub(super) fn of(object: &'o Object<'_>) -> Self {
        Self(object.keys().enumerate().map(|(index, key)| (key.wtf8(), index)).collect())
    }

    /// The place of a key among the members.
    #[must_use]
    pub fn get(&self, key: &Text<'_>) -> Option<usize> {
        self.0.get(&*key.wtf8()).copied()
    }
}
