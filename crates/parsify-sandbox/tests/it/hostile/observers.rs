//! What a guest says, as those who listen hear it.

use std::sync::{Arc, Mutex};

use parsify_interface::{CallOptions, ErrorKind, Level, LogLine, Module, Observer, Progress, Request};
use parsify_sandbox::Allocation;

use super::leaks::{misbehaving, run};
use super::verdicts::sandbox;
use super::wat::{Guest, RESULT};
use crate::guests::{fresh_digest, limits, options};

#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Vec<String>>>);

impl Observer for Listener {
    fn log(&self, line: &LogLine) {
        self.0.lock().unwrap().push(format!("{} {}", line.level, line.message));
    }

    fn progress(&self, progress: Progress) {
        self.0.lock().unwrap().push(format!("{}/{}", progress.done, progress.total));
    }
}

#[tokio::test]
async fn observers_hear_lines_and_progress_in_order() {
    let line = |level: u32| format!("(call $log (i32.const {level}) (i32.const 64) (i32.const 4))");
    let progress = |done: u32| format!("(call $progress (i64.const {done}) (i64.const 3))");
    let steps = [line(2), progress(1), line(1), progress(2), line(4), progress(3)].concat();
    let bytes = Guest::executing(format!("{steps} (i32.const {RESULT})")).build();
    let module = sandbox(Allocation::Auto).load_embedded(bytes, fresh_digest()).await.unwrap();
    let listener = Listener::default();
    let options = CallOptions::new().with_observer(listener.clone());
    let execution = module.execute(&Request::new("attack"), &options).await.unwrap();
    let heard = listener.0.lock().unwrap().clone();
    assert_eq!(heard, ["info null", "1/3", "2/3", "error null", "3/3"], "the line of level debug is dropped");
    assert_eq!(execution.report.log.len(), 2);
}

#[tokio::test]
async fn lines_below_the_level_are_dropped_and_count() {
    let module = misbehaving(Allocation::Auto).await;
    let request = Request::new("log-lines");
    let levels = |execution: parsify_interface::Execution| -> Vec<Level> {
        execution.report.log.iter().map(|line| line.level).collect()
    };
    let all = CallOptions::new().with_log_level(Level::Trace);
    let every = [Level::Trace, Level::Debug, Level::Info, Level::Warn, Level::Error];
    assert_eq!(levels(module.execute(&request, &all).await.unwrap()), every);
    let few = CallOptions::new().with_log_level(Level::Warn);
    assert_eq!(levels(module.execute(&request, &few).await.unwrap()), every[3..]);

    let narrow = options(limits().with_log_lines(4)).with_log_level(Level::Error);
    let failure = module.execute(&request, &narrow).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "sandbox.log"));
}

struct Panics;

impl Observer for Panics {
    fn log(&self, _: &LogLine) {
        panic!("cannot hear lines");
    }

    fn progress(&self, _: Progress) {
        panic!("cannot hear progress");
    }
}

#[tokio::test]
async fn an_observer_that_panics_ends_its_call_only() {
    let module = misbehaving(Allocation::Auto).await;
    for (operation, word) in [("flood-log", "cannot hear lines"), ("flood-progress", "cannot hear progress")] {
        let request = Request::new(operation).with_param("count", 3);
        let failure = module.execute(&request, &CallOptions::new().with_observer(Panics)).await.unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Internal, "host.internal"));
        assert!(failure.message().contains(word), "{failure}");
        assert_eq!((failure.module(), failure.operation()), (Some("misbehaving"), Some(operation)));
        assert!(!failure.hints().is_empty());
        for _ in 0..100 {
            assert_eq!(run(&module, "state-leak", 0, limits()).await.unwrap(), 1);
        }
    }
}
