//! What a manager hands to the outside: metrics as Prometheus text, and spans for OpenTelemetry.

use metrics_exporter_prometheus::PrometheusBuilder;
use opentelemetry::trace::{Status, TracerProvider as _};
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider, SpanData};
use parsify::{CallOptions, ErrorKind, ModuleManager, Request};
use parsify_testkit::built_guest;
use tracing_subscriber::layer::SubscriberExt as _;

async fn manager() -> ModuleManager {
    ModuleManager::builder()
        .without_builtin_modules()
        .with_module(built_guest("misbehaving"))
        .with_module(built_guest("text-tools"))
        .with_module(built_guest("text-outline"))
        .build()
        .await
        .unwrap()
}

async fn call(manager: &ModuleManager, module: &str, request: Request) -> Result<parsify::Execution, parsify::Failure> {
    manager.execute(module, request, CallOptions::new()).await
}

/// The value of a line of the text.
fn value(text: &str, line: &str) -> Option<f64> {
    text.lines().find_map(|found| found.strip_prefix(line)?.trim().parse().ok())
}

#[tokio::test]
async fn metrics_are_what_the_statistics_say() {
    let (manager, recorder) = (manager().await, PrometheusBuilder::new().build_recorder());
    let render = || {
        metrics::with_local_recorder(&recorder, || manager.publish_metrics());
        recorder.handle().render()
    };
    for _ in 0..3 {
        call(&manager, "text-tools", Request::new("slugify").with_text("text", "A Title")).await.unwrap();
    }
    let failure = call(&manager, "misbehaving", Request::new("eat-memory")).await;
    assert_eq!(failure.map_err(|failure| failure.kind()).unwrap_err(), ErrorKind::Memory);
    let text = render();
    let slugify = "module=\"text-tools\",version=\"0.1.0\",operation=\"slugify\"";
    let eaten = "module=\"misbehaving\",version=\"0.1.0\",operation=\"eat-memory\"";
    for (line, expected) in [
        (format!("parsify_calls_total{{{slugify},outcome=\"success\"}}"), 3.0),
        (format!("parsify_calls_total{{{eaten},outcome=\"memory\"}}"), 1.0),
        (format!("parsify_calls_total{{{eaten},outcome=\"success\"}}"), 0.0),
        (format!("parsify_in_flight{{{slugify}}}"), 0.0),
        ("parsify_health{module=\"misbehaving\",version=\"0.1.0\"}".to_owned(), 0.0),
        ("parsify_health{module=\"text-tools\",version=\"0.1.0\"}".to_owned(), 1.0),
        ("parsify_breaker{module=\"text-tools\",version=\"0.1.0\"}".to_owned(), 0.0),
        ("parsify_running".to_owned(), 0.0),
    ] {
        assert_eq!(value(&text, &line), Some(expected), "{line}\n{text}");
    }
    let time = |quantile| value(&text, &format!("parsify_call_seconds{{{slugify},quantile=\"{quantile}\"}}")).unwrap();
    assert!(0.0 < time("0.5") && time("0.5") <= time("1"));
    // Sums go on; they are not added to what was published before.
    call(&manager, "text-tools", Request::new("slugify").with_text("text", "B")).await.unwrap();
    let line = format!("parsify_calls_total{{{slugify},outcome=\"success\"}}");
    assert_eq!(value(&render(), &line), Some(4.0));
    assert_eq!(value(&render(), &line), Some(4.0));
}

fn field(span: &SpanData, name: &str) -> Option<String> {
    let found = span.attributes.iter().find(|attribute| attribute.key.as_str() == name);
    found.map(|attribute| attribute.value.to_string())
}

#[tokio::test]
async fn calls_are_spans_within_the_spans_of_their_callers() {
    let exporter = InMemorySpanExporter::default();
    let provider = SdkTracerProvider::builder().with_simple_exporter(exporter.clone()).build();
    let layer = parsify::opentelemetry::layer(provider.tracer("tests"));
    let _here = tracing::subscriber::set_default(tracing_subscriber::registry().with(layer));
    let manager = manager().await;
    let outline = Request::new("outline").with_text("text", "# A Title\n\ntext\n");
    call(&manager, "text-outline", outline).await.unwrap();
    call(&manager, "misbehaving", Request::new("abort")).await.unwrap_err();
    let spans = exporter.get_finished_spans().unwrap();
    let calls: Vec<_> = spans.iter().filter(|span| span.name == "parsify.call").collect();
    let of = |module: &str| *calls.iter().find(|span| field(span, "module").as_deref() == Some(module)).unwrap();
    let (outer, inner, failed) = (of("text-outline"), of("text-tools"), of("misbehaving"));
    assert_eq!(inner.parent_span_id, outer.span_context.span_id());
    assert_eq!(field(outer, "operation").as_deref(), Some("outline"));
    assert_eq!((field(outer, "version").as_deref(), field(outer, "engine").as_deref()), (Some("0.1.0"), Some("wasm")));
    assert!(field(outer, "digest").unwrap().starts_with("sha256:"));
    assert_eq!((field(outer, "outcome").as_deref(), &outer.status), (Some("success"), &Status::Unset));
    assert_eq!(field(failed, "outcome").as_deref(), Some("sandbox.trap"));
    assert!(matches!(failed.status, Status::Error { .. }), "{:?}", failed.status);
}
