//! The attributes of a tag (XML 1.0, sections 3.1 and 3.3.3).

use std::borrow::Cow;

use super::name::is_name;
use super::reference::{BadReference, resolve};

/// What is wrong in a tag, and where, in bytes from the start of what was read.
#[derive(Debug)]
pub(super) struct BadTag {
    pub(super) offset: usize,
    pub(super) cause: Cause,
}

#[derive(Debug)]
pub(super) enum Cause {
    /// Not by the grammar.
    Syntax(String),
    Reference(BadReference),
}

/// Reads `name="value" other='value'` behind the name of a tag, with values normalised. Each name stands once.
pub(super) fn attributes(text: &str) -> Result<Vec<(&str, Cow<'_, str>)>, BadTag> {
    let mut found: Vec<(&str, Cow<'_, str>)> = Vec::new();
    let mut names = std::collections::HashSet::new();
    let mut at = 0;
    loop {
        let start = at + spaces(&text[at..]);
        if start == text.len() {
            return Ok(found);
        }
        if start == at {
            return Err(syntax(at, "white space is missing before an attribute"));
        }
        let (name, value, end) = attribute(text, start)?;
        if !names.insert(name) {
            return Err(syntax(start, &format!("the attribute `{name}` stands twice")));
        }
        found.push((name, value));
        at = end;
    }
}

fn attribute(text: &str, start: usize) -> Result<(&str, Cow<'_, str>, usize), BadTag> {
    let length = text[start..].find(|end: char| end == '=' || end.is_ascii_whitespace());
    let name = &text[start..length.map_or(text.len(), |length| start + length)];
    if !is_name(name) {
        return Err(syntax(start, &format!("`{}` is no name of an attribute", name.escape_debug())));
    }
    let mut at = start + name.len();
    at += spaces(&text[at..]);
    if !text[at..].starts_with('=') {
        return Err(syntax(at, &format!("the attribute `{name}` has no value")));
    }
    at += 1;
    at += spaces(&text[at..]);
    let Some(quote) = text[at..].chars().next().filter(|quote| matches!(quote, '"' | '\'')) else {
        return Err(syntax(at, &format!("the value of the attribute `{name}` is not in quotes")));
    };
    let open = at + 1;
    let Some(length) = text[open..].find(quote) else {
        return Err(syntax(at, &format!("the value of the attribute `{name}` does not end")));
    };
    let value = normalised(&text[open..open + length], open)?;
    Ok((name, value, open + length + 1))
}

/// White space is a space; references are what they stand for.
fn normalised(value: &str, start: usize) -> Result<Cow<'_, str>, BadTag> {
    if let Some(at) = value.find('<') {
        return Err(syntax(start + at, "`<` cannot stand in the value of an attribute: write `&lt;`"));
    }
    if !value.contains(['&', '\t', '\n', '\r']) {
        return Ok(Cow::Borrowed(value));
    }
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(character) = rest.chars().next() {
        let at = start + value.len() - rest.len();
        rest = match character {
            '&' => {
                let (character, behind) = referenced(rest).map_err(|cause| BadTag { offset: at, cause })?;
                text.push(character);
                behind
            }
            '\t' | '\n' | '\r' => {
                text.push(' ');
                rest.strip_prefix("\r\n").unwrap_or(&rest[1..])
            }
            other => {
                text.push(other);
                &rest[other.len_utf8()..]
            }
        };
    }
    Ok(Cow::Owned(text))
}

/// The character of the reference that the text begins with, and what is behind it.
fn referenced(text: &str) -> Result<(char, &str), Cause> {
    let body = &text[1..];
    match body.split_once(';') {
        Some((name, behind)) if is_name(name.strip_prefix('#').map_or(name, |_| "a")) => {
            resolve(name).map(|character| (character, behind)).map_err(Cause::Reference)
        }
        _ => Err(Cause::Syntax("`&` does not begin a reference: write `&amp;`".to_owned())),
    }
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len()
}

fn syntax(offset: usize, message: &str) -> BadTag {
    BadTag { offset, cause: Cause::Syntax(message.to_owned()) }
}
