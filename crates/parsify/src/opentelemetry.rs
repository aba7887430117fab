//! The spans of calls for OpenTelemetry. Feature `opentelemetry`.
//!
//! Each call is a span `parsify.call` of [`tracing`], whoever collects it, with the fields `module`, `version`, `operation`,
//! `digest` of the component, `engine`, `attempts`, and `outcome`: `success`, or the code of the failure. A call that a
//! module makes of another one is a span within. [`layer`] hands them to a tracer; what makes that one, and where it exports
//! to, is the program's choice.

use ::opentelemetry::trace::Tracer;
use tracing::Subscriber;
use tracing_opentelemetry::OpenTelemetryLayer;
use tracing_subscriber::registry::LookupSpan;

/// A layer that hands spans to a tracer: the calls' own ones, and those of the program around them, which are their parents.
/// Without the places of the source and the threads, which say nothing of a call.
///
/// ```
/// use opentelemetry::trace::TracerProvider as _;
/// use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider};
/// use tracing_subscriber::layer::SubscriberExt as _;
///
/// let exporter = InMemorySpanExporter::default();
/// let provider = SdkTracerProvider::builder().with_simple_exporter(exporter.clone()).build();
/// let subscriber = tracing_subscriber::registry().with(parsify::opentelemetry::layer(provider.tracer("my-program")));
/// # let _ = subscriber;
/// ```
#[must_use]
pub fn layer<S, T>(tracer: T) -> OpenTelemetryLayer<S, T>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
    T: Tracer + 'static,
    T::Span: Send + Sync,
{
    tracing_opentelemetry::layer().with_tracer(tracer).with_location(false).with_threads(false).with_target(false)
}
