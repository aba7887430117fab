use std::collections::BTreeMap;
use std::rc::Rc;

use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsArgs as _, JsError, JsNativeError, JsResult, JsValue, NativeFunction, js_string};

use super::state::{End, State};

/// Timers that will go off: by the moment, then in the order in which they were set.
#[derive(Default)]
pub(super) struct Timers {
    waiting: BTreeMap<(u64, u64), Timer>,
    /// How many were ever set.
    set: u64,
    /// How many went off.
    gone: u64,
}

struct Timer {
    id: u64,
    function: JsFunction,
    arguments: Vec<JsValue>,
    /// How often, for one that goes off again and again.
    every: Option<u64>,
}

/// Does what promises and timers have to do, until nothing is left. A moment without anything to do takes no time.
pub(super) fn run(context: &mut Context, state: &Rc<State>) -> JsResult<()> {
    loop {
        context.run_jobs()?;
        refuse_rejected(state)?;
        let Some(((moment, _), timer)) = state.timers.borrow_mut().waiting.pop_first() else { return Ok(()) };
        state.clock.go_to(moment);
        let mut timers = state.timers.borrow_mut();
        timers.gone += 1;
        if timers.gone > state.max_timers {
            return Err(state.finish(End::Timers));
        }
        if let Some(every) = timer.every {
            let again = Timer {
                id: timer.id,
                function: timer.function.clone(),
                arguments: timer.arguments.clone(),
                every: Some(every),
            };
            timers.set += 1;
            let key = (moment + every, timers.set);
            timers.waiting.insert(key, again);
        }
        drop(timers);
        timer.function.call(&JsValue::undefined(), &timer.arguments, context)?;
    }
}

/// A promise that was rejected and that nobody listens to ends the program, as Node does it.
fn refuse_rejected(state: &State) -> JsResult<()> {
    // That of a module is looked at when everything is done.
    let own = state.module.borrow().clone().map(boa_engine::JsObject::from);
    let rejected = std::mem::take(&mut *state.rejected.borrow_mut());
    let other = rejected
        .into_iter()
        .find(|(promise, _)| own.as_ref().is_none_or(|own| !boa_engine::JsObject::equals(own, promise)));
    other.map_or(Ok(()), |(_, reason)| Err(JsError::from_opaque(reason)))
}

/// The functions that set timers and take them back.
pub(super) fn register(context: &mut Context) -> JsResult<()> {
    for (name, function) in [
        ("setTimeout", NativeFunction::from_fn_ptr(|_, arguments, context| set(arguments, context, false))),
        ("setInterval", NativeFunction::from_fn_ptr(|_, arguments, context| set(arguments, context, true))),
        ("setImmediate", NativeFunction::from_fn_ptr(set_immediate)),
        ("queueMicrotask", NativeFunction::from_fn_ptr(queue_microtask)),
        ("clearTimeout", NativeFunction::from_fn_ptr(clear)),
        ("clearInterval", NativeFunction::from_fn_ptr(clear)),
        ("clearImmediate", NativeFunction::from_fn_ptr(clear)),
    ] {
        context.register_global_builtin_callable(js_string!(name), 1, function)?;
    }
    Ok(())
}

fn function(value: &JsValue) -> JsResult<JsFunction> {
    let function = value.as_object().and_then(JsFunction::from_object);
    function.ok_or_else(|| JsNativeError::typ().with_message("the callback is no function").into())
}

fn set(arguments: &[JsValue], context: &mut Context, again: bool) -> JsResult<JsValue> {
    let callback = function(arguments.get_or_undefined(0))?;
    let delay = arguments.get_or_undefined(1).to_number(context)?;
    // As in Node: at least a millisecond, and at most what 31 bits hold.
    let delay = if delay >= 1.0 && delay <= f64::from(i32::MAX) { delay as u64 } else { 1 };
    add(callback, arguments.get(2..).unwrap_or_default(), delay, again.then_some(delay), context)
}

fn set_immediate(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let callback = function(arguments.get_or_undefined(0))?;
    add(callback, arguments.get(1..).unwrap_or_default(), 0, None, context)
}

fn add(
    function: JsFunction,
    arguments: &[JsValue],
    delay: u64,
    every: Option<u64>,
    context: &Context,
) -> JsResult<JsValue> {
    let state = State::of(context)?;
    let mut timers = state.timers.borrow_mut();
    timers.set += 1;
    let id = timers.set;
    let moment = state.clock.passed() + delay;
    timers.waiting.insert((moment, id), Timer { id, function, arguments: arguments.to_vec(), every });
    Ok(JsValue::new(id as f64))
}

fn clear(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let id = arguments.get_or_undefined(0).to_number(context)?;
    let state = State::of(context)?;
    state.timers.borrow_mut().waiting.retain(|_, timer| timer.id as f64 != id);
    Ok(JsValue::undefined())
}

fn queue_microtask(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let callback = function(arguments.get_or_undefined(0))?;
    let job = boa_engine::job::PromiseJob::new(move |context| callback.call(&JsValue::undefined(), &[], context));
    context.enqueue_job(job.into());
    Ok(JsValue::undefined())
}
