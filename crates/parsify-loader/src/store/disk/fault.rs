//! Makes calls to the file system fail, in the thread that asks for it, as on a full or dying disk.

use std::cell::{Cell, RefCell};
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
    static CALLS: RefCell<Vec<Call>> = const { RefCell::new(Vec::new()) };
}

/// Runs something under a plan, and says which calls it made.
pub(crate) fn under<T>(plan: Option<Plan>, run: impl FnOnce() -> T) -> (T, Vec<Call>) {
    CALLS.take();
    PLAN.set(plan);
    let result = run();
    PLAN.set(None);
    (result, CALLS.take())
}

pub(crate) fn step(call: Call) -> io::Result<()> {
    let site = CALLS.with_borrow_mut(|calls| {
        calls.push(call);
        calls.len() as u64 - 1
    });
    match PLAN.get() {
        Some(plan) if (plan.first..=plan.last).contains(&site) && !(plan.only_changes && call == Call::Look) => {
            Err(io::Error::from_raw_os_error(plan.error))
        }
        _ => Ok(()),
    }
}
