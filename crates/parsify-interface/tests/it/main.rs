//! Tests of the contract's vocabulary.

mod descriptor;
mod documents;
mod fuzz;
mod names;
mod values;
