//! Tests of sources, listings and the checks on bytes.

mod bytes;
mod files;
mod folders;
