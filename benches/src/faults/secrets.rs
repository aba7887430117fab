//! R25: secrets that a caller hands in show up nowhere but with the module that gets them.

use std::collections::BTreeSet;

use metrics_exporter_prometheus::PrometheusBuilder;
use parsify::{CallOptions, HistoryFilter, ModuleManager, Request, serde_json};
use parsify_interface::{CancelToken, LimitOverrides};

use super::Options;
use super::witness::Witness;
use crate::figure::Figure;
use crate::guests;
use crate::soak::own_runtime;

/// Not to be found by chance.
const IN_CONFIG: &str = "canary-c-7f3a91";
const IN_PARAMS: &str = "canary-p-52be04";

/// Every way for a call to end, each with the configuration and with a secret among the params; and whether it counts.
const OPERATIONS: [(&str, bool); 21] = [
    ("spin", false),
    ("eat-memory", false),
    ("give-bytes", true),
    ("give-documents", true),
    ("panic", false),
    ("abort", false),
    ("recurse", true),
    ("flood-log", true),
    ("flood-progress", true),
    ("report-progress", true),
    ("flood-config", true),
    ("fill-memory", true),
    ("state-leak", false),
    ("slow", true),
    ("log-lines", false),
    ("huge-warning", true),
    ("deep-data", true),
    ("echo", false),
    ("call", false),
    ("fail", false),
    ("no-such-operation", false),
];

#[derive(Default)]
struct Said {
    calls: usize,
    texts: Vec<(&'static str, String)>,
}

pub(super) fn measure(_: &Options, stop: &CancelToken) -> Vec<Figure> {
    let witness = Witness::default();
    // For the whole process: loading and ticking happen on other threads. Another subscriber would have been set by us.
    let listening = tracing::subscriber::set_global_default(witness.clone()).is_ok();
    let mut said = own_runtime().block_on(call_all(stop));
    let heard = witness.heard();
    let lines = heard.lines().count();
    said.texts.push(("tracing", heard));
    let mut figures = vec![
        Figure::judged("R25", "lines of tracing listened to", lines, "more than 0", listening && lines > 0),
        Figure::told("R25", "calls with secrets", said.calls),
    ];
    figures.extend([("configuration", IN_CONFIG), ("params", IN_PARAMS)].map(|(place, canary)| {
        let found: Vec<_> = said.texts.iter().filter(|(_, text)| text.contains(canary)).collect();
        let kinds: BTreeSet<_> = found.iter().map(|(what, _)| *what).collect();
        let value = format!("{} {}", found.len(), Vec::from_iter(kinds).join(", "));
        let what = format!("texts with a secret of the {place}, of {}", said.texts.len());
        Figure::judged("R25", what, value.trim_end(), "0", found.is_empty())
    }));
    figures
}

async fn call_all(stop: &CancelToken) -> Said {
    let builder = ModuleManager::builder().without_builtin_modules();
    let builder = builder.with_module(guests::path("misbehaving")).with_module(guests::path("json-processor"));
    let manager = builder.build().await.expect("the guests load");
    let mut said = Said::default();
    for (operation, counts) in OPERATIONS {
        for params in ["fitting", "unknown", "wrong type"] {
            if stop.is_cancelled() {
                return said;
            }
            one(&manager, "misbehaving", request(operation, counts, params), &mut said).await;
        }
    }
    for document in ["[1]", "{\"broken\": ", "[[["] {
        let request = Request::new("format").with_text("json", document).with_param("indent", IN_PARAMS);
        one(&manager, "json-processor", request, &mut said).await;
        let request = Request::new("format").with_text("json", document);
        one(&manager, "json-processor", request, &mut said).await;
    }
    said.texts.push(("debug text of the manager", format!("{manager:?}")));
    let failures = manager.failures(&HistoryFilter::default());
    said.texts.push(("failures", serde_json::to_string(&failures).unwrap_or_default()));
    said.texts.push(("status", serde_json::to_string(&manager.status()).unwrap_or_default()));
    let recorder = PrometheusBuilder::new().build_recorder();
    metrics::with_local_recorder(&recorder, || manager.publish_metrics());
    said.texts.push(("metrics", recorder.handle().render()));
    said
}

fn request(operation: &str, counts: bool, params: &str) -> Request {
    let request = Request::new(operation);
    let request = if operation == "echo" { request.with_text("text", "x") } else { request };
    match params {
        "unknown" => request.with_param("token", IN_PARAMS),
        "wrong type" => request.with_param("count", IN_PARAMS),
        _ if counts => request.with_param("count", 200_000),
        _ => request,
    }
}

async fn one(manager: &ModuleManager, module: &str, request: Request, said: &mut Said) {
    let limits = LimitOverrides::default().with_deadline(std::time::Duration::from_millis(300)).with_memory(16 << 20);
    let config = serde_json::json!({ "password": IN_CONFIG, "nested": [{ "token": IN_CONFIG }] });
    let options = CallOptions::new().with_limits(limits).with_config(config);
    said.calls += 1;
    said.texts.push(("debug text of the options", format!("{options:?}")));
    match manager.execute(module, request, options).await {
        Ok(execution) => {
            said.texts.push(("report as JSON", serde_json::to_string(&execution.report).unwrap_or_default()));
            said.texts.push(("debug text of a report", format!("{:?}", execution.report)));
        }
        Err(failure) => {
            said.texts.push(("failure as JSON", serde_json::to_string(&failure).unwrap_or_default()));
            said.texts.push(("text of a failure", format!("{failure} {:?} {:?}", failure.causes(), failure.hints())));
            said.texts.push(("debug text of a failure", format!("{failure:?}")));
        }
    }
}
