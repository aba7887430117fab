//! The features of the JSON operations, as a user notices them.

mod analyze;
mod check;
mod colors;
mod conformance;
mod depth;
mod format;
mod generate;
mod hints;
mod inline;
mod large;
mod lossy;
mod minify;
mod position;
mod processor;
mod properties;
mod query;
mod recovery;
mod run;
mod schema;
mod sorting;
mod statistics;
mod tree;
mod warnings;
