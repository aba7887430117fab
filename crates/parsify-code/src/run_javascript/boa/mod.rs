//! The engine Boa.

mod clock;
mod console;
mod ended;
mod globals;
mod inspect;
mod jobs;
mod random;
mod state;
mod timers;

use std::rc::Rc;

use boa_engine::context::ContextBuilder;
use boa_engine::{Context, JsError, JsObject, JsResult, JsValue, Module, Script, Source, js_string};
use parsify_error::Failure;

use self::clock::VirtualClock;
use self::jobs::Jobs;
use self::state::State;
use super::{Engine, Program};
use crate::operations::Executed;

/// Calls of functions within each other. The interpreter's own stack grows with some of them (getters, callbacks of
/// built-in functions); this many fit into the stack of a guest.
const MOST_CALLS: usize = 400;
/// Values on the stack of the interpreter.
const MOST_VALUES: usize = 1024 * 1024;
/// What the program is called in the places of errors.
const NAME: &str = "program.js";

/// The engine Boa, in a fresh context for each program.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Boa;

impl Engine for Boa {
    fn run(&self, program: &Program<'_>) -> Result<Executed, Failure> {
        let clock = Rc::new(VirtualClock::new(program.options.now));
        let state = Rc::new(State::new(program.options, clock.clone()));
        let mut context = context(&state, clock).map_err(|error| ended::broken(&error))?;
        let stringify = globals::json_stringify(&mut context);
        globals::register(&mut context, &state, program).map_err(|error| ended::broken(&error))?;
        let result = evaluate(&mut context, &state, program.text);
        ended::executed(&mut context, &state, program.language, result, stringify.as_ref())
    }
}

fn context(state: &Rc<State>, clock: Rc<VirtualClock>) -> JsResult<Context> {
    let mut context = ContextBuilder::new()
        .clock(clock)
        .host_hooks(Rc::new(jobs::Hooks::new(state.clone())))
        .job_executor(Rc::new(Jobs::default()))
        .build()?;
    let limits = context.runtime_limits_mut();
    limits.set_recursion_limit(MOST_CALLS);
    limits.set_stack_size_limit(MOST_VALUES);
    context.insert_data(state.clone());
    Ok(context)
}

/// Runs the text, and then whatever it left to do. The value is that of its last expression.
fn evaluate(context: &mut Context, state: &Rc<State>, text: &str) -> JsResult<JsValue> {
    let source = || Source::from_bytes(text.as_bytes()).with_path(std::path::Path::new(NAME));
    let script = match Script::parse(source(), None, context) {
        Ok(script) => script,
        // What is no script may be a module: it imports, exports, or awaits at its top level.
        Err(error) => match Module::parse(source(), None, context) {
            Ok(module) => return evaluate_module(context, state, &module),
            Err(_) => return Err(error),
        },
    };
    let value = script.evaluate(context)?;
    timers::run(context, state)?;
    Ok(value)
}

fn evaluate_module(context: &mut Context, state: &Rc<State>, module: &Module) -> JsResult<JsValue> {
    let promise = module.load_link_evaluate(context);
    state.module.replace(Some(promise.clone()));
    timers::run(context, state)?;
    match promise.state() {
        boa_engine::builtins::promise::PromiseState::Rejected(reason) => Err(JsError::from_opaque(reason)),
        _ => Ok(JsValue::undefined()),
    }
}

/// The function `name` of an object that this engine made.
fn member(object: &JsObject, name: &str, context: &mut Context) -> Option<JsObject> {
    object.get(js_string!(name), context).ok()?.as_object()
}
