//! Programs that are executed, natively: what must be ended by force is tested in the sandbox.

mod console;
mod errors;
mod given;
mod hostile;
mod timers;
mod values;

use parsify_code::run_javascript::{Program, run};
use parsify_code::{ExecuteOptions, Executed};

pub(crate) fn with(text: &str, change: impl Fn(&mut ExecuteOptions)) -> Executed {
    let mut options = ExecuteOptions::default();
    change(&mut options);
    run(&Program::new("javascript", text, "", &options)).unwrap()
}

pub(crate) fn done(text: &str) -> Executed {
    with(text, |_| ())
}

/// What a program writes.
pub(crate) fn writes(text: &str) -> String {
    let executed = done(text);
    assert_eq!(executed.error, None, "{text}");
    executed.stdout
}
