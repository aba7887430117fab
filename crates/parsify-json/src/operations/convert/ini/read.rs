//! From INI to a tree.

use parsify_error::Failure;
use std::borrow::Cow;

use super::options::IniOptions;
use super::quote::quoted;
use crate::code;
use crate::core::Positions;
use crate::operations::convert::dotted::{Assembly, Cell, Entry, Step, split};
use crate::operations::convert::format::Format;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::problem::misread;
use crate::operations::convert::typed::typed;
use crate::tree::{Object, Value};

#[inline(never)]
pub(in super::super) fn read<'a>(
    source: &'a str,
    options: &IniOptions,
    notes: &mut Notes,
) -> Result<Value<'a>, Failure> {
    let mut reader = Reader { source, options, section: Vec::new(), entries: Vec::new(), comment: None };
    let mut offset = 0;
    for line in source.split_inclusive('\n') {
        let text = if offset == 0 { line.strip_prefix('\u{feff}').unwrap_or(line) } else { line };
        let text = text.trim_start();
        let start = offset + line.len() - text.len();
        reader.line(text.trim_end(), start)?;
        offset += line.len();
    }
    if let Some(comment) = reader.comment {
        let place = Positions::new(source).place(comment);
        notes.add(|| Note::new(NoteCode::Comment, "comments are not carried over").placed(place))?;
    }
    let assembly = Assembly { source, format: Format::Ini, repeated: options.repeated, notes };
    assembly.object(reader.entries).map(Value::Object)
}

struct Reader<'a, 'o> {
    source: &'a str,
    options: &'o IniOptions,
    /// The place of the section.
    section: Vec<Step<'static>>,
    entries: Vec<Entry<'a>>,
    /// Where the first comment is.
    comment: Option<usize>,
}

impl<'a> Reader<'a, '_> {
    fn line(&mut self, line: &'a str, start: usize) -> Result<(), Failure> {
        match line.as_bytes().first() {
            None => Ok(()),
            Some(b';' | b'#') => {
                self.comment.get_or_insert(start);
                Ok(())
            }
            Some(b'[') => self.section(line, start),
            Some(_) => self.entry(line, start),
        }
    }

    fn section(&mut self, line: &'a str, start: usize) -> Result<(), Failure> {
        let inside = line[1..].trim_start();
        let at = start + line.len() - inside.len();
        let (name, rest) = match quoted(inside) {
            Some((name, length)) if inside[length..].trim_start().starts_with(']') => {
                (Cow::Owned(name), &inside[length..].trim_start()[1..])
            }
            _ => {
                let Some((name, rest)) = inside.split_once(']') else {
                    return Err(self.bad("the name of a section ends with `]`", start));
                };
                (Cow::Borrowed(name.trim_end()), rest)
            }
        };
        let rest_start = start + line.len() - rest.len();
        if !self.is_comment(rest, rest_start, true) {
            return Err(self.bad("something stands behind the name of a section", rest_start));
        }
        self.section = self.steps(&name);
        let cell = Cell::Empty(Some(Value::Object(Object::new())));
        let steps = self.section.clone();
        self.entries.push(Entry { key: name.into_owned(), steps, cell, offset: at });
        Ok(())
    }

    fn entry(&mut self, line: &'a str, start: usize) -> Result<(), Failure> {
        let (key, value) = self.key(line, start)?;
        let value = match value {
            Some(value) => {
                let value = value.trim_start();
                self.value(value, start + line.len() - value.len())
            }
            None => Value::Null,
        };
        let mut steps = self.section.clone();
        steps.extend(self.steps(&key));
        self.entries.push(Entry { key: key.into_owned(), steps, cell: Cell::Value(value), offset: start });
        Ok(())
    }

    /// A key, and what stands behind the character that ends it.
    fn key(&mut self, line: &'a str, start: usize) -> Result<(Cow<'a, str>, Option<&'a str>), Failure> {
        if let Some((key, length)) = quoted(line) {
            if let Some(value) = line[length..].trim_start().strip_prefix(['=', ':']) {
                return Ok((Cow::Owned(key), Some(value)));
            }
            if self.options.bare_keys && self.is_comment(&line[length..], start + length, false) {
                return Ok((Cow::Owned(key), None));
            }
        }
        match line.split_once(['=', ':']) {
            Some((key, value)) => Ok((Cow::Borrowed(key.trim_end()), Some(value))),
            None if self.options.bare_keys => Ok((Cow::Borrowed(self.without_comment(line, start)), None)),
            None => Err(self
                .bad("a key is followed by `=` or `:`", start + line.len())
                .with_hint("set `bareKeys` to read keys without a value")),
        }
    }

    fn value(&mut self, text: &'a str, start: usize) -> Value<'a> {
        if let Some((value, length)) = quoted(text)
            && self.is_comment(&text[length..], start + length, false)
        {
            return value.into();
        }
        let text = self.without_comment(text, start);
        let typed = if self.options.infer_types { typed(text) } else { None };
        typed.unwrap_or_else(|| text.into())
    }

    /// Whether nothing or a comment stands there.
    fn is_comment(&mut self, rest: &str, start: usize, always: bool) -> bool {
        let text = rest.trim_start();
        if text.is_empty() {
            return true;
        }
        let is_comment = text.starts_with([';', '#']) && (always || (self.options.inline_comments && text != rest));
        if is_comment {
            self.comment.get_or_insert(start);
        }
        is_comment
    }

    fn without_comment(&mut self, text: &'a str, start: usize) -> &'a str {
        if !self.options.inline_comments {
            return text;
        }
        let mut behind_space = true;
        for (at, letter) in text.char_indices() {
            if behind_space && matches!(letter, ';' | '#') {
                self.comment.get_or_insert(start + at);
                return text[..at].trim_end();
            }
            behind_space = letter.is_whitespace();
        }
        text
    }

    fn steps(&self, name: &str) -> Vec<Step<'static>> {
        if !self.options.nested {
            return vec![Step::Key(Cow::Owned(name.to_owned()))];
        }
        split(name).into_iter().map(Step::into_owned).collect()
    }

    #[cold]
    fn bad(&self, message: &str, offset: usize) -> Failure {
        misread(code::INI_SYNTAX, Format::Ini, message, self.source, offset)
    }
}
