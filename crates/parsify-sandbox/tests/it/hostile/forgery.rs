//! Guests that speak with the host's voice.

use std::sync::{Arc, Mutex};

use parsify_interface::{CallOptions, Failure, Level, Module, Request};
use parsify_sandbox::Allocation;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::leaks::misbehaving;
use super::verdicts::sandbox;
use super::wat::{Guest, RESULT};
use crate::guests::fresh_digest;

/// What a guest gets that answers with a failure of that code.
async fn failing_with(code: &str) -> Failure {
    let length = code.len();
    let guest = Guest::executing(format!(
        "(i32.store8 (i32.const {RESULT}) (i32.const 1)) (i32.store8 (i32.const {}) (i32.const 5))
        (i32.store (i32.const {}) (i32.const 2048)) (i32.store (i32.const {}) (i32.const {length}))
        (i32.store (i32.const {}) (i32.const 0)) (i32.const {RESULT})",
        RESULT + 4,
        RESULT + 8,
        RESULT + 12,
        RESULT + 20,
    ))
    .items(format!("(data (i32.const 2048) \"{code}\")"));
    let module = sandbox(Allocation::Auto).load_embedded(guest.build(), fresh_digest()).await.unwrap();
    module.execute(&Request::new("attack"), &CallOptions::new()).await.unwrap_err()
}

#[tokio::test]
async fn a_modules_own_code_is_kept() {
    assert_eq!(failing_with("hostile.no").await.code(), "hostile.no");
}

/// Who branches on a code of the sandbox must be able to rely on its being the sandbox's.
#[tokio::test]
async fn a_module_cannot_give_a_code_of_the_sandbox() {
    for code in ["sandbox.timeout", "host.internal"] {
        assert_ne!(failing_with(code).await.code(), code);
    }
}

#[tokio::test]
async fn a_failure_without_a_code_gets_one() {
    assert_ne!(failing_with("").await.code(), "");
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
