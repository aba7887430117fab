//! Arrays of several documents as one.

use std::collections::{HashMap, HashSet};

use super::merging::{Held, Merging};
use super::options::MergeStrategy;
use crate::tree::{Id, Value};

impl<'v> Merging<'_, 'v> {
    pub(super) fn arrays(&mut self, group: &[Held<'v>], strategy: MergeStrategy) -> Vec<Value<'v>> {
        if strategy == MergeStrategy::Combine {
            return self.united(group, strategy);
        }
        let all = group.iter().filter_map(|it| it.value.as_array());
        all.flatten().cloned().collect()
    }

    /// Every document adds the elements that no earlier one has; what it has twice stays twice.
    fn united(&mut self, group: &[Held<'v>], strategy: MergeStrategy) -> Vec<Value<'v>> {
        // For each element of the result the elements of which it is made.
        let mut slots: Vec<Vec<Held<'v>>> = Vec::new();
        let mut known: HashMap<Id, usize> = HashMap::new();
        let mut seen: HashSet<Id> = HashSet::new();
        for it in group {
            let (mut new_known, mut new_seen) = (Vec::new(), Vec::new());
            for value in it.value.as_array().into_iter().flatten() {
                let held = Held { document: it.document, value };
                let identity = self.meanings.identity(&self.options.identity, value);
                let slot = identity.and_then(|id| known.get(&id)).and_then(|at| slots.get_mut(*at));
                if let Some(slot) = slot.filter(|slot| slot.last().is_none_or(|it| it.document < held.document)) {
                    slot.push(held);
                    self.report.duplicates += 1;
                    continue;
                }
                if let Some(id) = identity {
                    new_known.push((id, slots.len()));
                } else {
                    let id = self.meanings.of(value);
                    if seen.contains(&id) {
                        self.report.duplicates += 1;
                        continue;
                    }
                    new_seen.push(id);
                }
                slots.push(vec![held]);
            }
            for (id, at) in new_known {
                known.entry(id).or_insert(at);
            }
            seen.extend(new_seen);
        }
        let mut result = Vec::with_capacity(slots.len());
        for held in slots {
            let token = result.len().to_string();
            result.extend(self.within(&token, held, strategy));
        }
        result
    }
}
