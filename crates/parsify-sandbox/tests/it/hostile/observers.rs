//! What a guest says, as those who listen hear it.

use std::sync::{Arc, Mutex};

use parsify_interface::{CallOptions, ErrorKind, Level, LogLine, Module, Observer, Progress, Request};
use parsify_sandbox::Allocation;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

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

/// Nothing that a line holds can end it, colour it, turn it round or name it another's.
#[tokio::test]
async fn a_line_is_one_line_whatever_it_holds() {
    let module = misbehaving(Allocation::Auto).await;
    let all = CallOptions::new().with_log_level(Level::Trace);
    let execution = module.execute(&Request::new("log-lines"), &all).await.unwrap();
    for line in &execution.report.log {
        let harmful = |letter: char| {
            letter.is_control()
                || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!line.message.contains(harmful), "{:?}", line.message);
    }
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

/// Takes what the host writes to its own log under the guests' target.
#[derive(Clone, Default)]
struct HostLog(Arc<Mutex<Vec<String>>>);

impl Subscriber for HostLog {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "parsify::guest"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        use std::fmt::Write as _;
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

/// Level and module in the host's log are the host's words, the guest's are one field.
#[tokio::test]
async fn the_hosts_log_cannot_be_forged() {
    let module = misbehaving(Allocation::Auto).await;
    let log = HostLog::default();
    let listening = tracing::subscriber::set_default(log.clone());
    module.execute(&Request::new("flood-log").with_param("count", 2), &CallOptions::new()).await.unwrap();
    drop(listening);
    let lines = log.0.lock().unwrap().clone();
    let expected = |number| format!("INFO message=line {number}\\u{{1b}}[31m module=\"misbehaving\"");
    assert_eq!(lines, [expected(0), expected(1)]);
}
