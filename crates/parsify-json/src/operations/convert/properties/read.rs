//! From Java properties to a tree, by the documentation of `java.util.Properties.load`.

use parsify_error::Failure;
use std::borrow::Cow;

use super::options::{PropertiesEncoding, PropertiesOptions};
use super::units::Units;
use crate::code;
use crate::core::Positions;
use crate::operations::convert::dotted::{Assembly, Cell, Entry, Step, split};
use crate::operations::convert::format::Format;
use crate::operations::convert::input::Input;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::problem::misread;
use crate::tree::Value;

/// The text of a document, in its encoding.
pub(in super::super) fn decoded<'a>(input: Input<'a>, options: &PropertiesOptions) -> Result<Cow<'a, str>, Failure> {
    match (options.encoding, input) {
        (PropertiesEncoding::Latin1, Input::Bytes(bytes)) => {
            Ok(Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()))
        }
        _ => input.text().map(Cow::Borrowed),
    }
}

#[inline(never)]
pub(in super::super) fn read(
    source: &str,
    options: &PropertiesOptions,
    notes: &mut Notes,
) -> Result<Value<'static>, Failure> {
    let at = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader { source, at, comment: None, broken: None };
    let mut entries = Vec::new();
    while let Some(offset) = reader.begin() {
        let key = reader.text(true)?;
        reader.divide()?;
        let value = reader.text(false)?;
        let steps = if options.nested {
            split(&key).into_iter().map(Step::into_owned).collect()
        } else {
            vec![Step::Key(Cow::Owned(key.clone()))]
        };
        entries.push(Entry { key, steps, cell: Cell::Value(value.into()), offset });
    }
    let mut positions = Positions::new(source);
    if let Some(offset) = reader.comment {
        let message = "comments are not carried over";
        notes.add(|| Note::new(NoteCode::Comment, message).placed(positions.place(offset)))?;
    }
    if let Some(offset) = reader.broken {
        let message = "half a surrogate pair is no character: it became U+FFFD";
        notes.add(|| Note::new(NoteCode::Characters, message).placed(positions.place(offset)))?;
    }
    let assembly = Assembly { source, format: Format::Properties, repeated: options.repeated, notes };
    assembly.object(entries).map(Value::Object)
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    /// Where the first comment is.
    comment: Option<usize>,
    /// Where the first text is that holds half a surrogate pair.
    broken: Option<usize>,
}

/// A part of a line.
enum Piece {
    /// A character.
    Plain(char),
    /// What a backslash and another character mean.
    Escaped(char),
    /// A code unit in hexadecimal digits.
    Unit(u16),
}

const fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\u{c}')
}

const fn is_line_break(letter: char) -> bool {
    matches!(letter, '\n' | '\r')
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Goes to the next key, and gives its offset.
    fn begin(&mut self) -> Option<usize> {
        loop {
            let rest = self.rest().trim_start_matches(|letter| is_space(letter) || is_line_break(letter));
            self.at = self.source.len() - rest.len();
            if rest.is_empty() {
                return None;
            }
            if !rest.starts_with(['#', '!']) {
                return Some(self.at);
            }
            self.comment.get_or_insert(self.at);
            self.at += rest.find(is_line_break).unwrap_or(rest.len());
        }
    }

    /// The next part of the line, which may go on behind a backslash and a line break, or nothing at its end; and the offset
    /// behind it.
    fn peek(&self) -> Result<(Option<Piece>, usize), Failure> {
        let mut at = self.at;
        loop {
            let mut letters = self.source.get(at..).unwrap_or_default().chars();
            let first = match letters.next() {
                Some('\\') => letters.next(),
                Some(letter) if !is_line_break(letter) => {
                    return Ok((Some(Piece::Plain(letter)), at + letter.len_utf8()));
                }
                _ => return Ok((None, at)),
            };
            // At the very end a backslash is nothing.
            let Some(letter) = first else { return Ok((None, self.source.len())) };
            if !is_line_break(letter) {
                return self.escape(letter, at).map(|(piece, end)| (Some(piece), end));
            }
            let mut rest = letters.as_str();
            if letter == '\r' {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
            }
            at = self.source.len() - rest.trim_start_matches(is_space).len();
        }
    }

    fn escape(&self, letter: char, at: usize) -> Result<(Piece, usize), Failure> {
        let end = at + 1 + letter.len_utf8();
        let meaning = match letter {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\u{c}',
            'u' => {
                let digits = self.source.get(end..end + 4);
                let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
                let Some(unit) = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok()) else {
                    let message = "`\\u` is followed by four hexadecimal digits";
                    return Err(misread(code::PROPERTIES_SYNTAX, Format::Properties, message, self.source, at)
                        .with_hint("write a backslash twice where it stands for itself"));
                };
                return Ok((Piece::Unit(unit), end + 4));
            }
            other => other,
        };
        Ok((Piece::Escaped(meaning), end))
    }

    /// A key, which ends at what may stand before a value, or a value, which ends with its line.
    fn text(&mut self, is_key: bool) -> Result<String, Failure> {
        let start = self.at;
        let mut units = Units::default();
        loop {
            let (piece, end) = self.peek()?;
            match piece {
                Some(Piece::Plain(letter)) if is_key && (is_space(letter) || matches!(letter, '=' | ':')) => break,
                Some(Piece::Plain(letter) | Piece::Escaped(letter)) => units.push(letter),
                Some(Piece::Unit(unit)) => units.push_unit(unit),
                None => {
                    self.at = end;
                    break;
                }
            }
            self.at = end;
        }
        let (text, is_broken) = units.finish();
        if is_broken {
            self.broken.get_or_insert(start);
        }
        Ok(text)
    }

    /// Goes behind what stands between a key and its value.
    fn divide(&mut self) -> Result<(), Failure> {
        let mut is_divided = false;
        while let (Some(Piece::Plain(letter)), end) = self.peek()? {
            match letter {
                '=' | ':' if !is_divided => is_divided = true,
                letter if is_space(letter) => {}
                _ => break,
            }
            self.at = end;
        }
        Ok(())
    }
}
