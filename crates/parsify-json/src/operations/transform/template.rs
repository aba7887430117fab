//! Texts with values in them.

use super::expression::{Invalid, Malformed, Reference, Scope};
use crate::tree::Value;

/// A template, ready to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Value(Reference),
}

impl Template {
    pub(super) fn parse(text: &str) -> Result<Self, Malformed> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut characters = text.chars().enumerate().map(|(at, character)| (at + 1, character)).peekable();
        while let Some((column, character)) = characters.next() {
            match character {
                '{' | '}' if characters.next_if(|(_, next)| *next == character).is_some() => plain.push(character),
                '{' => {
                    parts.push(Part::Text(std::mem::take(&mut plain)));
                    let inner: String = std::iter::from_fn(|| characters.next_if(|(_, next)| *next != '}'))
                        .map(|(_, next)| next)
                        .collect();
                    if characters.next().is_none() {
                        return Err(Malformed { column, what: "the brace is never closed".to_owned() });
                    }
                    let reference =
                        Reference::parse(&inner).map_err(|it| Malformed { column: column + it.column, ..it })?;
                    parts.push(Part::Value(reference));
                }
                '}' => return Err(Malformed { column, what: "a closing brace is written `}}`".to_owned() }),
                other => plain.push(other),
            }
        }
        parts.push(Part::Text(plain));
        Ok(Self(parts))
    }

    /// Strings stand as what they mean, everything else as JSON; several values have a comma and a space between them.
    /// `current` is what `@` means, when an action before has changed it.
    pub(super) fn fill(&self, scope: Scope<'_>, current: Option<&str>) -> Result<String, Invalid> {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Value(reference) => match current.filter(|_| reference.text() == "@") {
                    Some(current) => text.push_str(current),
                    None => values(reference, scope, &mut text)?,
                },
            }
        }
        Ok(text)
    }
}

fn values(reference: &Reference, scope: Scope<'_>, text: &mut String) -> Result<(), Invalid> {
    let values = reference.values(scope);
    if values.is_empty() && !reference.is_plural() {
        return Err(Invalid::Missing(reference.text().to_owned()));
    }
    for (at, value) in values.into_iter().enumerate() {
        text.push_str(if at > 0 { ", " } else { "" });
        match value {
            Value::String(string) => text.push_str(&string.to_str_lossy()),
            other => text.push_str(&other.to_json()),
        }
    }
    Ok(())
}
