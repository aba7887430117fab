//! From a tree to a table.

use parsify_error::Failure;
use std::borrow::Cow;

use super::dialect::Dialect;
use super::options::{CsvOptions, EmptyFields};
use super::table::Table;
use crate::operations::convert::ceiling::Ceiling;
use crate::operations::convert::dotted::{Step, split};
use crate::operations::convert::format::Format;
use crate::operations::convert::input::Output;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::path::Path;
use crate::operations::convert::typed::typed;
use crate::tree::Value;

#[inline(never)]
pub(in super::super) fn write(
    value: &Value<'_>,
    format: Format,
    options: &CsvOptions,
    notes: &mut Notes,
) -> Result<Output, Failure> {
    let dialect = Dialect::new(format, options)?;
    let ceiling = Ceiling::new(format);
    let mut writer = Writer { csv: String::new(), format, dialect, options, notes, keyed: false, missing: 0, ceiling };
    match value {
        Value::Array(rows) if rows.iter().all(|row| matches!(row, Value::Array(_))) => writer.arrays(rows)?,
        Value::Array(elements) => {
            let table = Table::of(elements, options, writer.notes)?;
            writer.objects(&table, Some(elements))?;
        }
        Value::Object(object) => {
            let message = "a document of type object became the only row";
            writer.notes.add(|| Note::new(NoteCode::Nesting, message))?;
            let table = Table::single(object, options, writer.notes)?;
            writer.objects(&table, None)?;
        }
        scalar => {
            let message = format!("a document of type {} became a table of one field", scalar.kind());
            writer.notes.add(|| Note::new(NoteCode::Nesting, message))?;
            writer.field(scalar, true, &Path::ROOT)?;
            writer.end_row()?;
        }
    }
    Ok(Output::Text(writer.csv))
}

struct Writer<'o> {
    csv: String,
    format: Format,
    dialect: Dialect,
    options: &'o CsvOptions,
    notes: &'o mut Notes,
    /// Whether rows are objects.
    keyed: bool,
    /// How many fields stand for what is not there and say something else.
    missing: usize,
    ceiling: Ceiling,
}

