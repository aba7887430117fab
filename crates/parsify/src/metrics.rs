//! The statistics of a manager for the [`metrics`](https://docs.rs/metrics) facade, and through one of its exporters for
//! Prometheus or whatever else collects them. Feature `metrics`.
//!
//! Calls cost nothing for it: [`ModuleManager::publish_metrics`] hands over the sums that are kept anyway, before a scrape or
//! each time the [monitor](crate::Monitor) looks. All names begin with `parsify_`:
//!
//! | name | kind | labels | what |
//! |---|---|---|---|
//! | `calls_total` | counter | module, version, operation, `outcome`: `success` or the kind of failure | calls that ended |
//! | `fallbacks_total`, `retries_total` | counter | module, version, operation | answers of the native twin; attempts after the first |
//! | `cache_hits_total` | counter | module, version, operation, `from`: `memory`, `disk`, `compiled` | where machine code came from |
//! | `bytes_in_total`, `bytes_out_total` | counter | module, version, operation | documents handed in, answers given |
//! | `call_seconds` | gauge | module, version, operation, `quantile`: `0.5`, `0.9`, `0.99`, `1` | wall time by rank; `1` is the slowest |
//! | `call_seconds_sum` | gauge | module, version, operation | wall time of all calls |
//! | `queue_seconds_sum`, `compile_seconds_sum`, `load_seconds_sum` | gauge | module, version, operation | the parts of it |
//! | `peak_memory_bytes` | gauge | module, version, operation | the most that one call held |
//! | `in_flight` | gauge | module, version, operation | calls of this moment |
//! | `health` | gauge | module, version | 0 unknown, 1 healthy, 2 degraded, 3 unhealthy |
//! | `breaker` | gauge | module, version | 0 closed, 1 half open, 2 open |
//! | `system_health` | gauge | | the worst of all, as `health` |
//! | `running`, `places`, `waiting`, `queue` | gauge | | calls that run and wait, and how many may |
//!
//! Labels are names of modules, versions and operations, nothing that a caller hands in.

use ::metrics::{Label, counter, describe_counter, describe_gauge, gauge};
use parsify_error::BreakerStage;
use parsify_telemetry::{Health, OperationStatistics};

use crate::manager::Inner;
use crate::{ModuleHealth, ModuleManager};

impl ModuleManager {
    /// Hands the statistics, the health and the load of this moment to the recorder of the `metrics` facade: the global one,
    /// or that of `metrics::with_local_recorder`. Without a recorder it does nothing. See [`metrics`](crate::metrics) for
    /// the names.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), parsify::Failure> {
    /// use metrics_exporter_prometheus::PrometheusBuilder;
    /// use parsify::{CallOptions, ModuleManager, Request};
    ///
    /// let recorder = PrometheusBuilder::new().build_recorder();
    /// let manager = ModuleManager::builder().build().await?;
    /// manager.execute("json-processor", Request::new("minify").with_text("json", "[1]"), CallOptions::new()).await?;
    /// metrics::with_local_recorder(&recorder, || manager.publish_metrics());
    /// assert!(recorder.handle().render().contains("parsify_calls_total{module=\"json-processor\""));
    /// # Ok(())
    /// # }
    /// ```
    pub fn publish_metrics(&self) {
        self.0.publish_metrics();
    }
}

impl Inner {
    pub(crate) fn publish_metrics(&self) {
        describe();
        let (health, load) = (self.health(), self.admission.load());
        self.statistics().operations.iter().for_each(operation);
        health.modules.iter().for_each(module);
        gauge!("parsify_system_health").set(number(health.health));
        gauge!("parsify_running").set(load.running as f64);
        gauge!("parsify_places").set(load.places as f64);
        gauge!("parsify_waiting").set(load.waiting as f64);
        gauge!("parsify_queue").set(load.queue as f64);
    }
}

