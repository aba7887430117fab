//! What holds when nobody says anything, where it is part of the contract. Other defaults are a host's own:
//! [`Layer::from_defaults`](crate::Layer::from_defaults).

use parsify_error::RetryPolicy;
use parsify_interface::{Fallback, Level, Limits};

use crate::Origin;
use crate::layer::{Placed, Settings};
use crate::limit::{limit_key, values};
use crate::value::Value;

pub(crate) fn defaults() -> Settings {
    let retry = RetryPolicy::default();
    let millis = |pause: std::time::Duration| Value::Millis(u64::try_from(pause.as_millis()).unwrap_or(u64::MAX));
    let fixed = [
        ("defaults.fallback", Value::Fallback(Fallback::default())),
        ("defaults.log-level", Value::Level(Level::Info)),
        ("defaults.retry.attempts", Value::Count(retry.attempts.into())),
        ("defaults.retry.initial-pause", millis(retry.initial_pause)),
        ("defaults.retry.longest-pause", millis(retry.longest_pause)),
    ];
    let scopes = [("defaults", Limits::default()), ("ceiling", Limits::ceiling())];
    let limits = scopes
        .into_iter()
        .flat_map(|(scope, limits)| values(limits).map(move |(name, value)| (limit_key(scope, name), value)));
    fixed
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .chain(limits)
        .map(|(key, value)| (key, Placed { value, origin: Origin::Default }))
        .collect()
}
