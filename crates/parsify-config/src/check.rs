//! Whether the values of all layers go together.

use parsify_interface::Fallback;

use crate::find::missing;
use crate::implied::grace_for;
use crate::layer::{Placed, Settings};
use crate::limit::{FIELDS, limit_key};
use crate::scope::{CEILING, Scope, names, scopes};
use crate::value::Value;
use crate::{ConfigError, Problem};

pub(crate) fn check(settings: &Settings) -> Result<(), ConfigError> {
    for scope in scopes(settings) {
        limits(settings, &scope)?;
        grace(settings, &scope)?;
        pauses(settings, &scope)?;
    }
    for id in names(settings, "modules") {
        module(settings, id)?;
    }
    required(settings, "dependencies", "version")?;
    required(settings, "sources", "path")
}

fn limits(settings: &Settings, scope: &Scope) -> Result<(), ConfigError> {
    for (limit, _) in FIELDS {
        let Some(placed) = scope.said(settings, &format!("limits.{limit}")) else { continue };
        let Some(ceiling) = settings.get(&limit_key(CEILING, limit)) else { continue };
        if placed.value.number() > ceiling.value.number() {
            let problem = Problem::AboveCeiling {
                value: placed.value.to_string(),
                ceiling: ceiling.value.to_string(),
                ceiling_at: ceiling.origin.clone(),
            };
            return Err(ConfigError::new(placed.origin.clone(), limit_key(scope.path(), limit), problem));
        }
    }
    Ok(())
}

/// Such a call would be refused; better now than then. Where nobody says how much memory a module may have, the module
/// itself may.
fn grace(settings: &Settings, scope: &Scope) -> Result<(), ConfigError> {
    let Some(placed) = scope.said(settings, "limits.grace") else { return Ok(()) };
    let Some((_, memory)) = scope.find(settings, "limits.memory") else { return Ok(()) };
    let (Some(grace), Some(bytes)) = (placed.value.number(), memory.value.number()) else { return Ok(()) };
    if grace >= grace_for(bytes) || (scope.is_named() && memory.origin.is_implied()) {
        return Ok(());
    }
    let problem = Problem::GraceTooShort {
        grace: placed.value.to_string(),
        needed: Value::Millis(grace_for(bytes)).to_string(),
        memory: memory.value.to_string(),
        memory_at: memory.origin.clone(),
    };
    Err(ConfigError::new(placed.origin.clone(), limit_key(scope.path(), "grace"), problem))
}

fn pauses(settings: &Settings, scope: &Scope) -> Result<(), ConfigError> {
    const INITIAL: &str = "retry.initial-pause";
    const LONGEST: &str = "retry.longest-pause";
    let said = |tail| scope.said(settings, tail).is_some();
    if !said(INITIAL) && !said(LONGEST) {
        return Ok(());
    }
    let (Some(initial), Some(longest)) = (scope.find(settings, INITIAL), scope.find(settings, LONGEST)) else {
        return Ok(());
    };
    if initial.1.value.number() <= longest.1.value.number() {
        return Ok(());
    }
    let reason = "no pause is longer than the longest";
    Err(if said(INITIAL) { conflict(initial, longest, reason) } else { conflict(longest, initial, reason) })
}

fn conflict(of: (&str, &Placed), with: (&str, &Placed), reason: &'static str) -> ConfigError {
    let problem = Problem::Conflict {
        value: of.1.value.to_string(),
        other: with.0.to_owned(),
        other_value: with.1.value.to_string(),
        other_at: with.1.origin.clone(),
        reason,
    };
    ConfigError::new(of.1.origin.clone(), of.0, problem)
}

fn module(settings: &Settings, id: &str) -> Result<(), ConfigError> {
    let scope = Scope::module(id);
    let get =
        |tail: &str| settings.get_key_value(&format!("{}.{tail}", scope.path())).map(|(key, it)| (key.as_str(), it));
    if let (Some(pin), Some(version)) = (get("pin"), get("version"))
        && let (Value::Version(pinned), Value::Requirement(requirement)) = (&pin.1.value, &version.1.value)
        && !requirement.matches(pinned)
    {
        return Err(conflict(pin, version, "the version that is pinned is one that may not answer"));
    }
    let Some(enabled) = get("reuse.enabled") else {
        let said = ["reuse.uses", "reuse.idle", "reuse.idle-bytes"].into_iter().find_map(get);
        return said.map_or(Ok(()), |(_, placed)| Err(reuse_unsaid(scope.path(), placed)));
    };
    match scope.find(settings, "fallback") {
        Some(fallback)
            if fallback.1.value == Value::Fallback(Fallback::NativeOnly) && enabled.1.value == Value::Flag(true) =>
        {
            Err(conflict(enabled, fallback, "what never runs in the sandbox has no instances that could be reused"))
        }
        _ => Ok(()),
    }
}

fn reuse_unsaid(module: &str, placed: &Placed) -> ConfigError {
    let reason = "reuse gives up isolation between the calls of a module, so it is turned on in so many words";
    ConfigError::new(placed.origin.clone(), format!("{module}.reuse.enabled"), Problem::Missing { reason })
}

fn required(settings: &Settings, table: &str, key: &str) -> Result<(), ConfigError> {
    for name in names(settings, table) {
        let entry = format!("{table}.{name}");
        if settings.contains_key(&format!("{entry}.{key}")) {
            continue;
        }
        let below = format!("{entry}.");
        let Some((_, placed)) = settings.range(below.clone()..).next() else { continue };
        return Err(missing(placed.origin.clone(), &entry, key));
    }
    Ok(())
}
