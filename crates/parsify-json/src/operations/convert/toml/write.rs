//! From a tree to TOML.

use parsify_error::Failure;

use super::inline::Inline;
use super::text::key;
use crate::operations::convert::ceiling::Ceiling;
use crate::operations::convert::format::Format;
use crate::operations::convert::input::Output;
use crate::operations::convert::note::Notes;
use crate::operations::convert::options::ConvertOptions;
use crate::operations::convert::path::Path;
use crate::operations::convert::problem::unsayable;
use crate::tree::{Object, Value};

#[inline(never)]
pub(in super::super) fn write(
    value: &Value<'_>,
    options: &ConvertOptions,
    notes: &mut Notes,
) -> Result<Output, Failure> {
    let Value::Object(object) = value else {
        let message = format!("a document is a table, not a value of type {}", value.kind());
        return Err(unsayable(Format::Toml, message, &Path::ROOT).with_hint("put it into an object first"));
    };
    let inline = Inline { options, notes, ceiling: Ceiling::new(Format::Toml) };
    let mut writer = Writer { toml: String::new(), inline };
    writer.table(object, "", &Path::ROOT)?;
    Ok(Output::Text(writer.toml))
}

struct Writer<'n> {
    toml: String,
    inline: Inline<'n>,
}

impl Writer<'_> {
    /// The members of a table behind its header: first those in place, then the tables within it, each kind in its order.
    fn table(&mut self, object: &Object<'_>, header: &str, path: &Path<'_>) -> Result<(), Failure> {
        let mut tables = Vec::new();
        for (name, value) in self.inline.notes.unique(object, path)? {
            let shown = name.to_str_lossy();
            let within = path.key(&shown);
            if self.inline.is_omitted(value, &within)? {
                continue;
            }
            let mut written = String::new();
            key(&self.inline.notes.text(name, &within)?, &mut written);
            if is_table(value) || is_array_of_tables(value) {
                tables.push((name, written, value));
                continue;
            }
            self.inline.ceiling.token(written.len());
            self.toml.push_str(&written);
            self.toml.push_str(" = ");
            self.inline.member(value, &mut self.toml, &within)?;
            self.toml.push('\n');
        }
        for (name, written, value) in tables {
            let shown = name.to_str_lossy();
            let header = if header.is_empty() { written } else { format!("{header}.{written}") };
            self.tables(value, &header, &path.key(&shown))?;
        }
        Ok(())
    }

    fn tables(&mut self, value: &Value<'_>, header: &str, path: &Path<'_>) -> Result<(), Failure> {
        match value {
            Value::Object(object) => {
                // A table of nothing but tables needs no header of its own.
                if object.is_empty() || object.values().any(|value| !is_table(value) && !is_array_of_tables(value)) {
                    self.header("[", header, "]")?;
                }
                self.table(object, header, path)
            }
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    self.header("[[", header, "]]")?;
                    if let Value::Object(object) = element {
                        self.table(object, header, &path.index(index))?;
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn header(&mut self, opening: &str, header: &str, closing: &str) -> Result<(), Failure> {
        if !self.toml.is_empty() {
            self.toml.push('\n');
        }
        for part in [opening, header, closing, "\n"] {
            self.toml.push_str(part);
        }
        self.inline.ceiling.token(8);
        self.inline.ceiling.check(self.toml.len())
    }
}

const fn is_table(value: &Value<'_>) -> bool {
    matches!(value, Value::Object(_))
}

fn is_array_of_tables(value: &Value<'_>) -> bool {
    matches!(value, Value::Array(elements) if !elements.is_empty() && elements.iter().all(is_table))
}
