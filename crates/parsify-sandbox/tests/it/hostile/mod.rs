//! Guests that attack the host, and what the sandbox promises against them.

mod answers;
mod calls;
mod loads;
mod row;
mod space;
mod time;
mod verdicts;
mod wat;
