//! What follows from what was said: no default is above its ceiling, and more memory brings the grace that it needs.

use std::time::Duration;

use parsify_interface::Limits;

use crate::Origin;
use crate::layer::{Placed, Settings};
use crate::limit::{FIELDS, limit_key};
use crate::scope::{CEILING, DEFAULTS, Scope, scopes};
use crate::value::Value;

pub(crate) fn add_implied(settings: &mut Settings) {
    for scope in scopes(settings) {
        if scope == Scope::defaults() {
            cut_defaults(settings);
        }
        add_grace(settings, &scope);
    }
}

/// A ceiling below a default means the default too; a ceiling below what somebody said is an error, found later.
fn cut_defaults(settings: &mut Settings) {
    for (limit, _) in FIELDS {
        let from = limit_key(CEILING, limit);
        let Some(ceiling) = settings.get(&from).and_then(|placed| placed.value.number()) else { continue };
        let Some(default) = settings.get_mut(&limit_key(DEFAULTS, limit)) else { continue };
        if default.origin.is_implied() && default.value.number() > Some(ceiling) {
            *default = Placed { value: default.value.with_number(ceiling), origin: Origin::Derived { from } };
        }
    }
}

fn add_grace(settings: &mut Settings, scope: &Scope) {
    let Some(memory) = scope.said(settings, "limits.memory").and_then(|placed| placed.value.number()) else { return };
    if scope.said(settings, "limits.grace").is_some() {
        return;
    }
    let needed = grace_for(memory);
    let inherited = scope.find(settings, "limits.grace").and_then(|(_, placed)| placed.value.number());
    if inherited < Some(needed) {
        let origin = Origin::Derived { from: limit_key(scope.path(), "memory") };
        settings.insert(limit_key(scope.path(), "grace"), Placed { value: Value::Millis(needed), origin });
    }
}

/// The milliseconds of grace that so much memory needs.
pub(crate) fn grace_for(memory: u64) -> u64 {
    // Beyond this the steps no longer fit; no machine has it.
    let grace: Duration = Limits::grace_for(memory.min(1 << 62));
    u64::try_from(grace.as_millis()).unwrap_or(u64::MAX)
}
