//! Tests of the failure vocabulary, of recovery and its parts, and of what may have been meant.

mod breaker;
mod budget;
mod clock;
mod codes;
mod failure;
mod history;
mod nearest;
mod recovery;
