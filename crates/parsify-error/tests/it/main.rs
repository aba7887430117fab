//! Tests of the failure vocabulary and of the recovery decision.

mod failure;
mod recovery;
