use parsify_interface::{CallOptions, Engine, Fallback, Module};

use crate::print::print_answer;
use crate::{Answer, Fixture, line_diff};

/// What a fixture's call gave.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Outcome {
    /// The answer.
    pub answer: Answer,
    /// What ran it, as the execution's report says; of a failure, as the module says.
    pub engine: Engine,
    /// The difference from the expectation, line by line; `None` when there is none.
    pub difference: Option<String>,
}

impl Outcome {
    /// True when the answer is the expected one.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.difference.is_none()
    }
}

/// Makes the call of a fixture and compares the answer with the expectation. A sandboxed module must answer from the
/// sandbox: its native twin is forbidden.
pub async fn run(module: &dyn Module, fixture: &Fixture) -> Outcome {
    let fallback = match module.engine() {
        Engine::Wasm => Fallback::Forbidden,
        Engine::Native => Fallback::Allowed,
    };
    let options = CallOptions::new().with_config(fixture.config.clone()).with_fallback(fallback);
    let result = module.execute(&fixture.request, &options).await;
    let engine = result.as_ref().map_or_else(|_| module.engine(), |execution| execution.report.engine);
    let answer = Answer::of(&result);
    let difference = match &fixture.expected {
        Some(expected) => difference(expected, &answer),
        None => Some(format!("nothing is expected yet\n{}", line_diff("", &print_answer(&answer)))),
    };
    Outcome { answer, engine, difference }
}

/// The difference between two answers, line by line.
pub(crate) fn difference(expected: &Answer, actual: &Answer) -> Option<String> {
    (expected != actual).then(|| show(expected, actual))
}

/// The same, and every bit counts.
pub(crate) fn exact_difference(expected: &Answer, actual: &Answer) -> Option<String> {
    (expected != actual).then(|| show(expected, actual))
}

fn show(expected: &Answer, actual: &Answer) -> String {
    let (expected, actual) = (print_answer(expected), print_answer(actual));
    let diff = line_diff(&expected, &actual);
    // A text of hexadecimal digits can pass for a binary document.
    if diff.is_empty() { format!("they differ, but not in their text:\n{actual}") } else { diff }
}
