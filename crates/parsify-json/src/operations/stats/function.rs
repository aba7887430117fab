//! The function behind `stats`.

use super::options::StatsOptions;
use super::result::Stats;
use super::table::Table;
use crate::code;
use crate::operations::absent;
use crate::operations::lines::{Framing, ListedLines, lines};
use crate::tree::{Pointer, Value, parse};
use parsify_error::{ErrorKind, Failure};

/// Counts the values of records path by path: types, missing keys, ranges, sums, lengths, and frequent values.
///
/// The records are the lines of JSON Lines, read one after the other, or the elements of an array. Memory is bounded for any
/// number of lines, by the paths, the different values, and the longest line. Of equal keys in one object the last counts.
///
/// # Errors
///
/// A document or line that is no JSON; [`code::PATH`] when nothing is at the path; [`code::NO_ARRAY`] when it is no array;
/// [`code::OPTIONS`].
///
/// ```
/// use parsify_json::{StatsOptions, stats};
///
/// let stats = stats("{\"sum\": 1.10}\n{\"sum\": 2.20, \"of\": \"a\"}\n", &StatsOptions::default()).unwrap();
/// let sum = &stats.paths[1];
/// assert_eq!((stats.records, sum.path.as_str(), sum.count), (2, "/sum", 2));
/// assert_eq!(sum.numbers.as_ref().unwrap().sum, "3.30");
/// assert_eq!(stats.paths[2].missing, 1);
/// ```
pub fn stats(source: &str, options: &StatsOptions) -> Result<Stats, Failure> {
    match options.input {
        Framing::Json => of_array(source, options),
        Framing::JsonLines if options.path.is_empty() => of_lines(source, options),
        Framing::JsonLines => {
            let message = "`path` is not for JSON Lines: the lines are the records";
            Err(Failure::new(ErrorKind::Params, code::OPTIONS, message))
        }
    }
}

fn of_array(source: &str, options: &StatsOptions) -> Result<Stats, Failure> {
    let pointer: Pointer = absent::pointer(&options.path)?;
    let document = parse(source)?;
    let target = document.at(&pointer).ok_or_else(|| absent::nothing(&pointer))?;
    let Value::Array(records) = target else {
        let hint = "set `path` to where an array is, or `input` to \"json-lines\" for one record in each line";
        return Err(absent::no_array(source, &pointer, target).with_hint(hint));
    };
    let mut table = Table::new(options);
    records.iter().for_each(|record| table.add_record(record));
    Ok(table.finish(ListedLines::default()))
}

fn of_lines(source: &str, options: &StatsOptions) -> Result<Stats, Failure> {
    let mut table = Table::new(options);
    let mut bad_lines = ListedLines::default();
    for line in lines(source) {
        match line.parse() {
            Ok(record) => table.add_record(&record),
            Err(problem) => bad_lines.note(options.bad_lines, &problem).map_err(|failure| {
                failure.with_hint("set `badLines` to \"skip\" to go on, or `input` to \"json\" for an array of records")
            })?,
        }
    }
    Ok(table.finish(bad_lines))
}
