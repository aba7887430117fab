use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use boa_engine::error::RuntimeLimitError;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, JsValue};

use super::clock::VirtualClock;
use super::random::Random;
use super::timers::Timers;
use crate::operations::{ConsoleEntry, ConsoleLevel, ExecuteOptions};

/// What the functions of the host share while a program runs.
pub(super) struct State {
    pub(super) clock: Rc<VirtualClock>,
    pub(super) random: Random,
    pub(super) output: RefCell<Output>,
    pub(super) timers: RefCell<Timers>,
    /// Promises that were rejected and have nobody to tell, with their reasons.
    pub(super) rejected: RefCell<Vec<(JsObject, JsValue)>>,
    /// The promise of the program itself, when it is a module.
    pub(super) module: RefCell<Option<JsPromise>>,
    pub(super) end: Cell<Option<End>>,
    pub(super) exit_code: Cell<i32>,
    /// What `console.count` has counted, and when `console.time` began.
    pub(super) counts: RefCell<BTreeMap<String, u64>>,
    pub(super) begun: RefCell<BTreeMap<String, u64>>,
    /// How deep `console.group` nests.
    pub(super) depth: Cell<usize>,
    max_output: usize,
    pub(super) max_timers: u64,
}

/// Why a program was ended from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// It asked for it.
    Exit,
    /// It wrote more than it may.
    Output,
    /// It set off more timers than it may.
    Timers,
}

/// What a program wrote.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) stdout: String,
    pub(super) stderr: String,
    pub(super) console: Vec<ConsoleEntry>,
}

impl State {
    pub(super) fn new(options: &ExecuteOptions, clock: Rc<VirtualClock>) -> Self {
        Self {
            clock,
            random: Random::new(options.seed),
            output: RefCell::default(),
            timers: RefCell::default(),
            rejected: RefCell::default(),
            module: RefCell::default(),
            end: Cell::new(None),
            exit_code: Cell::new(0),
            counts: RefCell::default(),
            begun: RefCell::default(),
            depth: Cell::new(0),
            max_output: options.max_output,
            max_timers: options.max_timers,
        }
    }

    /// The state of a context that was made with one.
    pub(super) fn of(context: &Context) -> JsResult<Rc<Self>> {
        let state = context.get_data::<Rc<Self>>().cloned();
        state.ok_or_else(|| JsNativeError::typ().with_message("the host has no state").into())
    }

    /// Ends the program; what comes back cannot be caught by it.
    pub(super) fn finish(&self, end: End) -> JsError {
        self.end.set(Some(self.end.get().unwrap_or(end)));
        // The only errors of the engine that `catch` lets through; which of them it is makes no difference.
        RuntimeLimitError::LoopIteration.into()
    }

    /// Writes to standard output or standard error.
    pub(super) fn write(&self, text: &str, to_stderr: bool) -> JsResult<()> {
        let mut output = self.output.borrow_mut();
        if output.stdout.len() + output.stderr.len() + text.len() > self.max_output {
            drop(output);
            return Err(self.finish(End::Output));
        }
        let stream = if to_stderr { &mut output.stderr } else { &mut output.stdout };
        stream.push_str(text);
        Ok(())
    }

    /// Tells the console, and writes the same as a line.
    pub(super) fn tell(&self, level: ConsoleLevel, text: String) -> JsResult<()> {
        let indent = "  ".repeat(self.depth.get());
        let text = text.lines().map(|line| format!("{indent}{line}")).collect::<Vec<_>>().join("\n");
        let to_stderr = matches!(level, ConsoleLevel::Warn | ConsoleLevel::Error | ConsoleLevel::Trace);
        self.write(&format!("{text}\n"), to_stderr)?;
        self.output.borrow_mut().console.push(ConsoleEntry { level, text });
        Ok(())
    }
}
