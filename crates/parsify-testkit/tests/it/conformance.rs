use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use parsify_interface::{
    CallOptions, Context, Descriptor, Engine, Execution, Failure, Fallback, Module, Processor, Request, Response,
};
use parsify_testkit::{Disagreement, Fixture, Fixtures, InProcess, block_on, conformance};

use crate::sample::{HOLDING, folder, sample};

type Change = fn(usize, Result<Response, Failure>) -> Result<Response, Failure>;

/// The sample, with its answers changed; the function also learns how many answers there were before.
struct Changed {
    change: Change,
    describe: fn(Descriptor) -> Descriptor,
    answers: AtomicUsize,
}

impl Processor for Changed {
    fn describe(&self) -> Descriptor {
        (self.describe)(sample().describe())
    }

    fn execute(&self, request: Request, context: &dyn Context) -> Result<Response, Failure> {
        let before = self.answers.fetch_add(1, Ordering::Relaxed);
        (self.change)(before, sample().execute(request, context))
    }
}

fn changed(change: Change) -> Changed {
    Changed { change, describe: |descriptor| descriptor, answers: AtomicUsize::new(0) }
}

fn fixtures() -> Vec<Fixture> {
    Fixtures::load(folder(HOLDING)).unwrap()
}

/// What does not agree between the sample and a changed one in a sandbox, without repetitions.
#[track_caller]
fn check(sandboxed: Changed, expected: &[Disagreement]) {
    let sandboxed = InProcess::new(sandboxed).with_engine(Engine::Wasm);
    let mut found = Vec::new();
    for difference in block_on(conformance(&InProcess::new(sample()), &sandboxed, &fixtures())) {
        assert!(!difference.text.is_empty());
        if !found.contains(&difference.disagreement) {
            found.push(difference.disagreement);
        }
    }
    assert_eq!(found, expected);
}

#[test]
fn a_twin_conforms() {
    check(changed(|_, answer| answer), &[]);
}

#[test]
fn every_part_of_an_answer_is_compared() {
    use Disagreement::{NativeAndSandboxed, SandboxedAndExpected};
    let changes: [Change; 8] = [
        |_, answer| answer.map(|response| Response { documents: Vec::new(), ..response }),
        |_, answer| {
            answer.map(|mut response| {
                response.documents.iter_mut().for_each(|document| document.media_type.clear());
                response
            })
        },
        |_, answer| answer.map(|response| Response { data: true.into(), ..response }),
        |_, answer| answer.map(|response| Response { warnings: Vec::new(), ..response }),
        |_, answer| answer.map_err(|failure| failure.with_detail("more", 1_u64)),
        |_, answer| answer.map_err(|failure| failure.with_hint("more")),
        |_, answer| answer.map_err(|failure| Failure::new(failure.kind(), "other.code", failure.message())),
        |_, answer| answer.or(Ok(Response::default())),
    ];
    for change in changes {
        check(changed(change), &[NativeAndSandboxed, SandboxedAndExpected]);
    }
}

#[test]
fn what_a_host_adds_to_a_failure_does_not_count() {
    check(changed(|_, answer| answer.map_err(|failure| failure.with_module("sample").with_operation("x"))), &[]);
}

#[test]
fn an_answer_that_changes_is_found() {
    let second_runs: Change = |before, answer| match before % 2 {
        0 => answer,
        _ => answer.map(|response| Response { warnings: vec!["again".to_owned()], ..response }),
    };
    check(changed(second_runs), &[Disagreement::SandboxedRuns]);
}

#[test]
fn descriptors_are_compared() {
    let mut processor = changed(|_, answer| answer);
    processor.describe = |mut descriptor| {
        descriptor.operations[0].total = true;
        descriptor
    };
    check(processor, &[Disagreement::Descriptors]);
}

#[test]
fn a_module_is_not_compared_with_itself() {
    let native = InProcess::new(sample());
    let differences = block_on(conformance(&native, &native, &fixtures()));
    assert_eq!(differences.len(), 1);
    assert_eq!(differences[0].disagreement, Disagreement::NotSandboxed);
}

/// Says it is sandboxed, and answers natively: always, or only when it may.
struct Pretender {
    inner: InProcess<parsify_interface::Operations>,
    always: bool,
}

#[async_trait]
impl Module for Pretender {
    fn descriptor(&self) -> &Descriptor {
        self.inner.descriptor()
    }

    async fn execute(&self, request: &Request, options: &CallOptions) -> Result<Execution, Failure> {
        let mut execution = self.inner.execute(request, options).await?;
        if !self.always && options.fallback == Fallback::Forbidden {
            execution.report.engine = Engine::Wasm;
        }
        Ok(execution)
    }

    fn engine(&self) -> Engine {
        Engine::Wasm
    }
}

#[test]
fn an_answer_of_the_native_twin_is_a_difference() {
    let differences = |always| {
        let pretender = Pretender { inner: InProcess::new(sample()), always };
        block_on(conformance(&InProcess::new(sample()), &pretender, &fixtures()))
    };
    assert_eq!(differences(false), []);
    let found: Vec<_> = differences(true).into_iter().map(|one| (one.place, one.disagreement)).collect();
    let expected = ["count/some", "upper/empty", "upper/word"];
    assert_eq!(found, expected.map(|place| (place.to_owned(), Disagreement::NotSandboxed)));
}

#[test]
fn no_fixtures_is_no_conformance() {
    let sandboxed = InProcess::new(sample()).with_engine(Engine::Wasm);
    let differences = block_on(conformance(&InProcess::new(sample()), &sandboxed, &[]));
    assert_eq!(differences[0].disagreement, Disagreement::Coverage);
    assert_eq!(
        differences[0].to_string(),
        "sample: not every operation has a fixture\n`sample` has operations without a fixture: upper, count"
    );
}

#[test]
fn both_wrong_in_the_same_way_is_two_differences() {
    let mut fixtures = fixtures();
    fixtures.iter_mut().for_each(|fixture| fixture.expected = None);
    let sandboxed = InProcess::new(sample()).with_engine(Engine::Wasm);
    let differences = block_on(conformance(&InProcess::new(sample()), &sandboxed, &fixtures[..1]));
    let found: Vec<_> = differences.iter().map(|difference| difference.disagreement).collect();
    let expected = [Disagreement::Coverage, Disagreement::NativeAndExpected, Disagreement::SandboxedAndExpected];
    assert_eq!(found, expected);
}
