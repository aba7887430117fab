//! A bounded memory of failures.

mod filter;
mod frequency;
mod group;
mod key;
mod memory;
mod policy;
mod prevention;
mod related;
mod snapshot;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

pub use self::filter::HistoryFilter;
pub use self::frequency::Frequency;
use self::group::Group;
pub use self::key::FailureKey;
use self::memory::{Memory, Moment};
pub use self::policy::HistoryPolicy;
use self::prevention::prevention;
pub use self::snapshot::{FailureEntry, FailureGroup, FailureTotals, HistorySnapshot, RelatedFailures};
use crate::Failure;
use crate::rolling::Ticks;

/// The failures of late, in groups of failures alike and one by one.
///
/// Its memory is bounded by its policy, whatever fails: by default about four megabytes with
/// every text as long as it may be. It keeps names, kind, code, message
/// and hints of a failure, with control characters escaped; details, causes and documents it does not keep.
///
/// The clocks are handed in: an `Instant` for what is near or frequent, a `SystemTime` for what a person reads. It is shared
/// by reference; recording takes a lock, so it is for failures and not for every call.
///
/// ```
/// use parsify_error::{ErrorKind, Failure, Frequency, History, HistoryFilter, HistoryPolicy, code};
/// use std::time::{Instant, SystemTime};
///
/// let now = Instant::now();
/// let history = History::new(HistoryPolicy::default(), now);
/// let failure = Failure::new(ErrorKind::Timeout, code::SANDBOX_TIMEOUT, "the call did not end within 200 ms")
///     .with_module("json-processor")
///     .with_hint("raise the limit with `--timeout 1s`");
/// history.record(now, SystemTime::now(), &failure);
///
/// let snapshot = history.snapshot(now, &HistoryFilter::default());
/// let group = &snapshot.groups[0];
/// assert_eq!((group.count, group.frequency), (1, Frequency::Once));
/// assert_eq!(group.resolution, ["raise the limit with `--timeout 1s`"]);
/// ```
#[derive(Debug)]
pub struct History {
    policy: HistoryPolicy,
    ticks: Ticks,
    memory: Mutex<Memory>,
}

impl History {
    /// An empty history. The policy is [clamped](HistoryPolicy::clamped).
    #[must_use]
    pub fn new(policy: HistoryPolicy, now: Instant) -> Self {
        let policy = policy.clamped();
        Self { policy, ticks: Ticks::new(now, policy.window), memory: Mutex::default() }
    }

    /// Remembers a failure. A time before 1970 counts as 1970.
    pub fn record(&self, now: Instant, at: SystemTime, failure: &Failure) {
        let at = at.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let moment = Moment {
            since: self.ticks.since_first(now),
            tick: self.ticks.at(now),
            at: u64::try_from(at).unwrap_or(u64::MAX),
        };
        self.memory().record(moment, failure, &self.policy);
    }

    /// What is remembered and passes the filter; `now` is what frequencies are judged by.
    #[must_use]
    pub fn snapshot(&self, now: Instant, filter: &HistoryFilter) -> HistorySnapshot {
        let memory = self.memory();
        let mut groups = self.groups(&memory, now, filter);
        groups.sort_by(|a, b| {
            (Reverse(a.severity), Reverse(a.count), &a.key).cmp(&(Reverse(b.severity), Reverse(b.count), &b.key))
        });
        let latest = memory.entries.iter().rev().filter(|entry| filter.lets(&entry.key, entry.severity));
        HistorySnapshot {
            recorded: memory.recorded,
            forgotten_groups: memory.forgotten,
            totals: FailureTotals::of(&groups),
            latest: latest
                .map(|entry| FailureEntry {
                    key: FailureKey::clone(&entry.key),
                    at_ms: entry.at,
                    severity: entry.severity,
                    message: entry.message.clone(),
                })
                .collect(),
            groups,
        }
    }

    fn groups(&self, memory: &Memory, now: Instant, filter: &HistoryFilter) -> Vec<FailureGroup> {
        let keys: HashMap<u64, &FailureKey> = memory.groups.iter().map(|(key, group)| (group.id, &**key)).collect();
        let shown = memory.groups.iter().filter(|(key, group)| filter.lets(key, group.severity));
        shown
            .map(|(key, group)| FailureGroup {
                key: FailureKey::clone(key),
                count: group.count,
                first_ms: group.first,
                last_ms: group.last,
                severity: group.severity,
                frequency: Frequency::of(group.count, &group.window, self.ticks.at(now)),
                message: group.message.clone(),
                resolution: group.hints.clone(),
                prevention: prevention(key.kind, &key.code),
                related: related(group, &keys),
            })
            .collect()
    }

    /// A record cannot panic half-way in a way that matters: at worst one failure is counted and not kept.
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Groups that were forgotten since are left out.
fn related(group: &Group, keys: &HashMap<u64, &FailureKey>) -> Vec<RelatedFailures> {
    let often = group.companions.often().into_iter();
    often
        .filter_map(|(id, together)| Some(RelatedFailures { key: FailureKey::clone(keys.get(&id)?), together }))
        .collect()
}
