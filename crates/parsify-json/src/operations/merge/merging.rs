//! Merging all documents at once, place by place.
//!
//! Documents are not folded one into the next, so that a conflict knows which documents had what; the result is the one that
//! folding from the first to the last gives.

use std::borrow::Cow;
use std::collections::HashMap;

use super::options::{MergeNulls, MergeOptions, MergeStrategy};
use super::report::{ConflictingValue, MergeConflict, MergeReport};
use crate::operations::excerpt::excerpt;
use crate::pattern::Place;
use crate::tree::{Meanings, Object, Pointer, Value};

/// What a document has at a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held<'v> {
    pub(super) document: usize,
    pub(super) value: &'v Value<'v>,
}

pub(super) struct Merging<'o, 'v> {
    pub(super) options: &'o MergeOptions,
    /// Where this is in the patterns of the rules.
    pub(super) rules: Place<'o>,
    pub(super) place: Pointer,
    pub(super) meanings: Meanings<'v>,
    pub(super) report: MergeReport,
}

impl<'v> Merging<'_, 'v> {
    /// Merges what the documents have at this place; nothing when it is to be left out. `strategy` is that of the container.
    pub(super) fn value(&mut self, held: Vec<Held<'v>>, strategy: MergeStrategy) -> Option<Value<'v>> {
        let rules = self.options.rules.iter().enumerate().rev();
        let rule = rules.into_iter().find(|(number, _)| self.rules.fits(*number));
        let strategy = rule.map_or(strategy, |(_, rule)| rule.strategy);
        let held = match self.options.nulls {
            MergeNulls::Skip if held.iter().any(|it| !is_null(it)) => {
                held.into_iter().filter(|it| !is_null(it)).collect()
            }
            _ => held,
        };
        let group = self.winners(&held, strategy);
        let value = match (&group[..], group.first().map(|it| it.value)) {
            ([], _) | (_, None) => return None,
            ([only], _) if self.options.nulls != MergeNulls::Remove => only.value.clone(),
            (_, Some(Value::Object(_))) => Value::Object(self.objects(&group, strategy)),
            ([only], _) => only.value.clone(),
            (_, Some(_)) => Value::Array(self.arrays(&group, strategy)),
        };
        let goes = self.options.nulls == MergeNulls::Remove && matches!(value, Value::Null) && !self.place.is_empty();
        (!goes).then_some(value)
    }

    /// The values that make the result together: one, or several that are merged.
    fn winners(&mut self, held: &[Held<'v>], strategy: MergeStrategy) -> Vec<Held<'v>> {
        let mut group: Vec<Held<'v>> = Vec::with_capacity(held.len());
        let mut differs = false;
        for next in held {
            let Some(first) = group.first() else {
                group.push(*next);
                continue;
            };
            if self.go_together(first.value, next.value, strategy) {
                group.push(*next);
                continue;
            }
            differs |= group.len() > 1 || !first.value.same(next.value);
            if strategy != MergeStrategy::KeepFirst {
                group.clear();
                group.push(*next);
            }
        }
        if differs {
            let winner = if strategy == MergeStrategy::KeepFirst { group.first() } else { group.last() };
            self.conflict(held, winner.map_or(0, |winner| winner.document));
        }
        group
    }

    fn go_together(&self, first: &Value<'_>, next: &Value<'_>, strategy: MergeStrategy) -> bool {
        match (first, next) {
            (Value::Object(_), Value::Object(_)) => strategy != MergeStrategy::Overwrite || self.place.is_empty(),
            (Value::Array(_), Value::Array(_)) => matches!(strategy, MergeStrategy::Append | MergeStrategy::Combine),
            _ => false,
        }
    }

    fn conflict(&mut self, held: &[Held<'v>], winner: usize) {
        if self.report.conflicts.len() >= self.options.max_conflicts {
            self.report.omitted += 1;
            return;
        }
        let value = |it: &Held<'_>| ConflictingValue { document: it.document, value: excerpt(it.value) };
        let values = held.iter().map(value).collect();
        self.report.conflicts.push(MergeConflict { path: self.place.to_string(), values, winner });
    }

    /// The members in the order in which they first stand.
    fn objects(&mut self, group: &[Held<'v>], strategy: MergeStrategy) -> Object<'v> {
        let mut places: HashMap<Cow<'v, [u8]>, usize> = HashMap::new();
        let mut members = Vec::new();
        for it in group {
            let Some(object) = it.value.as_object() else { continue };
            for (key, value) in object.iter() {
                let held = Held { document: it.document, value };
                let at = *places.entry(key.wtf8()).or_insert(members.len());
                match members.get_mut(at) {
                    None => members.push((key, vec![held])),
                    Some((_, all)) => add(all, held),
                }
            }
        }
        let mut result = Object::with_capacity(members.len());
        for (key, held) in members {
            let token = key.to_str_lossy();
            if let Some(value) = self.within(&token, held, strategy) {
                result.push(key.clone(), value);
            }
        }
        result
    }

    /// Merges one level deeper.
    pub(super) fn within(&mut self, token: &str, held: Vec<Held<'v>>, strategy: MergeStrategy) -> Option<Value<'v>> {
        self.place.push(token);
        self.rules.enter(token);
        let value = self.value(held, strategy);
        self.rules.leave();
        self.place.pop();
        value
    }
}

/// Of equal keys in one document the last one counts.
fn add<'v>(all: &mut Vec<Held<'v>>, held: Held<'v>) {
    match all.last_mut() {
        Some(last) if last.document == held.document => *last = held,
        _ => all.push(held),
    }
}

fn is_null(held: &Held<'_>) -> bool {
    matches!(held.value, Value::Null)
}
