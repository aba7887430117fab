use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use super::group::Group;
use super::key::FailureKey;
use super::policy::HistoryPolicy;
use super::related::Latest;
use crate::harmless::bounded;
use crate::rolling::Tick;
use crate::{Failure, Severity};

/// What is under the history's lock.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) recorded: u64,
    pub(super) forgotten: u64,
    pub(super) groups: BTreeMap<Arc<FailureKey>, Group>,
    /// The oldest first.
    pub(super) entries: VecDeque<Entry>,
    latest: Latest,
    ids: u64,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: Arc<FailureKey>,
    pub(super) at: u64,
    pub(super) severity: Severity,
    pub(super) message: String,
}

/// The instant of a failure in the forms that are needed.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    /// Since the history began.
    pub(super) since: Duration,
    pub(super) tick: Tick,
    /// Milliseconds since 1970.
    pub(super) at: u64,
}

impl Memory {
    pub(super) fn record(&mut self, moment: Moment, failure: &Failure, policy: &HistoryPolicy) {
        self.recorded += 1;
        let key = self.group(FailureKey::of(failure, policy.text_bytes), moment, failure, policy);
        if let Some(group) = self.groups.get_mut(&key) {
            group.count((self.recorded, moment.at, moment.tick), failure, policy.text_bytes);
        }
        self.relate(moment.since, &key);
        self.keep(key, moment.at, failure, policy);
    }

    /// The key of the failure's group, which is there afterwards.
    fn group(&mut self, key: FailureKey, moment: Moment, failure: &Failure, policy: &HistoryPolicy) -> Arc<FailureKey> {
        if let Some((known, _)) = self.groups.get_key_value(&key) {
            return Arc::clone(known);
        }
        if self.groups.len() >= policy.groups
            && let Some(victim) = self.victim()
        {
            self.groups.remove(&victim);
            self.forgotten += 1;
        }
        self.ids += 1;
        let key = Arc::new(key);
        self.groups.insert(Arc::clone(&key), Group::new(self.ids, moment.at, failure.severity()));
        key
    }

    /// The group that makes room: of the module with the most groups, the one that is longest without a failure. A module
    /// that gives a new code with each call thus drives out its own groups, not those of others.
    fn victim(&self) -> Option<Arc<FailureKey>> {
        let mut modules: Vec<(usize, u64, &Arc<FailureKey>)> = Vec::new();
        for (key, group) in &self.groups {
            match modules.last_mut().filter(|(.., other)| other.module == key.module) {
                Some((groups, oldest, victim)) => {
                    *groups += 1;
                    if group.number < *oldest {
                        (*oldest, *victim) = (group.number, key);
                    }
                }
                None => modules.push((1, group.number, key)),
            }
        }
        modules
            .into_iter()
            .min_by_key(|&(groups, oldest, _)| (Reverse(groups), oldest))
            .map(|(.., key)| Arc::clone(key))
    }

    fn relate(&mut self, now: Duration, key: &Arc<FailureKey>) {
        let Some(own) = self.groups.get(key).map(|group| group.id) else { return };
        let mut companions = Vec::new();
        for other in self.latest.push(now, key) {
            if let Some(group) = self.groups.get_mut(&other) {
                group.companions.count(own);
                companions.push(group.id);
            }
        }
        if let Some(group) = self.groups.get_mut(key) {
            companions.into_iter().for_each(|id| group.companions.count(id));
        }
    }

    fn keep(&mut self, key: Arc<FailureKey>, at: u64, failure: &Failure, policy: &HistoryPolicy) {
        if policy.entries == 0 {
            return;
        }
        if self.entries.len() >= policy.entries {
            self.entries.pop_front();
        }
        let message = bounded(failure.message(), policy.text_bytes);
        self.entries.push_back(Entry { key, at, severity: failure.severity(), message });
    }
}
