//! Tests of the facade with real guests. The guests come from `cargo xtask build-modules`.

mod breaker;
mod calls;
mod code;
mod concurrency;
mod configured;
mod conformance;
mod descriptors;
mod dynamic;
mod events;
mod examples;
mod fallback;
mod guests;
mod health;
mod installed;
mod many;
mod monitor;
mod nested;
mod nested_guests;
mod progress;
mod refusals;
mod run;
mod statistics;
// The public suites of the JSON modules, here in the sandbox.
#[path = "../../../parsify-json/tests/it/conformance/mod.rs"]
mod suites;
mod twins;
