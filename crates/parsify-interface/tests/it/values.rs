use std::time::Duration;

use parsify_interface::{
    Capability, Document, ErrorKind, Failure, FailureSummary, Grants, LimitOverrides, Limits, Report, Response,
};
use proptest::prelude::*;

#[test]
fn nothing_is_granted_by_default() {
    let grants = Grants::default();
    assert_eq!(grants.iter().count(), 0);
    assert!(!grants.allows(Capability::Clock));
    assert!(grants.with(Capability::Clock).allows(Capability::Clock));
}

#[test]
fn a_payload_never_shows_in_debug_output() {
    let document = Document::text("password", "hunter2");
    assert!(!format!("{document:?}").contains("hunter2"));
}

#[test]
fn a_text_is_taken_out_without_a_copy() {
    let text = String::from("long text");
    let address = text.as_ptr();
    let response = Response { documents: vec![Document::text("t", text)], ..Response::default() };
    let taken = response.into_text().unwrap();
    assert_eq!(taken.as_ptr(), address);
}

#[test]
fn control_characters_are_escaped() {
    let harmless = parsify_interface::harmless;
    assert_eq!(harmless("a\u{1b}[31mb\nc\r\n"), "a\\u{1b}[31mb\\nc");
    assert_eq!(harmless("ü \u{202e}x"), "ü \\u{202e}x");
}

#[test]
fn the_size_of_a_response_counts_everything() {
    let documents = vec![Document::text("name", "four"), Document::binary("", [1, 2, 3])];
    let data = parsify_interface::serde_json::json!({"a": [1, "x"]});
    let response = Response { documents, data, warnings: vec!["careful".to_owned()] };
    assert_eq!(response.size(), 4 + 4 + 3 + r#"{"a":[1,"x"]}"#.len() as u64 + 7);
}

#[test]
fn a_report_is_readable_json() {
    use parsify_interface::{Engine, ModuleId, Version, serde_json};
    let mut report = Report::new(ModuleId::from_static("x"), Version::new(1, 2, 3), "do", Engine::Wasm);
    report.wall = Duration::from_micros(1500);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["engine"], "wasm");
    assert_eq!(json["wallMs"], 1.5);
    assert_eq!(json["version"], "1.2.3");
    assert!(json.get("fallback").is_none());
}

fn overrides() -> impl Strategy<Value = LimitOverrides> {
    any::<[Option<u64>; 4]>().prop_map(|[millis, memory, output, log]| {
        let mut overrides = LimitOverrides::default();
        overrides.deadline_ms = millis;
        overrides.memory = memory;
        overrides.output = output;
        overrides.log_bytes = log;
        overrides
    })
}

proptest! {
    #[test]
    fn nothing_exceeds_the_ceiling(first in overrides(), second in overrides()) {
        let ceiling = Limits::default();
        let limits = Limits::default().with(&first).with(&second).at_most(&ceiling);
        prop_assert!(limits.deadline <= ceiling.deadline);
        prop_assert!(limits.memory <= ceiling.memory);
        prop_assert!(limits.output <= ceiling.output);
        prop_assert!(limits.log_bytes <= ceiling.log_bytes);
    }

    #[test]
    fn the_last_override_counts(first in overrides(), second in overrides()) {
        let limits = Limits::default().with(&first).with(&second);
        let expected = second.memory.or(first.memory).unwrap_or(Limits::default().memory);
        prop_assert_eq!(limits.memory, expected);
    }

    #[test]
    fn limits_survive_as_overrides(changes in overrides()) {
        let limits = Limits::default().with(&changes);
        prop_assert_eq!(Limits::default().with(&limits.into()), limits);
    }

    #[test]
    fn deadlines_are_never_shortened_by_rounding(nanos in any::<u64>()) {
        let deadline = Duration::from_nanos(nanos);
        let limits = Limits::default().with(&LimitOverrides::default().with_deadline(deadline));
        prop_assert!(limits.deadline >= deadline);
        prop_assert!(limits.deadline < deadline + Duration::from_millis(1));
    }
}

#[test]
fn a_summary_keeps_the_beginning_of_a_long_message() {
    let summary = |message: &str| FailureSummary::from(&Failure::new(ErrorKind::Input, "x.y", message)).message;
    assert_eq!(summary("short"), "short");
    let cut = summary(&"ä".repeat(100_000));
    assert!(cut.len() <= 1024 + '…'.len_utf8() && cut.ends_with("ä…"), "{} bytes", cut.len());
}
