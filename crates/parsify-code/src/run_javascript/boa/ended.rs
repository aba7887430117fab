//! How a program ended.

use std::rc::Rc;

use boa_engine::builtins::error::Error as ErrorObject;
use boa_engine::{Context, JsError, JsObject, JsResult, JsValue, js_string};
use parsify_error::{ErrorKind, Failure};
use serde_json::Value;

use super::globals;
use super::inspect::inspect;
use super::state::{End, State};
use crate::code;
use crate::operations::{Executed, UncaughtError};
use crate::run_javascript::typescript::place;

/// How many of the calls that led to an error are told.
const MOST_FRAMES: usize = 20;

/// What is told of a program that has ended.
pub(super) fn executed(
    context: &mut Context,
    state: &Rc<State>,
    language: &str,
    result: JsResult<JsValue>,
    stringify: Option<&JsObject>,
) -> Result<Executed, Failure> {
    let mut executed = Executed::new(language);
    match (state.end.get(), result) {
        (Some(End::Output), _) => {
            return Err(limit(code::OUTPUT, "wrote more than `maxOutput` allows"));
        }
        (Some(End::Timers), _) => {
            return Err(limit(code::TIMERS, "set off more timers than `maxTimers` allows"));
        }
        (Some(End::Exit), _) => executed.exit_code = state.exit_code.get(),
        (None, Ok(value)) => {
            executed.exit_code = globals::exit_code(context);
            if !value.is_undefined() {
                executed.value = json(&value, stringify, context);
                executed.shown = Some(inspect(&value, context));
            }
        }
        (None, Err(error)) => {
            executed.exit_code = 1;
            executed.error = Some(uncaught(error, context));
        }
    }
    let output = state.output.take();
    (executed.stdout, executed.stderr, executed.console) = (output.stdout, output.stderr, output.console);
    executed.elapsed = state.clock.passed();
    Ok(executed)
}

fn limit(code: &'static str, what: &str) -> Failure {
    Failure::new(ErrorKind::Limit, code, format!("the program {what}"))
}

/// The engine could not even begin.
pub(super) fn broken(error: &JsError) -> Failure {
    Failure::new(ErrorKind::Internal, code::LIBRARY, format!("the engine could not begin: {error}"))
}

/// A value as the engine's own `JSON.stringify` writes it; null where it does not.
fn json(value: &JsValue, stringify: Option<&JsObject>, context: &mut Context) -> Value {
    let text = stringify
        .and_then(|stringify| stringify.call(&JsValue::undefined(), std::slice::from_ref(value), context).ok());
    let text = text.and_then(|text| Some(text.as_string()?.to_std_string_lossy()));
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or(Value::Null)
}

fn uncaught(error: JsError, context: &mut Context) -> UncaughtError {
    // The engine's text of an error has its message first, and then a line for each call.
    let text = error.to_string();
    let stack: Vec<String> =
        text.lines().filter_map(|line| line.strip_prefix("    at ")).take(MOST_FRAMES).map(str::to_owned).collect();
    let mut told = match error.into_opaque(context) {
        Ok(value) => match value.as_object() {
            Some(object) if object.is::<ErrorObject>() => {
                UncaughtError::new(name(&object, context), message(&object, context))
            }
            _ => UncaughtError::new("Uncaught", inspect(&value, context)),
        },
        // What no program can catch: too many calls within each other, or too much on the stack.
        Err(_) => UncaughtError::new("RangeError", "Maximum call stack size exceeded"),
    };
    let found = stack.iter().find_map(|frame| place(frame)).map(|(_, found)| found);
    if let Some((line, column)) = found.or_else(|| syntax_place(&told)) {
        (told.line, told.column) = (Some(line), Some(column));
    }
    told.stack = stack;
    told
}

/// The place that the engine's parser puts at the end of its messages: `… at line 2, col 5`.
fn syntax_place(error: &UncaughtError) -> Option<(u32, u32)> {
    if error.name != "SyntaxError" {
        return None;
    }
    let (_, place) = error.message.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(", col ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// The name of an error, which it usually inherits.
pub(super) fn name(object: &JsObject, context: &mut Context) -> String {
    text(object, "name", context).filter(|name| !name.is_empty()).unwrap_or_else(|| "Error".to_owned())
}

/// The message of an error.
pub(super) fn message(object: &JsObject, context: &mut Context) -> String {
    text(object, "message", context).unwrap_or_default()
}

fn text(object: &JsObject, name: &str, context: &mut Context) -> Option<String> {
    let value = object.get(js_string!(name), context).ok()?;
    value.as_string().map(|text| text.to_std_string_lossy())
}
