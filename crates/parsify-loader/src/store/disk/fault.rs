//! Makes calls to the file system fail, in the thread that asks for it, as on a full or dying disk.

use std::cell::Cell;
use std::io;

use super::Call;

/// From which call on, up to which one, and with which error (a number of the operating system).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) first: u64,
    pub(crate) last: u64,
    pub(crate) error: i32,
    /// Looking still works, as on a disk that is full.
    pub(crate) only_changes: bool,
}

thread_local! {
    static PLAN: Cell<Option<Plan>> = const { Cell::new(None) };
    static CALLS: Cell<u64> = const { Cell::new(0) };
}

/// Runs something under a plan, and says how many calls it made.
pub(crate) fn under<T>(plan: Option<Plan>, run: impl FnOnce() -> T) -> (T, u64) {
    CALLS.set(0);
    PLAN.set(plan);
    let result = run();
    PLAN.set(None);
    (result, CALLS.get())
}

pub(crate) fn step(call: Call) -> io::Result<()> {
    let site = CALLS.replace(CALLS.get() + 1);
    match PLAN.get() {
        Some(plan) if (plan.first..=plan.last).contains(&site) && !(plan.only_changes && call == Call::Look) => {
            Err(io::Error::from_raw_os_error(plan.error))
        }
        _ => Ok(()),
    }
}
