//! Tests of the contract's vocabulary.

mod descriptor;
mod documents;
mod names;
mod values;
