//! From a table to a tree.

use parsify_error::{ErrorKind, Failure};
use std::borrow::Cow;
use std::collections::HashSet;

use super::cell::{cell, nothing};
use super::dialect::Dialect;
use super::options::{CsvOptions, RaggedRows};
use super::record::{Field, Records};
use crate::code;
use crate::core::Positions;
use crate::operations::convert::dotted::{Cell, Plan};
use crate::operations::convert::format::Format;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::path::Path;
use crate::operations::convert::problem::{placed, too_deep};
use crate::tree::{Object, Value};

#[inline(never)]
pub(in super::super) fn read<'a>(
    source: &'a str,
    format: Format,
    options: &CsvOptions,
    notes: &mut Notes,
) -> Result<Value<'a>, Failure> {
    let records = Records::new(source, Dialect::new(format, options)?);
    let reader =
        Reader { format, options, notes, records, positions: Positions::new(source), columns: 0, extra: String::new() };
    if options.header { reader.objects() } else { reader.arrays() }
}

struct Reader<'a, 'o> {
    format: Format,
    options: &'o CsvOptions,
    notes: &'o mut Notes,
    records: Records<'a>,
    positions: Positions<'a>,
    /// How many fields the first row has.
    columns: usize,
    /// What the names of fields begin with that have no column.
    extra: String,
}

impl<'a> Reader<'a, '_> {
    fn arrays(mut self) -> Result<Value<'a>, Failure> {
        let (mut rows, mut row) = (Vec::new(), Vec::new());
        while self.records.next(&mut row)? {
            if rows.is_empty() {
                self.columns = row.len();
            }
            self.check(&row, rows.len())?;
            let mut elements = Vec::with_capacity(self.columns.max(row.len()));
            for field in row.drain(..) {
                elements.push(match cell(field, self.options) {
                    Cell::Value(value) | Cell::Empty(Some(value)) => value,
                    // An element cannot be left out.
                    Cell::Empty(None) => Value::Null,
                });
            }
            let missing = self.columns.saturating_sub(elements.len());
            elements.extend((0..missing).map(|_| nothing(self.options).unwrap_or(Value::Null)));
            rows.push(Value::Array(elements));
        }
        Ok(Value::Array(rows))
    }

    fn objects(mut self) -> Result<Value<'a>, Failure> {
        let mut row = Vec::new();
        if !self.records.next(&mut row)? {
            return Ok(Value::Array(Vec::new()));
        }
        self.columns = row.len();
        let names = self.names(std::mem::take(&mut row))?;
        let plan = self.plan(&names)?;
        self.extra = "column ".to_owned();
        while names.iter().any(|name| name.starts_with(&self.extra)) {
            self.extra.insert(0, '_');
        }
        let mut rows = Vec::new();
        while self.records.next(&mut row)? {
            self.check(&row, rows.len())?;
            let object = self.object(&plan, &names, &mut row, rows.len())?;
            rows.push(Value::Object(object));
        }
        if rows.is_empty() {
            let message = "the names of the columns were left out: there are no rows";
            self.notes.add(|| Note::new(NoteCode::Empty, message))?;
        }
        Ok(Value::Array(rows))
    }

    /// The names of the columns. One that stands again gets a number.
    fn names(&mut self, row: Vec<Field<'a>>) -> Result<Vec<Cow<'a, str>>, Failure> {
        let mut seen: HashSet<Cow<'a, str>> = row.iter().map(|field| field.text.clone()).collect();
        let is_unique = seen.len() == row.len();
        let mut names: Vec<Cow<'a, str>> = row.into_iter().map(|field| field.text).collect();
        if is_unique {
            return Ok(names);
        }
        let mut before: std::collections::HashMap<Cow<'a, str>, usize> = std::collections::HashMap::new();
        let place = self.positions.place(self.records.start);
        for name in &mut names {
            let count = before.entry(name.clone()).and_modify(|count| *count += 1).or_insert(1);
            if *count == 1 {
                continue;
            }
            let mut renamed = format!("{name}_{count}");
            while seen.contains(renamed.as_str()) {
                *count += 1;
                renamed = format!("{name}_{count}");
            }
            let message = format!("a second column of the name `{}` became `{}`", shown(name), shown(&renamed));
            self.notes.add(|| Note::new(NoteCode::DuplicateKey, message).placed(place))?;
            seen.insert(Cow::Owned(renamed.clone()));
            *name = Cow::Owned(renamed);
        }
        Ok(names)
    }

    fn plan<'n>(&mut self, names: &'n [Cow<'a, str>]) -> Result<Plan<'n>, Failure> {
        let names = names.iter().map(|name| &**name);
        if !self.options.nested {
            return Ok(Plan::flat(names));
        }
        Plan::nested(names).map_err(|_| too_deep(self.format, self.positions.place(self.records.start)))
    }

    fn object(
        &mut self,
        plan: &Plan<'_>,
        names: &[Cow<'a, str>],
        row: &mut Vec<Field<'a>>,
        index: usize,
    ) -> Result<Object<'a>, Failure> {
        let extra = row.split_off(row.len().min(self.columns));
        let mut fields: Vec<Option<Field<'a>>> = row.drain(..).map(Some).collect();
        let options = self.options;
        let mut clashes = Vec::new();
        let mut object = plan.fill(
            &mut |column| match fields.get_mut(column).and_then(Option::take) {
                Some(field) => cell(field, options),
                None => Cell::Empty(nothing(options)),
            },
            &mut |column| clashes.push(column),
        );
        for column in clashes {
            let name = names.get(column).map_or("", |name| &**name);
            let message = format!("`{}` has a value and values in it: its own got the empty name", shown(name));
            self.notes.add(|| Note::new(NoteCode::Nesting, message).at(&Path::ROOT.index(index)))?;
        }
        for (number, field) in (self.columns + 1..).zip(extra) {
            if let Cell::Value(value) | Cell::Empty(Some(value)) = cell(field, options) {
                object.push(format!("{}{number}", self.extra), value);
            }
        }
        Ok(object)
    }

    /// Whether a row has as many fields as the first one.
    fn check(&mut self, row: &[Field<'_>], index: usize) -> Result<(), Failure> {
        if row.len() == self.columns {
            return Ok(());
        }
        let (found, wanted) = (row.len(), self.columns);
        let (start, positions) = (self.records.start, &mut self.positions);
        if self.options.ragged == RaggedRows::Fill {
            return self.notes.add(|| {
                let message = if found < wanted {
                    format!("the row has {found} of {wanted} fields: the others are empty")
                } else {
                    format!("the row has {found} fields, not {wanted}: those too much stand behind the others")
                };
                Note::new(NoteCode::Empty, message).at(&Path::ROOT.index(index)).placed(positions.place(start))
            });
        }
        let message = format!("the row has {found} {}, the first one has {wanted}", plural(found));
        Err(placed(ErrorKind::Input, code::CSV_RAGGED, self.format, message, positions.place(start))
            .with_detail("fields", found)
            .with_detail("expected", wanted)
            .with_hint(
                "set `ragged` to \"fill\" to read it nevertheless; a field that holds the delimiter needs quotes",
            ))
    }
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "field" } else { "fields" }
}

/// A name as a message shows it: not too long.
fn shown(name: &str) -> String {
    name.chars().take(60).flat_map(char::escape_debug).collect()
}
