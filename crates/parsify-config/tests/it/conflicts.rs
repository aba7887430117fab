//! Values that are right alone and wrong together.

use parsify_config::{Config, Layer};

#[track_caller]
fn refused(text: &str, message: &str, hint: &str) {
    let layer = Layer::from_toml("p.toml", text).unwrap();
    crate::check(&Config::layered([layer]).unwrap_err(), message, hint);
}

#[test]
fn a_limit_above_its_ceiling() {
    refused(
        "[ceiling.limits]\nmemory = \"128MiB\"\n[modules.a.limits]\nmemory = \"129MiB\"",
        "p.toml:4:10: `modules.a.limits.memory` is \"129MiB\", above the ceiling of \"128MiB\" (p.toml:2:10)",
        "lower it to \"128MiB\", or raise the ceiling",
    );
    refused(
        "[defaults.limits]\ndeadline = \"2h\"",
        "p.toml:2:12: `defaults.limits.deadline` is \"2h\", above the ceiling of \"1h\" (default)",
        "lower it to \"1h\", or raise the ceiling",
    );
    refused(
        "[modules.a.operations.b.limits]\nhost-calls = 1_000_000_001",
        "p.toml:2:14: `modules.a.operations.b.limits.host-calls` is 1000000001, above the ceiling of 1000000000 (default)",
        "lower it to 1000000000, or raise the ceiling",
    );
}

#[test]
fn the_two_may_come_from_two_layers() {
    let file = Layer::from_toml("p.toml", "[ceiling.limits]\noutput = \"1MiB\"").unwrap();
    let environment = Layer::from_env([("PARSIFY_MODULES__A__LIMITS_OUTPUT", "2MiB")]).unwrap();
    crate::check(
        &Config::layered([file, environment]).unwrap_err(),
        "variable PARSIFY_MODULES__A__LIMITS_OUTPUT: `modules.a.limits.output` is \"2MiB\", above the ceiling of \"1MiB\" \
         (p.toml:2:10)",
        "lower it to \"1MiB\", or raise the ceiling",
    );
}

#[test]
fn a_grace_that_is_too_short_for_the_memory() {
    let hint = |needed| {
        format!("set it to \"{needed}\", leave it out, so that it follows from the memory, or lower the memory")
    };
    refused(
        "[defaults.limits]\nmemory = \"1GiB\"\ngrace = \"250ms\"",
        "p.toml:3:9: `defaults.limits.grace` is \"250ms\", and \"1GiB\" of memory (p.toml:2:10) needs at least \"2s\"",
        &hint("2s"),
    );
    refused(
        "[defaults.limits]\ngrace = \"50ms\"",
        "p.toml:2:9: `defaults.limits.grace` is \"50ms\", and \"256MiB\" of memory (default) needs at least \"250ms\"",
        &hint("250ms"),
    );
    refused(
        "[ceiling.limits]\ngrace = \"1s\"",
        "p.toml:2:9: `ceiling.limits.grace` is \"1s\", and \"4GiB\" of memory (default) needs at least \"15s\"",
        &hint("15s"),
    );
    refused(
        "[modules.a.limits]\nmemory = \"1GiB\"\n[modules.a.operations.b.limits]\ngrace = \"1s\"",
        "p.toml:4:9: `modules.a.operations.b.limits.grace` is \"1s\", and \"1GiB\" of memory (p.toml:2:10) needs at least \
         \"2s\"",
        &hint("2s"),
    );
    // How much memory this module has, nobody says here; the module itself may.
    let alone = Layer::from_toml("p.toml", "[modules.a.limits]\ngrace = \"50ms\"").unwrap();
    assert!(Config::layered([alone]).is_ok());
}

#[test]
fn pauses_that_are_longer_than_the_longest() {
    refused(
        "[defaults.retry]\ninitial-pause = \"2s\"",
        "p.toml:2:17: `defaults.retry.initial-pause` is \"2s\", and `defaults.retry.longest-pause` is \"1s\" (default): no \
         pause is longer than the longest",
        "change one of the two",
    );
    refused(
        "[defaults.retry]\ninitial-pause = \"500ms\"\n[modules.a.retry]\nlongest-pause = \"100ms\"",
        "p.toml:4:17: `modules.a.retry.longest-pause` is \"100ms\", and `defaults.retry.initial-pause` is \"500ms\" \
         (p.toml:2:17): no pause is longer than the longest",
        "change one of the two",
    );
}

#[test]
fn a_pin_that_does_not_fit_the_requirement() {
    refused(
        "[modules.a]\nversion = \"^1\"\npin = \"2.0.0\"",
        "p.toml:3:7: `modules.a.pin` is \"2.0.0\", and `modules.a.version` is \"^1\" (p.toml:2:11): the version that is \
         pinned is one that may not answer",
        "change one of the two",
    );
}

#[test]
fn reuse_where_nothing_runs_in_the_sandbox() {
    let hint = "change one of the two";
    let reason = "what never runs in the sandbox has no instances that could be reused";
    refused(
        "[modules.a]\nfallback = \"native-only\"\nreuse.enabled = true",
        &format!(
            "p.toml:3:17: `modules.a.reuse.enabled` is true, and `modules.a.fallback` is \"native-only\" (p.toml:2:12): {reason}"
        ),
        hint,
    );
    refused(
        "defaults.fallback = \"native-only\"\n[modules.a]\nreuse.enabled = true",
        &format!(
            "p.toml:3:17: `modules.a.reuse.enabled` is true, and `defaults.fallback` is \"native-only\" (p.toml:1:21): {reason}"
        ),
        hint,
    );
}

#[test]
fn what_another_key_needs() {
    refused(
        "[modules.a.reuse]\nuses = 5",
        "p.toml:2:8: `modules.a.reuse.enabled` is missing: reuse gives up isolation between the calls of a module, so it is \
         turned on in so many words",
        "add `modules.a.reuse.enabled`",
    );
    refused(
        "[dependencies.a]\noptional = true",
        "p.toml:2:12: `dependencies.a.version` is missing: a dependency says which versions will do",
        "add `dependencies.a.version`",
    );
}
