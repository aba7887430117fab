//! Guests that attack the host, and what the sandbox promises against them.

mod answers;
mod calls;
mod cancels;
mod capacity;
mod chance;
#[cfg(feature = "faults")]
mod faults;
mod forgery;
mod leaks;
mod loads;
mod malformed;
mod observers;
mod overshoot;
mod reuse;
mod row;
mod space;
mod stacks;
mod time;
mod verdicts;
mod wat;

pub(crate) use wat::Guest;
