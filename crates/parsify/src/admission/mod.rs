//! The places among concurrent calls, and who waits for one.

mod lanes;

use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use parsify_error::{ErrorKind, Failure, Phase, code};
use parsify_interface::{CallOptions, Limits, ModuleId};
use tokio::sync::Notify;

use crate::{Load, waiting};
use lanes::{Lanes, Waiting};

/// Calls at once, with a bounded queue before them.
///
/// One short critical section for each call that comes and each that goes; nobody waits inside of it. Modules take turns in
/// the queue, so that one with many callers does not keep those of another waiting.
#[derive(Debug)]
pub(crate) struct Admission {
    state: Mutex<State>,
    /// Told when the last call has gone.
    empty: Notify,
    places: usize,
    most_waiting: usize,
}

#[derive(Debug)]
struct State {
    free: usize,
    lanes: Lanes,
    closed: bool,
}

/// A place among the concurrent calls, until it is dropped.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    admission: &'a Admission,
    waited: Duration,
}

impl Place<'_> {
    /// How long it was waited for.
    pub(crate) fn waited(&self) -> Duration {
        self.waited
    }
}

impl Admission {
    /// `places` calls run at once (at least one), and `most_waiting` wait for a place.
    pub(crate) fn new(places: usize, most_waiting: usize) -> Self {
        let places = places.max(1);
        let state = State { free: places, lanes: Lanes::default(), closed: false };
        Self { state: Mutex::new(state), empty: Notify::new(), places, most_waiting }
    }

    /// Waits for a place, but not beyond the call's deadline. Refused at once when too many wait, and after
    /// [`close`](Self::close).
    pub(crate) async fn enter(
        &self,
        module: &ModuleId,
        options: &CallOptions,
        limits: &Limits,
    ) -> Result<Place<'_>, Failure> {
        let waiting = {
            let mut state = self.state();
            if state.closed {
                return Err(shutting_down());
            }
            if state.free > 0 {
                state.free -= 1;
                return Ok(Place { admission: self, waited: Duration::ZERO });
            }
            if state.lanes.waiting() >= self.most_waiting {
                return Err(self.busy(state.lanes.waiting()));
            }
            state.lanes.push(module)
        };
        // In a box: the future of a call is copied around, and nearly never waits here.
        Box::pin(self.wait(waiting, options, limits)).await
    }

    async fn wait(&self, waiting: Waiting, options: &CallOptions, limits: &Limits) -> Result<Place<'_>, Failure> {
        let since = Instant::now();
        let mut leaving = Leaving { admission: self, waiting, entered: false };
        let called = waiting::within(Phase::Queue, options, limits, leaving.waiting.called());
        if !called.await? {
            return Err(shutting_down());
        }
        leaving.entered = true;
        Ok(Place { admission: self, waited: since.elapsed() })
    }

    /// Lets nobody in any more. Who waits already still gets a place.
    pub(crate) fn close(&self) {
        self.state().closed = true;
    }

    /// Sends away all who wait for a place; says how many they were, and how many calls still run.
    pub(crate) fn turn_away(&self) -> Load {
        let mut state = self.state();
        let left = self.load_of(&state);
        state.lanes.clear();
        self.tell(&state);
        left
    }

    /// Waits until no call is left, but no longer than `time`.
    pub(crate) async fn emptied(&self, time: Duration) {
        let waited = tokio::time::timeout(time, async {
            loop {
                let mut told = pin!(self.empty.notified());
                told.as_mut().enable();
                let load = self.load();
                if load.running + load.waiting == 0 {
                    return;
                }
                told.await;
            }
        });
        // Whether that was in time shows in what is left.
        let _ = waited.await;
    }

    /// How many calls run and wait.
    pub(crate) fn load(&self) -> Load {
        self.load_of(&self.state())
    }

    fn load_of(&self, state: &State) -> Load {
        let (running, waiting) = (self.places - state.free, state.lanes.waiting());
        Load { running, places: self.places, waiting, queue: self.most_waiting, closed: state.closed }
    }

    /// Hands a place on, or keeps it for who comes next.
    fn give_back(&self) {
        let mut state = self.state();
        if !state.lanes.call() {
            state.free += 1;
        }
        self.tell(&state);
    }

    fn tell(&self, state: &State) {
        if state.free == self.places && state.lanes.waiting() == 0 {
            self.empty.notify_waiters();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing in there is done halfway.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn busy(&self, waiting: usize) -> Failure {
        Failure::new(ErrorKind::Capacity, code::HOST_BUSY, format!("{waiting} calls wait for a place already"))
            .with_detail("running", self.places as u64)
            .with_detail("waiting", waiting as u64)
            .with_hint("try again later; `with_concurrency` and `with_queue` allow more")
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.admission.give_back();
    }
}

/// Somebody who waits. Who goes away without having been called leaves the queue; who was called at that very moment gives
/// the place back.
struct Leaving<'a> {
    admission: &'a Admission,
    waiting: Waiting,
    entered: bool,
}

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        if self.entered {
            return;
        }
        let left = {
            let mut state = self.admission.state();
            let left = state.lanes.leave(&self.waiting);
            self.admission.tell(&state);
            left
        };
        if !left && self.waiting.was_called() {
            self.admission.give_back();
        }
    }
}

fn shutting_down() -> Failure {
    Failure::new(ErrorKind::Capacity, code::HOST_SHUTDOWN, "this manager takes no calls any more")
        .with_hint("it was shut down; build another one")
}
