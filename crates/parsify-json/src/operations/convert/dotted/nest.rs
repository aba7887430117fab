//! From nested values to names.

use parsify_error::Failure;

use super::name::{Step, push_index, push_key, split};
use crate::operations::convert::note::Notes;
use crate::operations::convert::path::Path;
use crate::tree::{Object, Text, Value};

/// Walks over the members of an object and what is in them, and gives each value that has no parts its name.
pub(in super::super) struct Leaves<'n, F> {
    notes: &'n mut Notes,
    /// Whether arrays are walked into, too.
    arrays: bool,
    /// Whether what would be read as something else is escaped.
    escapes: bool,
    /// What is done with a name, a value, and where it is.
    each: F,
    name: String,
    /// How many keys are in the name.
    depth: usize,
}

impl<'n, F> Leaves<'n, F> {
    pub(in super::super) const fn new(notes: &'n mut Notes, arrays: bool, each: F) -> Self {
        Self { notes, arrays, escapes: true, each, name: String::new(), depth: 0 }
    }

    /// Names are keys with dots between them, and nothing else.
    pub(in super::super) const fn without_escapes(mut self) -> Self {
        self.escapes = false;
        self
    }

    pub(in super::super) fn members<'v, 'a>(&mut self, object: &'v Object<'a>, path: &Path<'_>) -> Result<(), Failure>
    where
        F: FnMut(&str, &'v Value<'a>, &Path<'_>, &mut Notes) -> Result<(), Failure>,
    {
        for (key, value) in self.notes.unique(object, path)? {
            self.member(key, value, path)?;
        }
        Ok(())
    }

    /// A member of the object at this path.
    pub(in super::super) fn member<'v, 'a>(
        &mut self,
        key: &Text<'_>,
        value: &'v Value<'a>,
        path: &Path<'_>,
    ) -> Result<(), Failure>
    where
        F: FnMut(&str, &'v Value<'a>, &Path<'_>, &mut Notes) -> Result<(), Failure>,
    {
        let start = self.name.len();
        let shown = key.to_str_lossy();
        let path = path.key(&shown);
        let key = self.notes.text(key, &path)?;
        let is_first = self.depth == 0;
        if !self.escapes {
            self.name.push_str(if is_first { "" } else { "." });
            self.name.push_str(&key);
        } else if is_first && !self.has_parts(value) && is_plain(&key) {
            self.name.push_str(&key);
        } else {
            push_key(&mut self.name, &key, is_first);
        }
        self.depth += 1;
        self.value(value, &path)?;
        self.depth -= 1;
        self.name.truncate(start);
        Ok(())
    }

    fn has_parts(&self, value: &Value<'_>) -> bool {
        match value {
            Value::Object(object) => !object.is_empty(),
            Value::Array(elements) => self.arrays && !elements.is_empty(),
            _ => false,
        }
    }

    fn value<'v, 'a>(&mut self, value: &'v Value<'a>, path: &Path<'_>) -> Result<(), Failure>
    where
        F: FnMut(&str, &'v Value<'a>, &Path<'_>, &mut Notes) -> Result<(), Failure>,
    {
        match value {
            Value::Object(object) if self.has_parts(value) => self.members(object, path),
            Value::Array(elements) if self.has_parts(value) => {
                let start = self.name.len();
                for (index, element) in elements.iter().enumerate() {
                    push_index(&mut self.name, index);
                    self.value(element, &path.index(index))?;
                    self.name.truncate(start);
                }
                Ok(())
            }
            _ => (self.each)(&self.name, value, path, self.notes),
        }
    }
}

/// Whether a name that is just this key is read as this key.
pub(in super::super) fn is_plain(key: &str) -> bool {
    matches!(split(key).as_slice(), [Step::Key(read)] if read == key)
}
