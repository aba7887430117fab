//! The operations of a JSON Patch (RFC 6902, section 4).

use parsify_error::{ErrorKind, Failure};

use crate::code;
use crate::operations::excerpt::excerpt;
use crate::tree::{Kind, Object, Pointer, Value};

/// One operation, with what it needs.
#[derive(Debug)]
pub(super) enum Action<'a> {
    Add(Value<'a>),
    Remove,
    Replace(Value<'a>),
    Move(Pointer),
    Copy(Pointer),
    Test(Value<'a>),
}

#[derive(Debug)]
pub(super) struct Operation<'a> {
    pub(super) path: Pointer,
    pub(super) action: Action<'a>,
}

impl Action<'_> {
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Add(_) => "add",
            Self::Remove => "remove",
            Self::Replace(_) => "replace",
            Self::Move(_) => "move",
            Self::Copy(_) => "copy",
            Self::Test(_) => "test",
        }
    }
}

/// The members that have a meaning; others are passed over (section 4).
const KNOWN: [&str; 4] = ["op", "path", "from", "value"];

impl<'a> Operation<'a> {
    /// Reads an element of the patch.
    pub(super) fn read(element: Value<'a>) -> Result<Self, Failure> {
        let mut members = match element {
            Value::Object(members) => members,
            other => return Err(malformed(format!("an operation is an object, not {}", with_article(other.kind())))),
        };
        if let Some(twice) = KNOWN.iter().find(|name| members.keys().filter(|key| key.is(name)).count() > 1) {
            return Err(malformed(format!("an operation has `{twice}` twice"))
                .with_hint("keep one of them: which one counts is not said anywhere"));
        }
        let op = text(&members, "op")?.ok_or_else(|| missing("op"))?;
        let path = pointer(&members, "path")?;
        let action = match op.as_str() {
            "add" => Action::Add(value(&mut members)?),
            "remove" => Action::Remove,
            "replace" => Action::Replace(value(&mut members)?),
            "move" => Action::Move(pointer(&members, "from")?),
            "copy" => Action::Copy(pointer(&members, "from")?),
            "test" => Action::Test(value(&mut members)?),
            other => {
                return Err(malformed(format!("there is no operation `{}`", other.escape_debug()))
                    .with_hint("the operations are add, remove, replace, move, copy and test, in lower case"));
            }
        };
        Ok(Self { path, action })
    }
}

fn value<'a>(members: &mut Object<'a>) -> Result<Value<'a>, Failure> {
    members.remove("value").ok_or_else(|| missing("value"))
}

fn pointer(members: &Object<'_>, name: &str) -> Result<Pointer, Failure> {
    let text = text(members, name)?.ok_or_else(|| missing(name))?;
    text.parse().map_err(|error| malformed(format!("`{name}` is no JSON Pointer: {error}")).with_detail(name, text))
}

fn text(members: &Object<'_>, name: &str) -> Result<Option<String>, Failure> {
    match members.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => match text.to_str() {
            Ok(text) => Ok(Some(text.into_owned())),
            Err(surrogate) => Err(malformed(format!("`{name}` cannot be used: {surrogate}"))),
        },
        Some(other) => Err(malformed(format!("`{name}` is a string, not {}", with_article(other.kind())))
            .with_detail("found", excerpt(other))),
    }
}

fn missing(name: &str) -> Failure {
    malformed(format!("an operation lacks `{name}`"))
}

pub(super) fn malformed(message: impl Into<String>) -> Failure {
    Failure::new(ErrorKind::Input, code::PATCH_OPERATION, message)
}

pub(super) const fn with_article(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::Boolean => "a boolean",
        Kind::Number => "a number",
        Kind::String => "a string",
        Kind::Array => "an array",
        Kind::Object => "an object",
    }
}
