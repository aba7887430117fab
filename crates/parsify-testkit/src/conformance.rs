use std::fmt;

use parsify_interface::{Engine, Module, serde_json};

use crate::run::{difference, exact_difference};
use crate::{Fixture, check_coverage, line_diff, run};

/// Where two modules, or a module and its fixtures, do not agree.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The fixture (`format/nested`), or the module's id when it is about the module as a whole.
    pub place: String,
    /// What does not agree.
    pub disagreement: Disagreement,
    /// The difference line by line, or what is missing.
    pub text: String,
}

/// What does not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Disagreement {
    /// The modules describe themselves differently.
    Descriptors,
    /// An operation has no fixture.
    Coverage,
    /// What should have run in the sandbox did not.
    NotSandboxed,
    /// The native module does not give the expected answer.
    NativeAndExpected,
    /// The sandboxed module does not give the expected answer.
    SandboxedAndExpected,
    /// The modules give different answers.
    NativeAndSandboxed,
    /// The sandboxed module gives another answer the second time.
    SandboxedRuns,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Descriptors => "native (-) and sandboxed (+) describe themselves differently",
            Self::Coverage => "not every operation has a fixture",
            Self::NotSandboxed => "it did not run in the sandbox",
            Self::NativeAndExpected => "expected (-) is not what native (+) gives",
            Self::SandboxedAndExpected => "expected (-) is not what the sandbox (+) gives",
            Self::NativeAndSandboxed => "native (-) and sandboxed (+) differ",
            Self::SandboxedRuns => "the first (-) and the second (+) run in the sandbox differ",
        })
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n{}", self.place, self.disagreement, self.text)
    }
}

impl fmt::Debug for Difference {
    /// A test that asserts shows this, and a difference is read line by line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Runs every fixture once natively and twice in the sandbox, and lists what does not agree: answers (documents, media
/// types, data, warnings, and of failures kind, code, message, details and hints) with each other and with the
/// expectation, and the descriptors. Empty when the modules conform.
///
/// A sandboxed module that answers natively is a difference: it would be compared with itself.
pub async fn conformance(native: &dyn Module, sandboxed: &dyn Module, fixtures: &[Fixture]) -> Vec<Difference> {
    let mut differences = compare_modules(native, sandboxed, fixtures);
    for fixture in fixtures {
        differences.extend(compare_answers(native, sandboxed, fixture).await);
    }
    differences
}

fn compare_modules(native: &dyn Module, sandboxed: &dyn Module, fixtures: &[Fixture]) -> Vec<Difference> {
    let (first, second) = (native.descriptor(), sandboxed.descriptor());
    let note = |disagreement, text| Difference { place: first.id.to_string(), disagreement, text };
    let mut differences = Vec::new();
    if first != second {
        let json = |descriptor| serde_json::to_string_pretty(descriptor).unwrap_or_default();
        differences.push(note(Disagreement::Descriptors, line_diff(&json(first), &json(second))));
    }
    if let Err(error) = check_coverage(first, fixtures) {
        differences.push(note(Disagreement::Coverage, error.to_string()));
    }
    if sandboxed.engine() != Engine::Wasm {
        differences.push(note(Disagreement::NotSandboxed, format!("the module says {}", sandboxed.engine())));
    }
    differences
}

async fn compare_answers(native: &dyn Module, sandboxed: &dyn Module, fixture: &Fixture) -> Vec<Difference> {
    let natively = run(native, fixture).await;
    let first = run(sandboxed, fixture).await;
    let second = run(sandboxed, fixture).await;
    let engine = [first.engine, second.engine].into_iter().find(|engine| *engine != Engine::Wasm);
    // A module that says so of itself is noted once, not for each fixture.
    let engine = engine.filter(|_| sandboxed.engine() == Engine::Wasm);
    [
        (Disagreement::NotSandboxed, engine.map(|engine| format!("the report says {engine}"))),
        (Disagreement::NativeAndSandboxed, difference(&natively.answer, &first.answer)),
        (Disagreement::SandboxedRuns, exact_difference(&first.answer, &second.answer)),
        (Disagreement::NativeAndExpected, natively.difference),
        (Disagreement::SandboxedAndExpected, first.difference),
    ]
    .into_iter()
    .filter_map(|(disagreement, text)| Some(Difference { place: fixture.label(), disagreement, text: text? }))
    .collect()
}
