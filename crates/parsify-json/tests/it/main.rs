//! The features of the JSON operations, as a user notices them.

mod check;
mod conformance;
mod convert;
mod depth;
mod format;
mod generate;
mod hints;
mod large;
mod minify;
mod position;
mod processor;
mod properties;
mod recovery;
mod run;
mod schema;
mod sorting;
mod statistics;
mod tree;
mod warnings;
