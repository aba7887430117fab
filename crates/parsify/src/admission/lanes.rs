//! Who waits for a place: a lane for each module.

use std::collections::{HashMap, VecDeque};

use parsify_interface::ModuleId;
use tokio::sync::oneshot;

/// Those who wait. Modules take turns; within a lane, who came first is called first.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    lanes: HashMap<ModuleId, VecDeque<(u64, oneshot::Sender<()>)>>,
    /// The modules with somebody in their lane, the next one first.
    turns: VecDeque<ModuleId>,
    waiting: usize,
    next: u64,
}

/// The ticket of somebody who waits.
#[derive(Debug)]
pub(super) struct Waiting {
    module: ModuleId,
    number: u64,
    called: oneshot::Receiver<()>,
}

impl Waiting {
    /// Waits to be called; false when that will never be.
    pub(super) async fn called(&mut self) -> bool {
        (&mut self.called).await.is_ok()
    }

    /// Called, but not heard of it yet.
    pub(super) fn was_called(&mut self) -> bool {
        self.called.try_recv().is_ok()
    }
}

impl Lanes {
    /// How many wait.
    pub(super) fn waiting(&self) -> usize {
        self.waiting
    }

    /// Somebody more, at the end of the module's lane.
    pub(super) fn push(&mut self, module: &ModuleId) -> Waiting {
        let (sender, called) = oneshot::channel();
        let number = self.next;
        self.next += 1;
        self.waiting += 1;
        let lane = self.lanes.entry(module.clone()).or_default();
        if lane.is_empty() {
            self.turns.push_back(module.clone());
        }
        lane.push_back((number, sender));
        Waiting { module: module.clone(), number, called }
    }

    /// Calls the first one of the lane whose turn it is; false when nobody waits.
    pub(super) fn call(&mut self) -> bool {
        while let Some(module) = self.turns.pop_front() {
            let Some(lane) = self.lanes.get_mut(&module) else { continue };
            let first = lane.pop_front();
            if lane.is_empty() {
                self.lanes.remove(&module);
            } else {
                self.turns.push_back(module);
            }
            let Some((_, sender)) = first else { continue };
            self.waiting -= 1;
            if sender.send(()).is_ok() {
                return true;
            }
        }
        false
    }

    /// Somebody goes away; false when the lane did not have them any more.
    pub(super) fn leave(&mut self, waiting: &Waiting) -> bool {
        let Some(lane) = self.lanes.get_mut(&waiting.module) else { return false };
        // Numbers rise along a lane.
        let Ok(place) = lane.binary_search_by_key(&waiting.number, |(number, _)| *number) else { return false };
        lane.remove(place);
        self.waiting -= 1;
        if lane.is_empty() {
            self.lanes.remove(&waiting.module);
            self.turns.retain(|module| *module != waiting.module);
        }
        true
    }

    /// Nobody waits any more, and none of them will be called.
    pub(super) fn clear(&mut self) {
        let next = self.next;
        *self = Self { next, ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> ModuleId {
        ModuleId::new(name).unwrap()
    }

    #[test]
    fn modules_take_turns_and_callers_keep_their_order() {
        let mut lanes = Lanes::default();
        let mut waiting: Vec<_> =
            ["a", "a", "a", "b", "c", "c"].into_iter().map(|name| (name, lanes.push(&id(name)))).collect();
        let mut order = Vec::new();
        while lanes.call() {
            let called = waiting.iter_mut().position(|(_, waiting)| waiting.was_called()).unwrap();
            order.push(waiting.remove(called).0);
        }
        assert_eq!(order, ["a", "b", "c", "a", "c", "a"]);
        assert_eq!(lanes.waiting(), 0);
    }

    #[test]
    fn who_leaves_is_not_called() {
        let mut lanes = Lanes::default();
        let [first, mut second, third] = ["a", "a", "b"].map(|name| lanes.push(&id(name)));
        assert!(lanes.leave(&first) && lanes.leave(&third));
        assert!(!lanes.leave(&first));
        assert!(lanes.call() && second.was_called());
        assert!(!lanes.call());
        assert!(lanes.turns.is_empty() && lanes.lanes.is_empty());
    }

    #[test]
    fn after_clearing_nobody_is_called() {
        let mut lanes = Lanes::default();
        let mut waiting = lanes.push(&id("a"));
        lanes.clear();
        assert!(!lanes.call() && !waiting.was_called() && lanes.waiting() == 0);
    }
}
