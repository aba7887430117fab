//! Tests of the built command: what a person at a terminal and a program at a pipe would notice.

mod cli;

mod cache;
mod calls;
mod code;
mod completions;
mod config;
mod failures;
mod files;
mod installed;
mod json;
mod limits;
mod modules;
mod operating;
mod params;
mod place;
mod results;
mod scenario;
mod streams;
