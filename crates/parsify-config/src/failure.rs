//! How the errors of a configuration look to the layers above.

use parsify_error::{Detail, ErrorKind, Failure, code};

use crate::{ConfigError, Origin, Problem};

/// No hint lists more keys than this.
const MOST_KEYS: usize = 12;

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        let mut failure = Self::new(ErrorKind::Params, error.code(), error.to_string());
        failure = placed(failure, error.at());
        if let Some(key) = error.key() {
            failure = failure.with_detail("key", key);
        }
        failure = described(failure, error.problem());
        if let Some(hint) = error.hint() {
            failure = failure.with_hint(hint);
        }
        failure.with_source(error)
    }
}

fn placed(failure: Failure, at: &Origin) -> Failure {
    match at {
        Origin::File { name, line, column } => failure
            .with_detail("file", name.escape_debug().to_string())
            .with_detail("line", count(*line))
            .with_detail("column", count(*column)),
        Origin::Environment { variable } => failure.with_detail("variable", variable.escape_debug().to_string()),
        Origin::Default | Origin::Derived { .. } | Origin::Argument => failure,
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn described(failure: Failure, problem: &Problem) -> Failure {
    let text = |text: &str| Detail::from(text);
    match problem {
        Problem::UnknownKey { nearest, .. } | Problem::UnknownVariable { nearest } => {
            failure.with_detail("nearest", nearest.clone())
        }
        Problem::UnknownSourceKind { kinds } => failure.with_detail("kinds", kinds.clone()),
        Problem::Value { found, wanted, nearest } => failure
            .with_detail("found", text(found))
            .with_detail("wanted", text(wanted))
            .with_detail("nearest", nearest.clone()),
        Problem::AboveCeiling { value, ceiling, .. } => {
            failure.with_detail("found", text(value)).with_detail("ceiling", text(ceiling))
        }
        Problem::GraceTooShort { grace, needed, memory, .. } => failure
            .with_detail("found", text(grace))
            .with_detail("needed", text(needed))
            .with_detail("memory", text(memory)),
        Problem::Conflict { value, other, other_value, .. } => failure
            .with_detail("found", text(value))
            .with_detail("otherKey", text(other))
            .with_detail("otherValue", text(other_value)),
        Problem::TooLarge { bytes, most } => {
            failure.with_detail("bytes", count(*bytes)).with_detail("limitBytes", count(*most))
        }
        Problem::Syntax { .. }
        | Problem::InvalidName { .. }
        | Problem::NotUnicode
        | Problem::NoValue
        | Problem::Missing { .. } => failure,
    }
}

impl ConfigError {
    /// The stable code of its failure.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.problem() {
            Problem::Syntax { .. } | Problem::TooLarge { .. } => code::CONFIG_SYNTAX,
            Problem::UnknownKey { .. }
            | Problem::UnknownVariable { .. }
            | Problem::UnknownSourceKind { .. }
            | Problem::InvalidName { .. } => code::CONFIG_KEY,
            Problem::NotUnicode | Problem::NoValue | Problem::Value { .. } => code::CONFIG_VALUE,
            Problem::AboveCeiling { .. } | Problem::GraceTooShort { .. } | Problem::Conflict { .. } => {
                code::CONFIG_CONFLICT
            }
            Problem::Missing { .. } => code::CONFIG_MISSING,
        }
    }

    /// The way out, in one sentence.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match self.problem() {
            Problem::Syntax { .. } => return None,
            Problem::TooLarge { .. } => "this is probably another file".to_owned(),
            Problem::UnknownKey { nearest, known, elsewhere } => unknown_key(nearest, known, elsewhere),
            Problem::UnknownVariable { nearest } if !nearest.is_empty() => did_you_mean(nearest),
            Problem::UnknownVariable { .. } => {
                "variables that begin with `PARSIFY_` are keys: `PARSIFY_DEFAULTS_LIMITS_MEMORY` is \
                 `defaults.limits.memory`, and around a name stand two `_`: \
                 `PARSIFY_MODULES__JSON_PROCESSOR__FALLBACK`"
                    .to_owned()
            }
            Problem::UnknownSourceKind { kinds } => format!("a source has {}", listed(kinds)),
            Problem::InvalidName { .. } => "correct the name".to_owned(),
            Problem::NotUnicode => "set it to a text in UTF-8".to_owned(),
            Problem::NoValue => "an argument is a key, `=` and a value: `defaults.limits.memory=64MiB`".to_owned(),
            Problem::Value { nearest, .. } if !nearest.is_empty() => did_you_mean(nearest),
            Problem::Value { .. } => return None,
            Problem::AboveCeiling { ceiling, .. } => format!("lower it to {ceiling}, or raise the ceiling"),
            Problem::GraceTooShort { needed, .. } => {
                format!("set it to {needed}, leave it out, so that it follows from the memory, or lower the memory")
            }
            Problem::Conflict { .. } => "change one of the two".to_owned(),
            Problem::Missing { .. } => format!("add `{}`", self.key().unwrap_or_default()),
        })
    }
}

fn unknown_key(nearest: &[String], known: &[String], elsewhere: &[String]) -> String {
    match (nearest, elsewhere, known) {
        ([_, ..], ..) => did_you_mean(nearest),
        (_, [_, ..], _) => format!("a key of that name stands in {}", listed(elsewhere)),
        (.., []) => "what stands before it is one value, without keys of its own".to_owned(),
        (.., known) => format!("here stand {}", listed(known)),
    }
}

fn did_you_mean(names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{}`", name.escape_debug())).collect();
    format!("did you mean {}?", names.join(" or "))
}

fn listed(names: &[String]) -> String {
    let shown: Vec<_> = names.iter().take(MOST_KEYS).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > MOST_KEYS { ", and others" } else { "" };
    format!("{}{more}", shown.join(", "))
}
