//! From TOML to a tree.

use parsify_error::Failure;
use std::ops::Range;
use toml_edit::{Document, Item, Table, TableLike, Value as TomlValue};

use super::lexis;
use crate::code;
use crate::core::{Place, Positions};
use crate::operations::convert::format::Format;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::options::{ConvertOptions, NonFinite};
use crate::operations::convert::path::Path;
use crate::operations::convert::problem::{deeper_than, misread, too_deep};
use crate::tree::{DEPTH, Number, Object, Value};

#[inline(never)]
pub(in super::super) fn read(
    source: &str,
    options: &ConvertOptions,
    notes: &mut Notes,
) -> Result<Value<'static>, Failure> {
    let document = Document::parse(source).map_err(|error| {
        let offset = error.span().map_or(source.len(), |span| span.start);
        if let Some(deep) = lexis::too_deep(source).filter(|deep| *deep <= offset) {
            return deeper_than(lexis::DEEPEST, Format::Toml, Positions::new(source).place(deep));
        }
        let message = error.message().lines().next().unwrap_or("this is no TOML").to_owned();
        misread(code::TOML_SYNTAX, Format::Toml, message, source, offset)
    })?;
    let mut reader = Reader { source, positions: Positions::new(source), non_finite: options.non_finite, notes };
    let value = reader.table(document.as_table(), 0, &Path::ROOT)?;
    if let Some(offset) = lexis::first_comment(source) {
        let place = reader.positions.place(offset);
        reader.notes.add(|| Note::new(NoteCode::Comment, "comments are not carried over").placed(place))?;
    }
    Ok(value)
}

struct Reader<'s, 'n> {
    source: &'s str,
    positions: Positions<'s>,
    non_finite: NonFinite,
    notes: &'n mut Notes,
}

impl Reader<'_, '_> {
    fn item(&mut self, item: &Item, depth: usize, path: &Path<'_>) -> Result<Value<'static>, Failure> {
        match item {
            Item::None => Ok(Value::Null),
            Item::Value(value) => self.value(value, depth, path),
            Item::Table(table) => self.table(table, depth, path),
            Item::ArrayOfTables(tables) => {
                let table = |(index, table): (usize, &Table)| self.table(table, depth + 1, &path.index(index));
                tables.iter().enumerate().map(table).collect::<Result<_, _>>().map(Value::Array)
            }
        }
    }

    fn table(&mut self, table: &dyn TableLike, depth: usize, path: &Path<'_>) -> Result<Value<'static>, Failure> {
        if depth >= DEPTH {
            return Err(too_deep(Format::Toml, self.positions.place(self.source.len())));
        }
        let mut object = Object::with_capacity(table.len());
        for (key, item) in table.iter() {
            let value = self.item(item, depth + 1, &path.key(key))?;
            object.push(key.to_owned(), value);
        }
        Ok(Value::Object(object))
    }

    fn value(&mut self, value: &TomlValue, depth: usize, path: &Path<'_>) -> Result<Value<'static>, Failure> {
        let span = value.span();
        match value {
            TomlValue::String(text) => Ok(text.value().clone().into()),
            TomlValue::Boolean(value) => Ok((*value.value()).into()),
            TomlValue::Integer(integer) => {
                Ok(self.number(span).unwrap_or_else(|| Number::from(*integer.value())).into())
            }
            TomlValue::Float(float) => self.float(*float.value(), span, path),
            TomlValue::Datetime(date) => {
                // As it is written, but for the space that may stand for a T.
                let written = span.clone().and_then(|span| self.source.get(span));
                let text = written.map_or_else(|| date.value().to_string(), |text| text.replace(' ', "T"));
                let place = self.place(span);
                let message = "a date or time became a string";
                self.notes.add(|| Note::new(NoteCode::Date, message).at(path).placed(place))?;
                Ok(text.into())
            }
            TomlValue::InlineTable(table) => self.table(table, depth, path),
            TomlValue::Array(elements) => {
                if depth >= DEPTH {
                    return Err(too_deep(Format::Toml, self.place(span)));
                }
                let element = |(index, element)| self.value(element, depth + 1, &path.index(index));
                elements.iter().enumerate().map(element).collect::<Result<_, _>>().map(Value::Array)
            }
        }
    }

    fn float(&mut self, value: f64, span: Option<Range<usize>>, path: &Path<'_>) -> Result<Value<'static>, Failure> {
        if let Some(number) = self.number(span.clone()) {
            return Ok(number.into());
        }
        let (place, non_finite) = (self.place(span), self.non_finite);
        self.notes.add(|| Note::new(NoteCode::NonFinite, non_finite.message()).at(path).placed(place))?;
        Ok(non_finite.value(value))
    }

    /// A number with the digits it is written in, unless they are no decimal ones.
    fn number(&self, span: Option<Range<usize>>) -> Option<Number<'static>> {
        let written = self.source.get(span?)?;
        Number::new(written.strip_prefix('+').unwrap_or(written).replace('_', ""))
    }

    fn place(&mut self, span: Option<Range<usize>>) -> Place {
        self.positions.place(span.map_or(0, |span| span.start))
    }
}
