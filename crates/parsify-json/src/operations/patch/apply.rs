//! Applying a JSON Patch (RFC 6902).

use parsify_error::{ErrorKind, Failure};

use super::operation::{Action, Operation};
use super::place::{Holder, Why, existing, holder, index};
use super::report::{Notes, PatchChange};
use crate::code;
use crate::operations::excerpt::excerpt;
use crate::operations::growth::{Growth, fits};
use crate::tree::{Pointer, Value};

/// A document on its way.
pub(super) struct Patching<'a> {
    pub(super) document: Value<'a>,
    pub(super) growth: Growth,
    pub(super) notes: Notes,
}

impl<'a> Patching<'a> {
    /// Applies the operation at `index` of the patch.
    pub(super) fn apply(&mut self, index: usize, operation: Operation<'a>) -> Result<(), Failure> {
        let Operation { path, action } = operation;
        let op = action.name();
        let (from, after, before) = match action {
            Action::Test(expected) => {
                self.test(&path, &expected)?;
                self.notes.applied += 1;
                return Ok(());
            }
            Action::Add(value) => (None, self.notes.show(&value), self.add(&path, value)?),
            Action::Remove => (None, None, Some(self.remove(&path)?)),
            Action::Replace(value) => (None, self.notes.show(&value), Some(self.replace(&path, value)?)),
            Action::Move(from) => {
                let (after, before) = self.relocate(&from, &path)?;
                (Some(from), after, before)
            }
            Action::Copy(from) => {
                let value = existing(&mut self.document, &from)?;
                self.growth.take(value)?;
                let value = value.clone();
                (Some(from), self.notes.show(&value), self.add(&path, value)?)
            }
        };
        self.notes.applied += 1;
        self.notes.note(|| PatchChange {
            index: Some(index),
            op: op.to_owned(),
            path: path.to_string(),
            from: from.map(|from| from.to_string()),
            before: before.as_ref().map(excerpt),
            after,
        });
        Ok(())
    }

    /// Sets a member, or inserts an element; gives what a member or the document was before.
    fn add(&mut self, path: &Pointer, value: Value<'a>) -> Result<Option<Value<'a>>, Failure> {
        fits(&value, path.len())?;
        let Some(holder) = holder(&mut self.document, path)? else {
            return Ok(Some(self.exchange_document(value)));
        };
        match holder {
            Holder::Object(object, key) => {
                let changed = object.get(key).is_none_or(|old| !old.same(&value));
                self.notes.changed |= changed;
                Ok(object.insert(key.to_owned(), value))
            }
            Holder::Array(elements, token) => {
                let last = path.len() - 1;
                let at = match token {
                    "-" => elements.len(),
                    token => index(token, elements.len()).map_err(|why| why.at(path, last))?,
                };
                elements.insert(at, value);
                self.notes.changed = true;
                Ok(None)
            }
        }
    }

    fn remove(&mut self, path: &Pointer) -> Result<Value<'a>, Failure> {
        let last = path.len().saturating_sub(1);
        let removed = match holder(&mut self.document, path)? {
            None => Err(whole_document()),
            Some(Holder::Object(object, key)) => object.remove(key).ok_or_else(|| Why::Member.at(path, last)),
            Some(Holder::Array(elements, token)) => match index(token, elements.len()) {
                Ok(at) if at < elements.len() => Ok(elements.remove(at)),
                Ok(_) => Err(Why::Index(elements.len()).at(path, last)),
                Err(why) => Err(why.at(path, last)),
            },
        };
        self.notes.changed |= removed.is_ok();
        removed
    }

    fn replace(&mut self, path: &Pointer, value: Value<'a>) -> Result<Value<'a>, Failure> {
        fits(&value, path.len())?;
        let place = existing(&mut self.document, path)?;
        self.notes.changed |= !place.same(&value);
        Ok(std::mem::replace(place, value))
    }

    /// Moves a value; gives what it looks like, and what was where it goes.
    fn relocate(&mut self, from: &Pointer, path: &Pointer) -> Result<(Option<String>, Option<Value<'a>>), Failure> {
        if from == path {
            let after = self.notes.show(existing(&mut self.document, from)?);
            return Ok((after, None));
        }
        if from.holds(path) {
            let message = format!("`{from}` cannot be moved into itself, to `{path}`");
            return Err(Failure::new(ErrorKind::Input, code::PATCH_PATH, message)
                .with_hint("copy it first, or move it to a place that is not within it"));
        }
        let value = self.remove(from)?;
        let after = self.notes.show(&value);
        Ok((after, self.add(path, value)?))
    }

    fn test(&mut self, path: &Pointer, expected: &Value<'a>) -> Result<(), Failure> {
        let found = &*existing(&mut self.document, path)?;
        if found.same(expected) {
            return Ok(());
        }
        let name = if path.is_empty() { "the document".to_owned() } else { format!("the value at `{path}`") };
        Err(Failure::new(ErrorKind::Input, code::PATCH_TEST, format!("{name} is not the expected one"))
            .with_detail("expected", excerpt(expected))
            .with_detail("found", excerpt(found))
            .with_hint("nothing was changed: the patch was made for another state of the document"))
    }

    fn exchange_document(&mut self, value: Value<'a>) -> Value<'a> {
        self.notes.changed |= !self.document.same(&value);
        std::mem::replace(&mut self.document, value)
    }
}

fn whole_document() -> Failure {
    Failure::new(ErrorKind::Input, code::PATCH_PATH, "the whole document cannot be removed: no JSON would be left")
        .with_hint("replace it, by null for example")
}
