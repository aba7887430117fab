//! From a source to a tree.

use super::Dialect;
use super::literal::{self, name, number};
use super::space::Comments;
use crate::core::{Code, Fault, Kind, scan_literal, scan_number, scan_string};
use crate::tree::{DEPTH, Number, Object, Pointer, Text, Value};

/// A document that was read.
pub(crate) struct Reading<'a> {
    /// The document, with `null` in place of numbers that are none of JSON.
    pub(crate) value: Value<'a>,
    /// Where these stand, with the offset in the source.
    pub(crate) non_finite: Vec<(Pointer, usize, f64)>,
    pub(crate) comments: Comments,
}

impl<'a> Reading<'a> {
    /// The document, if all its numbers are finite.
    pub(crate) fn finite(self) -> Result<Value<'a>, Fault> {
        match self.non_finite.first() {
            Some((_, at, number)) => {
                let length = number.to_string().len().max(3);
                Err(Fault::new(Code::NonFiniteNumber, *at, at + length).expecting("a finite number"))
            }
            None => Ok(self.value),
        }
    }
}

/// Reads JSONC or JSON5.
pub(crate) fn read(source: &str, dialect: Dialect) -> Result<Reading<'_>, Fault> {
    let mut reader =
        Reader { source, dialect, path: Vec::new(), non_finite: Vec::new(), comments: Comments::default() };
    let start = reader.skip(0)?;
    if start == source.len() {
        return Err(Fault::new(Code::Empty, start, start).expecting("a value"));
    }
    let (value, end) = reader.value(start)?;
    let end = reader.skip(end)?;
    if end < source.len() {
        return Err(Fault::new(Code::SeveralValues, end, reader.letter_end(end)).expecting("the end of the document"));
    }
    Ok(Reading { value, non_finite: reader.non_finite, comments: reader.comments })
}

struct Reader<'a> {
    source: &'a str,
    dialect: Dialect,
    /// The tokens to where it stands.
    path: Vec<String>,
    non_finite: Vec<(Pointer, usize, f64)>,
    comments: Comments,
}

impl<'a> Reader<'a> {
    fn skip(&mut self, at: usize) -> Result<usize, Fault> {
        self.comments.skip(self.source, self.dialect, at)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.source.as_bytes().get(at).copied()
    }

    /// The offset after the character at `at`.
    fn letter_end(&self, at: usize) -> usize {
        at + self.source.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    }

    fn value(&mut self, at: usize) -> Result<(Value<'a>, usize), Fault> {
        match self.byte(at) {
            Some(b'{') => self.container(Kind::Object, at),
            Some(b'[') => self.container(Kind::Array, at),
            Some(b'"' | b'\'') => self.string(at).map(|(text, end)| (Value::String(text), end)),
            _ => self.word(at),
        }
    }

