//! JSON5 and JSONC.

use parsify_error::Failure;

use super::input::Output;
use super::note::{Note, NoteCode, Notes};
use super::options::ConvertOptions;
use crate::core::{Dialect, Positions, Problem};
use crate::dialect::{self, Reading};
use crate::tree::Value;

#[inline(never)]
pub(super) fn read<'a>(
    source: &'a str,
    dialect: Dialect,
    options: &ConvertOptions,
    notes: &mut Notes,
) -> Result<Value<'a>, Failure> {
    let mut positions = Positions::new(source);
    let reading = dialect::read(source, dialect, &|number| options.non_finite.value(number))
        .map_err(|fault| Failure::from(&Problem::new(&fault, &mut positions)))?;
    let Reading { value, non_finite, comments } = reading;
    if comments.count > 0 {
        let message = format!("comments are not carried over: {} of them", comments.count);
        notes.add(|| Note::new(NoteCode::Comment, message).placed(positions.place(comments.first)))?;
    }
    for found in non_finite {
        let place = positions.place(found.at);
        let pointer = found.pointer.map(|pointer| pointer.to_string()).unwrap_or_default();
        notes.add(|| Note::new(NoteCode::NonFinite, options.non_finite.message()).pointing(pointer).placed(place))?;
    }
    Ok(value)
}

/// JSON is JSONC; JSON5 has keys without quotes.
#[inline(never)]
pub(super) fn write(value: &Value<'_>, dialect: Dialect, options: &ConvertOptions) -> Result<Output, Failure> {
    let text = match dialect {
        Dialect::Json5 => value.write_json5(options.indent),
        _ => value.write(options.indent),
    };
    text.map(Output::Text)
}
