//! The circuit breaker: its stages, against a model, under threads, and its texts.

mod model;
mod stages;
mod texts;
mod threads;
