//! Through a document.

use super::ask::Asker;
use super::options::FilterMode;
use super::test::Condition;
use crate::pattern::Place;
use crate::tree::Value;

/// Filters values in place.
pub(super) struct Walk<'p> {
    pub(super) asker: Asker<'p>,
    pub(super) condition: &'p Condition,
    pub(super) mode: FilterMode,
    pub(super) prune: bool,
    /// Of which arrays the elements are asked; nothing when all values are.
    pub(super) arrays: Option<Place<'p>>,
    pub(super) arrays_found: usize,
    pub(super) asked: usize,
    pub(super) matched: usize,
    /// Members and elements that were taken out, each with all that was in it.
    pub(super) removed: usize,
}

impl Walk<'_> {
    /// Whether the value stays.
    pub(super) fn value(&mut self, value: &mut Value<'_>, key: Option<&str>) -> bool {
        if self.arrays.is_some() {
            return self.within_arrays(value);
        }
        let matches = self.ask(value, key);
        match (self.mode, matches) {
            (FilterMode::Keep, true) => true,
            (FilterMode::Drop, true) => false,
            (FilterMode::Keep, false) => self.stays(value, true, Self::value),
            (FilterMode::Drop, false) => self.stays(value, false, Self::value),
        }
    }

    fn ask(&mut self, value: &Value<'_>, key: Option<&str>) -> bool {
        self.asked += 1;
        let matches = self.asker.fulfils(self.condition, value, key);
        self.matched += usize::from(matches);
        matches
    }

    fn within_arrays(&mut self, value: &mut Value<'_>) -> bool {
        let here = value.as_array().is_some() && self.arrays.as_ref().is_some_and(Place::any_fits);
        self.arrays_found += usize::from(here);
        self.stays(value, false, |walk, child, _| {
            let stays = !here || (walk.ask(child, None) == (walk.mode == FilterMode::Keep));
            stays && walk.within_arrays(child)
        })
    }

    /// Takes out the children that do not stay; says whether the value stays. What stays only for what is in it
    /// (`for_children`) goes without; other values go when they have become empty and are to be pruned.
    fn stays(
        &mut self,
        value: &mut Value<'_>,
        for_children: bool,
        child_stays: impl FnMut(&mut Self, &mut Value<'_>, Option<&str>) -> bool,
    ) -> bool {
        let (was_empty, removed) = (is_empty(value), self.removed);
        self.children(value, child_stays);
        let goes = is_empty(value) && (for_children || (self.prune && !was_empty));
        if goes {
            // It counts as one, with all that was in it.
            self.removed = removed;
        }
        !goes
    }

    /// Takes out the children that do not stay.
    fn children(
        &mut self,
        value: &mut Value<'_>,
        mut stays: impl FnMut(&mut Self, &mut Value<'_>, Option<&str>) -> bool,
    ) {
        match value {
            Value::Array(elements) => {
                let mut index = 0;
                elements.retain_mut(|element| {
                    let token = index.to_string();
                    index += 1;
                    self.child(&token, |walk| stays(walk, element, None))
                });
            }
            Value::Object(object) => object.members_mut().retain_mut(|(key, value)| {
                let key = key.to_str_lossy();
                self.child(&key, |walk| stays(walk, value, Some(&key)))
            }),
            _ => {}
        }
    }

    fn child(&mut self, token: &str, stays: impl FnOnce(&mut Self) -> bool) -> bool {
        self.asker.enter(token);
        self.arrays.iter_mut().for_each(|arrays| arrays.enter(token));
        let stays = stays(self);
        self.arrays.iter_mut().for_each(Place::leave);
        self.asker.leave();
        self.removed += usize::from(!stays);
        stays
    }
}

/// Whether nothing is in it; scalars have nothing in them.
fn is_empty(value: &Value<'_>) -> bool {
    match value {
        Value::Array(elements) => elements.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => true,
    }
}
