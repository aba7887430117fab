//! The function behind `patch`.

use parsify_error::{ErrorKind, Failure};

use super::apply::Patching;
use super::merge::merge;
use super::operation::{Operation, with_article};
use super::options::{PatchKind, PatchOptions};
use super::report::{Notes, Patched};
use crate::code;
use crate::operations::documents::{duplicate_keys, read};
use crate::operations::growth::Growth;
use crate::tree::{Pointer, Value, locate};

/// Applies a JSON Patch (RFC 6902) or a JSON Merge Patch (RFC 7396) to a document.
///
/// Either every operation succeeds or the whole patch fails. What is not touched stays as it is written. `test` compares by
/// meaning: `1.0` is `1`, members may have any order.
///
/// # Errors
///
/// A document or patch that is no JSON, with the detail `document`; [`code::PATCH_OPERATION`] for what is no operation,
/// [`code::PATCH_PATH`] for a place that is not there, [`code::PATCH_TEST`]: these with `index`, `op`, `path`, and with the
/// place of the operation in the patch. A document that would grow beyond its bounds is of kind `Limit`.
///
/// ```
/// use parsify_json::{PatchOptions, patch};
///
/// let steps = r#"[{"op": "test", "path": "/price", "value": 1.1}, {"op": "add", "path": "/tags/-", "value": "new"}]"#;
/// let patched = patch(r#"{"price": 1.10, "tags": []}"#, steps, &PatchOptions::default()).unwrap();
/// assert_eq!(patched.json.unwrap(), "{\n  \"price\": 1.10,\n  \"tags\": [\n    \"new\"\n  ]\n}\n");
/// let failure = patch("{}", r#"[{"op": "remove", "path": "/a"}]"#, &PatchOptions::default()).unwrap_err();
/// assert_eq!(failure.code(), "patch.path");
/// ```
pub fn patch(document: &str, patch: &str, options: &PatchOptions) -> Result<Patched, Failure> {
    let (tree, steps) = (read("json", document)?, read("patch", patch)?);
    let mut warnings = duplicate_keys("json", &tree);
    let notes = Notes::new(options.dry_run);
    let (tree, notes) = match options.kind {
        PatchKind::Patch => {
            let growth = Growth::for_input(document.len() + patch.len());
            all(Patching { document: tree, growth, notes }, steps, patch)?
        }
        PatchKind::Merge => {
            warnings.extend(duplicate_keys("patch", &steps));
            let mut notes = notes;
            (merge(tree, steps, &mut notes), notes)
        }
    };
    let json = if options.dry_run { None } else { Some(tree.write(options.indent)?) };
    Ok(Patched { json, report: notes.report(), warnings })
}

fn all<'a>(mut patching: Patching<'a>, steps: Value<'a>, source: &str) -> Result<(Value<'a>, Notes), Failure> {
    let steps = match steps {
        Value::Array(steps) => steps,
        other => return Err(no_list(&other)),
    };
    // Whatever is malformed is told before anything is tried.
    let told: Vec<Told> = steps.iter().map(Told::of).collect();
    let place =
        |failure: Failure, index: usize| told.get(index).map_or(failure.clone(), |it| it.tell(failure, index, source));
    let mut operations = Vec::with_capacity(steps.len());
    for (index, step) in steps.into_iter().enumerate() {
        operations.push(Operation::read(step).map_err(|failure| place(failure, index))?);
    }
    for (index, operation) in operations.into_iter().enumerate() {
        patching.apply(index, operation).map_err(|failure| place(failure, index))?;
    }
    Ok((patching.document, patching.notes))
}

fn no_list(other: &Value<'_>) -> Failure {
    let message = format!("a JSON Patch is an array of operations, not {}", with_article(other.kind()));
    let failure = Failure::new(ErrorKind::Input, code::PATCH_OPERATION, message).with_detail("document", "patch");
    if matches!(other, Value::Object(_)) {
        return failure.with_hint("an object may be a merge patch: set `kind` to \"merge\"");
    }
    failure
}

/// What is told of an operation that fails.
struct Told {
    op: Option<String>,
    path: Option<String>,
}

impl Told {
    fn of(step: &Value<'_>) -> Self {
        let text = |name| step.as_object()?.get(name)?.as_str().map(std::borrow::Cow::into_owned);
        Self { op: text("op"), path: text("path") }
    }

    fn tell(&self, failure: Failure, index: usize, source: &str) -> Failure {
        let mut told =
            Failure::new(failure.kind(), failure.code().to_owned(), message(&failure, index, self.op.as_deref()))
                .with_details(failure.details().clone())
                .with_detail("document", "patch")
                .with_detail("index", index);
        for (name, text) in [("op", &self.op), ("path", &self.path)] {
            if let Some(text) = text {
                told = told.with_detail(name, text.as_str());
            }
        }
        if let [Some(located)] = locate(source, &[Pointer::from_iter([index.to_string()])])[..] {
            told = told.with_detail("line", located.value.line).with_detail("column", located.value.column);
            told = told.with_detail("offset", located.value.offset);
        }
        failure.hints().iter().fold(told, |told, hint| told.with_hint(hint.as_str()))
    }
}

fn message(failure: &Failure, index: usize, op: Option<&str>) -> String {
    match op {
        Some(op) => format!("operation {index} ({}): {}", op.escape_debug(), failure.message()),
        None => format!("operation {index}: {}", failure.message()),
    }
}