fn operation(of: &OperationStatistics) {
    let labels = |more: Option<(&'static str, String)>| {
        let own = [
            ("module", of.module.to_string()),
            ("version", of.version.to_string()),
            ("operation", of.operation.clone()),
        ];
        own.into_iter().chain(more).map(|(name, value)| Label::new(name, value)).collect::<Vec<_>>()
    };
    let counted = |name: &'static str, more, count| counter!(name, labels(more)).absolute(count);
    counted("parsify_calls_total", Some(("outcome", "success".to_owned())), of.successes);
    for (kind, &count) in &of.failures {
        counted("parsify_calls_total", Some(("outcome", kind.to_string())), count);
    }
    counted("parsify_fallbacks_total", None, of.fallbacks);
    counted("parsify_retries_total", None, of.retries);
    let hits = of.cache_hits;
    for (from, count) in [("memory", hits.memory), ("disk", hits.disk), ("compiled", hits.compiled)] {
        counted("parsify_cache_hits_total", Some(("from", from.to_owned())), count);
    }
    counted("parsify_bytes_in_total", None, of.bytes_in);
    counted("parsify_bytes_out_total", None, of.bytes_out);

    let measured = |name: &'static str, more, value| gauge!(name, labels(more)).set(value);
    let ranks = of.percentiles;
    for (quantile, time) in [("0.5", ranks.p50), ("0.9", ranks.p90), ("0.99", ranks.p99), ("1", of.slowest)] {
        measured("parsify_call_seconds", Some(("quantile", quantile.to_owned())), time.as_secs_f64());
    }
    measured("parsify_call_seconds_sum", None, of.wall.as_secs_f64());
    measured("parsify_queue_seconds_sum", None, of.queue_wait.total.as_secs_f64());
    measured("parsify_compile_seconds_sum", None, of.compile.as_secs_f64());
    measured("parsify_load_seconds_sum", None, of.load.as_secs_f64());
    measured("parsify_peak_memory_bytes", None, of.peak_memory as f64);
    measured("parsify_in_flight", None, of.in_flight as f64);
}

fn module(of: &ModuleHealth) {
    let labels = || vec![Label::new("module", of.module.to_string()), Label::new("version", of.version.to_string())];
    gauge!("parsify_health", labels()).set(number(of.health));
    if let Some(breaker) = &of.breaker {
        let stage = match breaker.stage {
            BreakerStage::Closed => 0.0,
            BreakerStage::HalfOpen => 1.0,
            BreakerStage::Open => 2.0,
        };
        gauge!("parsify_breaker", labels()).set(stage);
    }
}

fn number(health: Health) -> f64 {
    match health {
        Health::Healthy => 1.0,
        Health::Degraded => 2.0,
        Health::Unhealthy => 3.0,
        _ => 0.0,
    }
}

fn describe() {
    describe_counter!("parsify_calls_total", "Calls that ended, by outcome");
    describe_counter!("parsify_fallbacks_total", "Calls that the native twin answered");
    describe_counter!("parsify_retries_total", "Attempts in the sandbox after the first one of a call");
    describe_counter!("parsify_cache_hits_total", "Where the machine code of calls came from");
    describe_counter!("parsify_bytes_in_total", "Bytes of documents handed in");
    describe_counter!("parsify_bytes_out_total", "Bytes given back");
    describe_gauge!("parsify_call_seconds", "Wall time of calls by rank; 1 is the slowest");
    describe_gauge!("parsify_call_seconds_sum", "Wall time of all calls");
    describe_gauge!("parsify_queue_seconds_sum", "Time that calls waited for a place");
    describe_gauge!("parsify_compile_seconds_sum", "Time that calls spent with compiling components");
    describe_gauge!("parsify_load_seconds_sum", "Time that calls spent with loading modules, compilation aside");
    describe_gauge!("parsify_peak_memory_bytes", "The most memory that one call held");
    describe_gauge!("parsify_in_flight", "Calls that run or wait now");
    describe_gauge!("parsify_health", "0 unknown, 1 healthy, 2 degraded, 3 unhealthy");
    describe_gauge!("parsify_breaker", "0 closed, 1 half open, 2 open");
    describe_gauge!("parsify_system_health", "The worst of all modules and of the queue");
    describe_gauge!("parsify_running", "Calls that hold a place now");
    describe_gauge!("parsify_places", "Calls that may run at once");
    describe_gauge!("parsify_waiting", "Calls that wait for a place now");
    describe_gauge!("parsify_queue", "Calls that may wait for a place");
}
