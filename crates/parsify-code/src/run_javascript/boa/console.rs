use boa_engine::object::ObjectInitializer;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsArgs as _, JsResult, JsValue, NativeFunction, js_string};

use super::inspect::{inspect, shown};
use super::state::State;
use crate::operations::ConsoleLevel;

type Function = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

/// The functions of a console (WHATWG, Console Standard), as far as they make sense without a screen.
const FUNCTIONS: &[(&str, Function)] = &[
    ("assert", assert),
    ("count", count),
    ("debug", |_, it, context| tell(ConsoleLevel::Debug, it, context)),
    ("dir", |_, it, context| tell(ConsoleLevel::Log, it.get(..1).unwrap_or_default(), context)),
    ("error", |_, it, context| tell(ConsoleLevel::Error, it, context)),
    ("group", group),
    ("groupCollapsed", group),
    ("groupEnd", group_end),
    ("info", |_, it, context| tell(ConsoleLevel::Info, it, context)),
    ("log", |_, it, context| tell(ConsoleLevel::Log, it, context)),
    ("table", |_, it, context| tell(ConsoleLevel::Log, it.get(..1).unwrap_or_default(), context)),
    ("time", time),
    ("timeEnd", time_end),
    ("trace", |_, it, context| tell(ConsoleLevel::Trace, it, context)),
    ("warn", |_, it, context| tell(ConsoleLevel::Warn, it, context)),
];

pub(super) fn register(context: &mut Context) -> JsResult<()> {
    let mut console = ObjectInitializer::new(context);
    for (name, function) in FUNCTIONS {
        console.function(NativeFunction::from_fn_ptr(*function), js_string!(*name), 0);
    }
    let console = console.build();
    context.register_global_property(js_string!("console"), console, Attribute::WRITABLE | Attribute::CONFIGURABLE)
}

fn tell(level: ConsoleLevel, values: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = line(values, context);
    State::of(context)?.tell(level, text)?;
    Ok(JsValue::undefined())
}

/// Values as one text: the first may have places for the others (`%s`, `%d`, `%i`, `%f`, `%j`, `%o`, `%O`, `%c`, `%%`).
fn line(values: &[JsValue], context: &mut Context) -> String {
    let Some((first, mut rest)) = values.split_first() else { return String::new() };
    let mut text = String::new();
    match first.as_string() {
        Some(format) if !rest.is_empty() => {
            let format = format.to_std_string_lossy();
            let mut letters = format.chars();
            while let Some(letter) = letters.next() {
                match (letter, letters.clone().next()) {
                    ('%', Some('%')) => text.push('%'),
                    ('%', Some(kind @ ('s' | 'd' | 'i' | 'f' | 'j' | 'o' | 'O' | 'c'))) if !rest.is_empty() => {
                        text.push_str(&placed(kind, &rest[0], context));
                        rest = &rest[1..];
                    }
                    _ => {
                        text.push(letter);
                        continue;
                    }
                }
                letters.next();
            }
        }
        _ => text.push_str(&shown(first, context)),
    }
    for value in rest {
        text.push(' ');
        text.push_str(&shown(value, context));
    }
    text
}

fn placed(kind: char, value: &JsValue, context: &mut Context) -> String {
    let number = |context: &mut Context| value.to_number(context).unwrap_or(f64::NAN);
    match kind {
        'd' | 'f' => shown(&JsValue::new(number(context)), context),
        'i' => shown(&JsValue::new(number(context).trunc()), context),
        'c' => String::new(),
        's' => shown(value, context),
        _ => inspect(value, context),
    }
}

fn label(arguments: &[JsValue], context: &mut Context) -> JsResult<String> {
    let label = arguments.get_or_undefined(0);
    if label.is_undefined() { Ok("default".to_owned()) } else { Ok(label.to_string(context)?.to_std_string_lossy()) }
}

fn assert(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if arguments.get_or_undefined(0).to_boolean() {
        return Ok(JsValue::undefined());
    }
    let what = line(arguments.get(1..).unwrap_or_default(), context);
    let text = if what.is_empty() { "Assertion failed".to_owned() } else { format!("Assertion failed: {what}") };
    State::of(context)?.tell(ConsoleLevel::Error, text)?;
    Ok(JsValue::undefined())
}

fn count(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = label(arguments, context)?;
    let state = State::of(context)?;
    let times = {
        let mut counts = state.counts.borrow_mut();
        let times = counts.entry(label.clone()).or_default();
        *times += 1;
        *times
    };
    state.tell(ConsoleLevel::Log, format!("{label}: {times}"))?;
    Ok(JsValue::undefined())
}

fn group(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let state = State::of(context)?;
    if !arguments.is_empty() {
        let text = line(arguments, context);
        state.tell(ConsoleLevel::Log, text)?;
    }
    // Deeper than anybody reads, each line would be longer than the one before.
    state.depth.set((state.depth.get() + 1).min(32));
    Ok(JsValue::undefined())
}

fn group_end(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let state = State::of(context)?;
    state.depth.set(state.depth.get().saturating_sub(1));
    Ok(JsValue::undefined())
}

fn time(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = label(arguments, context)?;
    let state = State::of(context)?;
    let now = state.clock.passed();
    state.begun.borrow_mut().insert(label, now);
    Ok(JsValue::undefined())
}

fn time_end(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = label(arguments, context)?;
    let state = State::of(context)?;
    let begun = state.begun.borrow_mut().remove(&label);
    if let Some(begun) = begun {
        state.tell(ConsoleLevel::Log, format!("{label}: {}ms", state.clock.passed() - begun))?;
    }
    Ok(JsValue::undefined())
}