impl Writer<'_> {
    fn arrays(&mut self, rows: &[Value<'_>]) -> Result<(), Failure> {
        let width = rows.iter().filter_map(Value::as_array).map(Vec::len).max().unwrap_or_default();
        for (index, row) in rows.iter().enumerate() {
            let path = Path::ROOT.index(index);
            let fields = row.as_array().map(Vec::as_slice).unwrap_or_default();
            for (at, field) in fields.iter().enumerate() {
                self.delimit(at);
                self.field(field, width == 1, &path.index(at))?;
            }
            self.fill(fields.len(), width, width == 1);
            self.end_row()?;
        }
        self.end("is shorter than the longest")
    }

    /// The rows of a table, which are these elements of an array, or the one object that the document is.
    fn objects(&mut self, table: &Table<'_, '_>, elements: Option<&[Value<'_>]>) -> Result<(), Failure> {
        let width = table.names.len();
        self.keyed = true;
        if self.options.header {
            for (at, name) in table.names.iter().enumerate() {
                self.delimit(at);
                let name = self.guarded(Cow::Borrowed(name), &Path::ROOT)?;
                self.text(&name, (name.is_empty() && width == 1) || self.options.quote_all);
            }
            self.end_row()?;
        } else if width > 0 {
            self.notes.add(|| Note::new(NoteCode::Name, "the names of the columns were left out"))?;
        }
        let nested = self.options.nested;
        let places = table.names.iter().map(|name| if nested { split(name) } else { vec![Step::Key(name.into())] });
        let places: Vec<_> = places.collect();
        for (index, row) in table.rows.iter().enumerate() {
            let element = elements.and_then(|elements| elements.get(index));
            let path = Path::ROOT.index(index);
            let path = if element.is_some() { &path } else { &Path::ROOT };
            // What is no object has a column, but no member of its name.
            let is_object = element.is_none_or(|element| matches!(element, Value::Object(_)));
            self.row(row, &places, is_object, path)?;
        }
        self.end("has no such member")
    }

    fn row(
        &mut self,
        row: &[(usize, &Value<'_>)],
        places: &[Vec<Step<'_>>],
        is_object: bool,
        path: &Path<'_>,
    ) -> Result<(), Failure> {
        let width = places.len();
        let mut sorted = row.to_vec();
        sorted.sort_by_key(|(column, _)| *column);
        let mut at = 0;
        for (column, value) in sorted {
            at = self.fill(at, column, width == 1);
            self.delimit(at);
            let steps = if is_object { places[column].as_slice() } else { &[] };
            self.cell(value, width == 1, steps, path)?;
            at += 1;
        }
        self.fill(at, width, width == 1);
        self.end_row()
    }

    /// Writes the value that these steps lead to from the path.
    fn cell(&mut self, value: &Value<'_>, is_only: bool, steps: &[Step<'_>], path: &Path<'_>) -> Result<(), Failure> {
        match steps.split_first() {
            None => self.field(value, is_only, path),
            Some((Step::Key(key), rest)) => self.cell(value, is_only, rest, &path.key(key)),
            Some((Step::Index(index), rest)) => self.cell(value, is_only, rest, &path.index(*index)),
        }
    }

    /// Writes fields for what is not there.
    fn fill(&mut self, from: usize, to: usize, is_only: bool) -> usize {
        for at in from..to {
            self.delimit(at);
            if is_only {
                // A line without a character would be no row.
                self.text("", true);
            }
            // A member that is not there is read as such, an element is not.
            self.missing += usize::from(is_only || !self.keyed || self.options.empty_fields != EmptyFields::Omit);
        }
        to.max(from)
    }

    fn delimit(&mut self, at: usize) {
        if at > 0 {
            self.csv.push(self.dialect.delimiter);
        }
    }

    fn end_row(&mut self) -> Result<(), Failure> {
        self.csv.push_str(self.options.end_of_line.as_str());
        self.ceiling.token(1);
        self.ceiling.check(self.csv.len())
    }

    fn end(&mut self, why: &str) -> Result<(), Failure> {
        let missing = self.missing;
        if missing == 0 {
            return Ok(());
        }
        let message =
            format!("{missing} {} empty because a row {why}", if missing == 1 { "field is" } else { "fields are" });
        self.notes.add(|| Note::new(NoteCode::Empty, message))
    }

    /// Writes a value. An only field of a row needs at least its quotes.
    fn field(&mut self, value: &Value<'_>, is_only: bool, path: &Path<'_>) -> Result<(), Failure> {
        match value {
            Value::Null => self.null(is_only, path),
            Value::Bool(_) | Value::Number(_) => {
                if !self.options.infer_types {
                    self.notes.typeless(self.format, "`csv.inferTypes`")?;
                }
                self.text(&value.to_json(), self.options.quote_all && !self.options.infer_types);
                Ok(())
            }
            Value::String(text) => {
                let text = self.notes.text(text, path)?;
                let text = self.guarded(text, path)?;
                let says_more = (text.is_empty() && (is_only || self.options.empty_fields != EmptyFields::String))
                    || (self.options.infer_types && typed(&text).is_some());
                self.text(&text, says_more || self.options.quote_all);
                Ok(())
            }
            Value::Array(_) | Value::Object(_) => self.container(value, path),
        }
    }

    fn null(&mut self, is_only: bool, path: &Path<'_>) -> Result<(), Failure> {
        let is_empty = self.options.empty_fields == EmptyFields::Null;
        if self.options.infer_types && (!is_empty || is_only) {
            self.text("null", false);
            return Ok(());
        }
        if !is_empty || is_only {
            self.notes.add(|| Note::new(NoteCode::Null, "a null became an empty field").at(path))?;
        }
        self.text("", is_only);
        Ok(())
    }

    fn container(&mut self, value: &Value<'_>, path: &Path<'_>) -> Result<(), Failure> {
        let json = value.to_json();
        let is_bare = !self.dialect.needs_quotes(&json);
        if !(is_bare && self.options.infer_types && typed(&json).is_some()) {
            let (code, what) = if json.len() == 2 { (NoteCode::Empty, "an empty") } else { (NoteCode::Nesting, "an") };
            let message = format!("{what} {} became a text in JSON", value.kind());
            self.notes.add(|| Note::new(code, message).at(path))?;
        }
        self.text(&json, self.options.quote_all && !self.options.infer_types);
        Ok(())
    }

    /// A text that no spreadsheet takes for a formula, if that is wanted.
    fn guarded<'t>(&mut self, text: Cow<'t, str>, path: &Path<'_>) -> Result<Cow<'t, str>, Failure> {
        if !self.options.guard_formulas || !text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            return Ok(text);
        }
        let message = "an apostrophe was put before a text that a spreadsheet could take for a formula";
        self.notes.add(|| Note::new(NoteCode::Characters, message).at(path))?;
        Ok(Cow::Owned(format!("'{text}")))
    }

    fn text(&mut self, text: &str, quoted: bool) {
        self.ceiling.token(text.len());
        if !quoted && !self.dialect.needs_quotes(text) {
            self.csv.push_str(text);
            return;
        }
        let quote = self.dialect.quote;
        self.csv.push(quote);
        for (at, part) in text.split(quote).enumerate() {
            if at > 0 {
                self.csv.push(quote);
                self.csv.push(quote);
            }
            self.csv.push_str(part);
        }
        self.csv.push(quote);
    }
}
