use boa_engine::object::ObjectInitializer;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsArgs as _, JsObject, JsResult, JsValue, NativeFunction, js_string};

use super::state::{End, State};
use super::{console, member, timers};
use crate::run_javascript::Program;

/// The engine's own `JSON.stringify`, before a program can exchange it.
pub(super) fn json_stringify(context: &mut Context) -> Option<JsObject> {
    let json = member(&context.global_object(), "JSON", context)?;
    member(&json, "stringify", context)
}

/// Everything that a program finds beside the language.
pub(super) fn register(context: &mut Context, state: &std::rc::Rc<State>, program: &Program<'_>) -> JsResult<()> {
    console::register(context)?;
    timers::register(context)?;
    let args: Vec<JsValue> = program.options.args.iter().map(|argument| js_string!(argument.as_str()).into()).collect();
    let process = process(context, &args)?;
    let performance =
        ObjectInitializer::new(context).function(NativeFunction::from_fn_ptr(elapsed), js_string!("now"), 0).build();
    let args = JsArray::from_iter(args, context);
    let visible = Attribute::WRITABLE | Attribute::CONFIGURABLE;
    context.register_global_property(js_string!("process"), process, visible)?;
    context.register_global_property(js_string!("performance"), performance, visible)?;
    context.register_global_property(js_string!("args"), args, visible)?;
    context.register_global_property(js_string!("stdin"), js_string!(program.stdin), visible)?;
    let random = NativeFunction::from_fn_ptr(random).to_js_function(context.realm());
    if let Some(math) = member(&context.global_object(), "Math", context) {
        math.set(js_string!("random"), random, false, context)?;
    }
    for (name, value) in &program.options.variables {
        let value = JsValue::from_json(value, context)?;
        context.register_global_property(js_string!(name.as_str()), value, Attribute::all())?;
    }
    let _ = state;
    Ok(())
}

fn process(context: &mut Context, args: &[JsValue]) -> JsResult<JsObject> {
    let own = [JsValue::from(js_string!("parsify")), js_string!(super::NAME).into()];
    let argv = JsArray::from_iter(own.into_iter().chain(args.iter().cloned()), context);
    let stream = |context: &mut Context, function| {
        ObjectInitializer::new(context).function(NativeFunction::from_fn_ptr(function), js_string!("write"), 1).build()
    };
    let (stdout, stderr) = (stream(context, write_out), stream(context, write_err));
    let env = JsObject::with_null_proto();
    Ok(ObjectInitializer::new(context)
        .property(js_string!("argv"), argv, Attribute::all())
        .property(js_string!("env"), env, Attribute::all())
        .property(js_string!("exitCode"), JsValue::undefined(), Attribute::all())
        .property(js_string!("stdout"), stdout, Attribute::all())
        .property(js_string!("stderr"), stderr, Attribute::all())
        .function(NativeFunction::from_fn_ptr(exit), js_string!("exit"), 1)
        .build())
}

fn exit(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let state = State::of(context)?;
    let code = arguments.get_or_undefined(0);
    let code = if code.is_undefined() { exit_code(context) } else { code.to_i32(context)? };
    state.exit_code.set(code);
    Err(state.finish(End::Exit))
}

/// What the program has set as `process.exitCode`; 0 where it is nothing of the kind.
pub(super) fn exit_code(context: &mut Context) -> i32 {
    let code = member(&context.global_object(), "process", context)
        .and_then(|process| process.get(js_string!("exitCode"), context).ok());
    code.filter(JsValue::is_number).and_then(|code| code.to_i32(context).ok()).unwrap_or_default()
}

fn write_out(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    write(arguments, context, false)
}

fn write_err(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    write(arguments, context, true)
}

fn write(arguments: &[JsValue], context: &mut Context, to_stderr: bool) -> JsResult<JsValue> {
    let text = arguments.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    State::of(context)?.write(&text, to_stderr)?;
    Ok(JsValue::new(true))
}

fn elapsed(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::new(State::of(context)?.clock.passed() as f64))
}

fn random(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::new(State::of(context)?.random.next()))
}
