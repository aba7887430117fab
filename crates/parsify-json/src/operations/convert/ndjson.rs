//! NDJSON: a JSON value in each line.

use parsify_error::Failure;

use super::input::Output;
use super::note::{Note, NoteCode, Notes};
use crate::tree::{self, Value};

/// Reads the values of all lines into an array. Lines of white space alone are none.
#[inline(never)]
pub(super) fn read(source: &str) -> Result<Value<'_>, Failure> {
    let mut values = Vec::new();
    let mut offset = 0;
    for (index, line) in source.split_inclusive('\n').enumerate() {
        let text = if index == 0 { line.strip_prefix('\u{feff}').unwrap_or(line) } else { line };
        let start = offset + (line.len() - text.len());
        let text = text.trim_end_matches(['\r', '\n']);
        if !text.trim_matches([' ', '\t']).is_empty() {
            let value = tree::parse(text).map_err(|mut problem| {
                problem.line += index;
                problem.offset += start;
                Failure::from(problem)
            })?;
            values.push(value);
        }
        offset += line.len();
    }
    Ok(Value::Array(values))
}

/// Writes each element of an array into a line of its own.
#[inline(never)]
pub(super) fn write(value: &Value<'_>, notes: &mut Notes) -> Result<Output, Failure> {
    let mut lines = String::new();
    if let Value::Array(elements) = value {
        for element in elements {
            lines.push_str(&element.to_json());
            lines.push('\n');
        }
        return Ok(Output::Text(lines));
    }
    let message = format!("a document of type {} became the only line", value.kind());
    notes.add(|| Note::new(NoteCode::Nesting, message))?;
    lines.push_str(&value.to_json());
    lines.push('\n');
    Ok(Output::Text(lines))
}
