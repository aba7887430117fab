//! Runs JavaScript, and TypeScript through its transpiler.
//!
//! A program has the language, what it is given, a console, timers and promises on a clock of its own. It has no files, no
//! network, no time and no randomness of the machine: the same call gives the same answer.

mod boa;
mod engine;
mod module;
mod source_map;
mod typescript;

pub use engine::{Engine, Program};
pub use module::RunJavascript;

use parsify_error::Failure;

use crate::nesting::check_nesting;
use crate::operations::Executed;

/// Runs a program.
///
/// A program that ends with an error has been executed: that is its result.
///
/// # Errors
///
/// [`code::OUTPUT`](crate::code::OUTPUT), [`code::TIMERS`](crate::code::TIMERS): it did more than it may. What a program must
/// be kept from by force (time, memory, stack) is the sandbox's. [`code::DEPTH`](crate::code::DEPTH): its brackets nest too
/// deep for the parser.
///
/// ```
/// use parsify_code::ExecuteOptions;
/// use parsify_code::run_javascript::{Program, run};
///
/// let options = ExecuteOptions::default();
/// let done = run(&Program::new("javascript", "console.log('a'); 6 * 7", "", &options)).unwrap();
/// assert_eq!((done.stdout.as_str(), done.value), ("a\n", 42.into()));
/// ```
pub fn run(program: &Program<'_>) -> Result<Executed, Failure> {
    check_nesting(program.text)?;
    boa::Boa.run(program)
}