    fn word(&mut self, at: usize) -> Result<(Value<'a>, usize), Fault> {
        let bytes = self.source.as_bytes();
        let literals: [(&[u8], Value<'_>); 3] =
            [(b"true", Value::Bool(true)), (b"false", Value::Bool(false)), (b"null", Value::Null)];
        for (text, value) in literals {
            if let Some(end) = scan_literal(bytes, at, text) {
                return Ok((value, end));
            }
        }
        let strict = matches!(bytes.get(at), Some(b'0'..=b'9' | b'-')).then(|| scan_number(bytes, at)).flatten();
        if let Some(scanned) = strict {
            let number = self.source.get(at..scanned.end).and_then(Number::new);
            return number.map(|number| (Value::Number(number), scanned.end)).ok_or_else(|| self.unexpected(at));
        }
        if self.dialect != Dialect::Json5 {
            return Err(self.unexpected(at));
        }
        match number(self.source, at) {
            Some((literal::Number::Finite(text), end)) => {
                let number = Number::new(text).ok_or_else(|| self.unexpected(at))?;
                Ok((Value::Number(number), end))
            }
            Some((literal::Number::NonFinite(value), end)) => {
                self.non_finite.push((self.path.iter().cloned().collect(), at, value));
                Ok((Value::Null, end))
            }
            None => Err(self.unexpected(at)),
        }
    }

    /// Strings that are JSON's own stay as they are written.
    fn string(&self, at: usize) -> Result<(Text<'a>, usize), Fault> {
        if self.byte(at) == Some(b'"') {
            match scan_string(self.source.as_bytes(), at + 1) {
                Ok(text) => {
                    let between = self.source.get(at + 1..text.end - 1).unwrap_or_default();
                    return Ok((Text::scanned(between, text.escaped), text.end));
                }
                Err(flaw) if self.dialect != Dialect::Json5 => {
                    return Err(Fault::new(Code::UnclosedString, at, flaw.at));
                }
                Err(_) => {}
            }
        } else if self.dialect != Dialect::Json5 {
            return Err(Fault::new(Code::SingleQuotes, at, at + 1).expecting("a string in double quotes"));
        }
        literal::string(self.source, at).map(|(text, end)| (text.into(), end))
    }

    fn container(&mut self, kind: Kind, at: usize) -> Result<(Value<'a>, usize), Fault> {
        if self.path.len() >= DEPTH {
            return Err(Fault::new(Code::Depth, at, at + 1).limited_by(DEPTH));
        }
        let closing = kind.brackets().1;
        let (mut elements, mut object) = (Vec::new(), Object::new());
        let mut next = self.skip(at + 1)?;
        let mut index = 0_usize;
        while self.byte(next) != Some(closing) {
            if next >= self.source.len() {
                return Err(Fault::new(Code::UnclosedBracket, next, next).expecting(entry(kind)).related_to(at));
            }
            let key = if kind == Kind::Object { Some(self.key(next)?) } else { None };
            let (start, token) = match &key {
                Some((key, after)) => (*after, key.to_str_lossy().into_owned()),
                None => (next, index.to_string()),
            };
            self.path.push(token);
            let (value, end) = self.value(start)?;
            self.path.pop();
            match key {
                Some((key, _)) => object.push(key, value),
                None => elements.push(value),
            }
            index += 1;
            next = self.skip(end)?;
            match self.byte(next) {
                Some(b',') => next = self.skip(next + 1)?,
                Some(found) if found == closing => {}
                Some(_) => return Err(self.after_entry(kind, next)),
                None => return Err(Fault::new(Code::UnclosedBracket, next, next).expecting(rest(kind)).related_to(at)),
            }
        }
        let value = if kind == Kind::Object { Value::Object(object) } else { Value::Array(elements) };
        Ok((value, next + 1))
    }

    /// A key and the offset of its value.
    fn key(&mut self, at: usize) -> Result<(Text<'a>, usize), Fault> {
        let (key, end) = match self.byte(at) {
            Some(b'"' | b'\'') => self.string(at)?,
            _ => {
                let name = (self.dialect == Dialect::Json5).then(|| name(self.source, at)).flatten();
                let (name, end) = name.ok_or_else(|| {
                    Fault::new(Code::UnexpectedCharacter, at, self.letter_end(at)).expecting("a key or `}`")
                })?;
                (name.into(), end)
            }
        };
        let colon = self.skip(end)?;
        if self.byte(colon) != Some(b':') {
            return Err(Fault::new(Code::MissingColon, colon, self.letter_end(colon)).expecting("`:`"));
        }
        Ok((key, self.skip(colon + 1)?))
    }

    fn after_entry(&self, kind: Kind, at: usize) -> Fault {
        let code = match self.byte(at) {
            Some(b'}' | b']') => Code::MismatchedBracket,
            _ => Code::MissingComma,
        };
        Fault::new(code, at, self.letter_end(at)).expecting(rest(kind))
    }

    fn unexpected(&self, at: usize) -> Fault {
        if at >= self.source.len() {
            return Fault::new(Code::MissingValue, at, at).expecting("a value");
        }
        let end = self.source.get(at..).and_then(|rest| rest.find(|it: char| it.is_whitespace() || ",]}".contains(it)));
        let end = end.map_or(self.source.len(), |length| at + length).max(self.letter_end(at));
        let is_number = matches!(self.byte(at), Some(b'0'..=b'9' | b'-' | b'+' | b'.'));
        let code = if is_number { Code::InvalidNumber } else { Code::UnexpectedCharacter };
        Fault::new(code, at, end).expecting("a value")
    }
}

const fn entry(kind: Kind) -> &'static str {
    match kind {
        Kind::Object => "a key or `}`",
        Kind::Array => "a value or `]`",
    }
}

const fn rest(kind: Kind) -> &'static str {
    match kind {
        Kind::Object => "`,` or `}`",
        Kind::Array => "`,` or `]`",
    }
}
