//! Tests of the configuration.

mod arguments;
mod conflicts;
mod edit;
mod effective;
mod example;
mod failures;
mod files;
mod getters;
mod hostile;
mod layers;
mod quantities;
mod secrets;
mod variables;

use parsify_config::{Config, ConfigError, Layer};

const FILE: &str = "host/parsify.toml";

#[track_caller]
fn config(text: &str) -> Config {
    Config::layered([Layer::from_toml(FILE, text).unwrap()]).unwrap()
}

/// The whole message, and the hint; "" stands for none.
#[track_caller]
fn check(error: &ConfigError, message: &str, hint: &str) {
    assert_eq!(error.to_string(), message);
    assert_eq!(error.hint().unwrap_or_default(), hint);
}
