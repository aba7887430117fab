//! Which groups of failures come together.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use super::key::FailureKey;

/// Failures this near to each other are together.
const NEAR: Duration = Duration::from_secs(1);

/// Groups that failed last; more at once than this are not related to each other but part of one outage.
const LATEST: usize = 16;

/// The groups that failed within the last second, each once.
#[derive(Debug, Default)]
pub(super) struct Latest(VecDeque<(Duration, Arc<FailureKey>)>);

impl Latest {
    /// Remembers this group as the last one, and gives the others that failed within a second of it.
    pub(super) fn push(&mut self, now: Duration, key: &Arc<FailureKey>) -> Vec<Arc<FailureKey>> {
        self.0.retain(|(at, other)| at.abs_diff(now) <= NEAR && other != key);
        let others = self.0.iter().map(|(_, other)| Arc::clone(other)).collect();
        self.0.push_back((now, Arc::clone(key)));
        if self.0.len() > LATEST {
            self.0.pop_front();
        }
        others
    }
}

/// How often other groups failed together with one. Of more than eight, the rarest makes room for the newest.
#[derive(Debug, Default)]
pub(super) struct Companions(Vec<(u64, u64)>);

const COMPANIONS: usize = 8;

impl Companions {
    pub(super) fn count(&mut self, group: u64) {
        if let Some((_, together)) = self.0.iter_mut().find(|(id, _)| *id == group) {
            *together += 1;
            return;
        }
        if self.0.len() >= COMPANIONS
            && let Some(rarest) = (0..self.0.len()).min_by_key(|&place| self.0[place].1)
        {
            self.0.swap_remove(rarest);
        }
        self.0.push((group, 1));
    }

    /// Group and count of those that came together more than once, the most frequent first.
    pub(super) fn often(&self) -> Vec<(u64, u64)> {
        let mut often: Vec<_> = self.0.iter().copied().filter(|&(_, together)| together > 1).collect();
        often.sort_unstable_by_key(|&(id, together)| (std::cmp::Reverse(together), id));
        often
    }
}
