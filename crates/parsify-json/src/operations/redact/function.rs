//! The function behind `redact`.

use super::finder::Finder;
use super::keys::Keys;
use super::method::Method;
use super::options::RedactOptions;
use super::report::{RedactReport, Reporter};
use super::walk::{Fate, Walk};
use crate::core::Problem;
use crate::operations::lines::{BadLines, Framing, ListedLines, lines};
use crate::pattern::{PathPattern, Place};
use crate::tree::{Value, parse};
use crate::{Code, code};
use parsify_error::{ErrorKind, Failure};

/// A document without what was to be redacted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Redacted {
    /// The document; JSON Lines when the source is.
    pub json: String,
    /// What was redacted.
    pub report: RedactReport,
}

/// Takes secrets and personal data out of a document: by keys, by places, by what they look like.
///
/// What is not redacted is kept as it is written. `null` is never redacted. No redacted value stands in the report or in a
/// failure; problems of the syntax come without an excerpt of the document.
///
/// # Errors
///
/// A document that is no JSON or nests beyond [`DEPTH`](crate::tree::DEPTH); [`code::OPTIONS`] when nothing to redact is named,
/// or an option is out of range; [`code::PATTERN`] and [`code::REGEX`].
///
/// ```
/// use parsify_json::{Indent, RedactOptions, RedactPattern, redact};
///
/// let mut options = RedactOptions::default();
/// options.keys = vec!["password".into()];
/// options.patterns = vec![RedactPattern::Email];
/// options.indent = Indent::None;
/// let safe = redact(r#"{"Password": 12, "note": "ask ada@example.org", "sum": 1.10}"#, &options).unwrap();
/// assert_eq!(safe.json, r#"{"Password":"[REDACTED]","note":"ask [REDACTED]","sum":1.10}"#);
/// assert_eq!(safe.report.places[1].path, "/note");
/// ```
pub fn redact(source: &str, options: &RedactOptions) -> Result<Redacted, Failure> {
    let paths = paths(&options.paths)?;
    let finder = Finder::new(&options.patterns, &options.regexes)?;
    let method = Method::new(options)?;
    if options.keys.is_empty() && !options.default_keys && paths.is_empty() && finder.is_empty() {
        let failure = Failure::new(ErrorKind::Params, code::OPTIONS, "nothing to redact is named");
        return Err(failure.with_hint("set `keys`, `defaultKeys`, `paths`, `patterns` or `regexes`"));
    }
    let walk = Walk {
        keys: Keys::new(&options.keys, options.default_keys),
        finder: &finder,
        method: &method,
        place: Place::new(&paths),
        whole_values: options.whole_values,
        redact_keys: options.redact_keys,
        reporter: Reporter::new(finder.names(), options.max_listed.min(10_000)),
        path: Vec::new(),
    };
    match options.input {
        Framing::Json => of_document(source, walk, options),
        Framing::JsonLines => of_lines(source, walk, options.bad_lines),
    }
}

fn paths(paths: &[String]) -> Result<Vec<PathPattern>, Failure> {
    let parse = |path: &String| {
        path.parse().map_err(|error| {
            Failure::new(ErrorKind::Params, code::PATTERN, format!("`paths` has a pattern that is none: {error}"))
                .with_detail("pattern", path.as_str())
        })
    };
    paths.iter().map(parse).collect()
}

fn of_document(source: &str, mut walk: Walk<'_>, options: &RedactOptions) -> Result<Redacted, Failure> {
    let mut document = parse(source).map_err(|problem| without_text(&problem))?;
    redact_value(&mut walk, &mut document);
    let json = document.write(options.indent)?;
    Ok(Redacted { json, report: walk.reporter.finish(ListedLines::default()) })
}

fn of_lines(source: &str, mut walk: Walk<'_>, bad_lines: BadLines) -> Result<Redacted, Failure> {
    let mut json = String::new();
    let mut bad = ListedLines::default();
    for line in lines(source) {
        match line.parse() {
            Ok(mut value) => {
                walk.reporter.line = Some(line.number);
                redact_value(&mut walk, &mut value);
                json.push_str(&value.to_json());
                json.push('\n');
            }
            Err(problem) if bad_lines == BadLines::Error => return Err(without_text(&problem)),
            Err(problem) => bad.list(&problem),
        }
    }
    Ok(Redacted { json, report: walk.reporter.finish(bad) })
}

fn redact_value(walk: &mut Walk<'_>, value: &mut Value<'_>) {
    if walk.value(value, None) == Fate::Goes {
        *value = Value::Null;
    }
}

/// What is wrong and where, without a word of the document, which may hold what was to be redacted.
#[cold]
fn without_text(problem: &Problem) -> Failure {
    let &Problem { code, line, column, offset, .. } = problem;
    let kind = if code == Code::Depth { ErrorKind::Limit } else { ErrorKind::Input };
    let message = format!("the document is no JSON ({}) at line {line}, column {column}", code.as_str());
    Failure::new(kind, code.as_str(), message)
        .with_detail("line", line)
        .with_detail("column", column)
        .with_detail("offset", offset)
        .with_hint("the text is not shown, for it may hold what was to be redacted; `validate` shows it")
}
