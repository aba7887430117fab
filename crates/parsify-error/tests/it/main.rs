//! Tests of the failure vocabulary, of the recovery decision and of what may have been meant.

mod codes;
mod failure;
mod nearest;
mod recovery;
