//! Which rows and columns a value has.

use parsify_error::Failure;
use std::collections::HashMap;

use super::options::{CsvArrays, CsvOptions};
use crate::operations::convert::dotted::Leaves;
use crate::operations::convert::note::{Note, NoteCode, Notes};
use crate::operations::convert::path::Path;
use crate::tree::{Object, Value};

/// The name of the column for what has none.
const VALUE: &str = "value";

/// The columns that the objects of a table span, in the order in which they appear.
#[derive(Debug, Default)]
pub(super) struct Table<'v, 'a> {
    pub(super) names: Vec<String>,
    places: HashMap<String, usize>,
    /// The cells of each row with their columns, and the element of the document that the row is.
    pub(super) rows: Vec<Row<'v, 'a>>,
}

pub(super) type Row<'v, 'a> = Vec<(usize, &'v Value<'a>)>;

impl<'v, 'a> Table<'v, 'a> {
    pub(super) fn of(elements: &'v [Value<'a>], options: &CsvOptions, notes: &mut Notes) -> Result<Self, Failure> {
        let mut table = Self::default();
        for (index, element) in elements.iter().enumerate() {
            let path = Path::ROOT.index(index);
            if let Value::Object(object) = element {
                table.add(object, options, notes, &path)?;
            } else {
                let message = format!("a row of type {} got the column `{VALUE}`", element.kind());
                notes.add(|| Note::new(NoteCode::Nesting, message).at(&path))?;
                let column = table.column(VALUE);
                table.rows.push(vec![(column, element)]);
            }
        }
        Ok(table)
    }

    pub(super) fn single(object: &'v Object<'a>, options: &CsvOptions, notes: &mut Notes) -> Result<Self, Failure> {
        let mut table = Self::default();
        table.add(object, options, notes, &Path::ROOT)?;
        Ok(table)
    }

    fn add(
        &mut self,
        object: &'v Object<'a>,
        options: &CsvOptions,
        notes: &mut Notes,
        path: &Path<'_>,
    ) -> Result<(), Failure> {
        if object.is_empty() {
            notes.add(|| Note::new(NoteCode::Empty, "an object without members became an empty row").at(path))?;
        }
        let mut row = Row::with_capacity(object.len());
        if options.nested {
            let arrays = options.arrays == CsvArrays::Columns;
            let each = |name: &str, value, _: &Path<'_>, _: &mut Notes| {
                row.push((self.column(name), value));
                Ok(())
            };
            Leaves::new(notes, arrays, each).members(object, path)?;
        } else {
            for (key, value) in notes.unique(object, path)? {
                let shown = key.to_str_lossy();
                let name = notes.text(key, &path.key(&shown))?;
                row.push((self.column(&name), value));
            }
        }
        self.rows.push(row);
        Ok(())
    }

    fn column(&mut self, name: &str) -> usize {
        if let Some(column) = self.places.get(name) {
            return *column;
        }
        let column = self.names.len();
        self.names.push(name.to_owned());
        self.places.insert(name.to_owned(), column);
        column
    }
}
