//! An application under load whose module breaks and recovers, seen from outside: by the command, the events and Prometheus.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusRecorder};
use parsify::{
    BreakerPolicy, CallOptions, Engine, ErrorKind, Happening, Health, ModuleManager, ModuleSettings, Monitor, Request,
};
use parsify_testkit::built_guest;
use serde_json::Value;

use crate::cli::{folder, parsify};

const CALLERS: u64 = 64;
/// Enough for the slowest machine.
const LONG: Duration = Duration::from_secs(60);

/// What all callers came to.
#[derive(Default)]
struct Tally {
    calls: AtomicU64,
    twin: AtomicU64,
    broke: AtomicU64,
    turned_away: AtomicU64,
}

/// What happens to the module.
#[derive(Default)]
struct World {
    poisoned: AtomicBool,
    tally: Tally,
}

fn fragile(text: &str) -> Request {
    Request::new("fragile").with_text("text", text)
}

async fn manager(status: &Path) -> ModuleManager {
    // A third of the calls is less than half, from which on a module is unhealthy rather than degraded.
    let breaker = BreakerPolicy { open_for: Duration::from_secs(1), failure_rate: 0.25, ..BreakerPolicy::default() };
    ModuleManager::builder()
        .without_builtin_modules()
        .with_module_and_twin(built_guest("misbehaving"), None, misbehaving::module())
        .with_settings("misbehaving", ModuleSettings::new().with_probe(fragile("are you there?")))
        .with_breaker(breaker)
        .with_concurrency(16)
        .with_monitor(Monitor::new().every(Duration::from_millis(50)).with_status_file(status))
        .build()
        .await
        .unwrap()
}

/// Calls until the manager takes no more. While the module is poisoned, every third call makes it trap.
async fn caller(manager: ModuleManager, world: Arc<World>, mut turn: u64) {
    let tally = &world.tally;
    loop {
        turn += 1;
        let poison = world.poisoned.load(Ordering::Relaxed) && turn.is_multiple_of(3);
        let request = fragile(if poison { "panic" } else { "fine" });
        let called = manager.execute("misbehaving", request, CallOptions::new()).await;
        tally.calls.fetch_add(1, Ordering::Relaxed);
        match called {
            Err(failure) if failure.code() == "host.shutdown" => {
                tally.turned_away.fetch_add(1, Ordering::Relaxed);
                return;
            }
            Err(failure) => {
                assert!(poison && failure.kind() == ErrorKind::Trap, "{failure:?}");
                tally.broke.fetch_add(1, Ordering::Relaxed);
            }
            Ok(execution) => {
                assert!(!poison && execution.response.text() == Some("fine"), "{execution:?}");
                tally.twin.fetch_add((execution.report.engine == Engine::Native).into(), Ordering::Relaxed);
            }
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// The answer of the command as JSON, with its exit code.
async fn ask(words: &'static str, status: &Path) -> (Value, Option<i32>) {
    let status = status.to_owned();
    let asked = tokio::task::spawn_blocking(move || {
        let ended = parsify(words.split(' ')).arg(&status).arg("--json").run();
        (serde_json::from_str(&ended.stdout).unwrap_or_else(|error| panic!("{error}: {ended:?}")), ended.code)
    });
    asked.await.unwrap()
}

/// Asks until it is so.
async fn until(words: &'static str, status: &Path, so: impl Fn(&Value, Option<i32>) -> bool) -> Value {
    let begun = Instant::now();
    loop {
        let (json, code) = ask(words, status).await;
        if so(&json, code) {
            return json;
        }
        assert!(begun.elapsed() < LONG, "it never came: {json:#}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn health(json: &Value) -> &str {
    json["modules"][0]["health"].as_str().unwrap_or_default()
}

/// The value of a line of what Prometheus would be given.
fn metric(manager: &ModuleManager, recorder: &PrometheusRecorder, line: &str) -> f64 {
    metrics::with_local_recorder(recorder, || manager.publish_metrics());
    let text = recorder.handle().render();
    let found = text.lines().find_map(|found| found.strip_prefix(line)?.trim().parse().ok());
    found.unwrap_or_else(|| panic!("{line} is not in\n{text}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_callers_and_a_module_that_breaks_and_recovers() {
    let folder = folder();
    let status = &folder.path().join("status.json");
    let (manager, world) = (manager(status).await, Arc::<World>::default());
    let recorder = PrometheusBuilder::new().build_recorder();
    let mut events = manager.events();
    let heard = tokio::spawn(async move {
        let (mut opened, mut closed, mut fell_back, mut turns) = (0, 0, 0, Vec::new());
        while let Some(event) = events.next().await {
            match &event.what {
                Happening::BreakerOpened { .. } => opened += 1,
                Happening::BreakerClosed => closed += 1,
                Happening::FellBack { .. } => fell_back += 1,
                Happening::HealthChanged { to, .. } => turns.push(*to),
                _ => (),
            }
        }
        (opened, closed, fell_back, turns)
    });
    let callers: Vec<_> =
        (0..CALLERS).map(|first| tokio::spawn(caller(manager.clone(), world.clone(), first))).collect();
    until("health", status, |json, code| health(json) == "healthy" && code == Some(0)).await;
    assert_eq!(metric(&manager, &recorder, "parsify_health{module=\"misbehaving\",version=\"0.1.0\"}"), 1.0);

    // It breaks: its breaker opens, its twin serves, and whoever sent no poison notices nothing.
    world.poisoned.store(true, Ordering::Relaxed);
    let serves = |json: &Value, code| {
        let reasons = json["modules"][0]["reasons"].as_array();
        let serves = reasons.into_iter().flatten().any(|reason| reason["code"] == "health.native-twin-serves");
        health(json) == "degraded" && serves && code == Some(3)
    };
    until("health", status, serves).await;
    let stats =
        until("stats", status, |json, _| json["statistics"]["operations"][0]["fallbacks"].as_u64() > Some(0)).await;
    let operation = &stats["statistics"]["operations"][0];
    assert!(operation["failures"]["trap"].as_u64() > Some(0), "{operation:#}");
    assert!(stats["failures"]["groups"].as_array().is_some_and(|groups| !groups.is_empty()), "{stats:#}");
    let begun = Instant::now();
    while metric(&manager, &recorder, "parsify_breaker{module=\"misbehaving\",version=\"0.1.0\"}") < 2.0 {
        assert!(begun.elapsed() < LONG, "it never opened again");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }

    // It recovers.
    world.poisoned.store(false, Ordering::Relaxed);
    until("health", status, |json, code| health(json) == "healthy" && code == Some(0)).await;

    let drained = manager.shutdown(LONG).await;
    assert!(drained.is_complete(), "{drained:?}");
    for caller in callers {
        caller.await.unwrap();
    }
    let count = |of: &AtomicU64| of.load(Ordering::Relaxed);
    let (tally, statistics) = (&world.tally, manager.statistics());
    let [operation] = &statistics.operations[..] else { panic!("{statistics:?}") };
    assert_eq!((operation.calls, operation.in_flight), (count(&tally.calls), 0), "no call is lost");
    assert_eq!((operation.fallbacks, operation.failures[&ErrorKind::Trap]), (count(&tally.twin), count(&tally.broke)));
    assert_eq!(count(&tally.turned_away), CALLERS);
    let line = "parsify_fallbacks_total{module=\"misbehaving\",version=\"0.1.0\",operation=\"fragile\"}";
    assert_eq!(metric(&manager, &recorder, line), count(&tally.twin) as f64);
    drop(manager);
    let (opened, closed, fell_back, turns) = heard.await.unwrap();
    assert!(opened > 0 && closed > 0 && fell_back > 0, "{opened} {closed} {fell_back}");
    assert!(turns.contains(&Health::Degraded) && turns.last() == Some(&Health::Healthy), "{turns:?}");
}

#[test]
fn what_is_no_status_is_said_so() {
    let folder = folder();
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let bad = [
        path("empty", ""),
        path("text", "not JSON"),
        path("cut", "{\"atMs\": 1, \"health\": {"),
        path("list", "[1, 2]"),
        path("other", "{\"name\": \"a package\"}"),
        path("types", "{\"atMs\": \"yesterday\", \"health\": {\"health\": \"healthy\"}, \"statistics\": {}}"),
        folder.path().display().to_string(),
        folder.path().join("missing").display().to_string(),
    ];
    for file in &bad {
        for command in ["stats", "health"] {
            let ended = parsify([command, file, "--json"]).run();
            let json: Value = serde_json::from_str(&ended.stdout).unwrap();
            assert_eq!((&json["error"]["code"], ended.code), (&Value::from("cli.status"), Some(2)), "{file}: {json}");
        }
    }
    let ended = parsify(["stats"]).within(folder.path()).run();
    assert!(ended.code == Some(2) && ended.stderr.contains("monitor.status"), "{ended:?}");
}

#[test]
fn a_status_of_another_version_is_shown_as_far_as_it_is_understood() {
    let status = r#"{"atMs": 1700000000000, "new": {}, "health": {"health": "sleepy", "modules":
        [{"module": "a\u001b[31m", "version": "1.0.0", "health": "sleepy", "reasons": [{"code": "x", "message": "m\u0007"}]}]},
        "statistics": {"operations": [{"module": "a", "version": "1.0.0", "operation": "o", "calls": 3, "slowestMs": 1e300}]}}"#;
    let shown = parsify(["stats", "-"]).stdin(status).run();
    assert!(shown.code == Some(0) && shown.stdout.contains("a       1.0.0    o          3"), "{shown:?}");
    let shown = parsify(["health", "-"]).stdin(status).run();
    assert!(shown.code == Some(3) && shown.stdout.contains("sleepy"), "{shown:?}");
    assert!(!shown.stdout.contains(['\u{1b}', '\u{7}']), "{shown:?}");
}

#[test]
fn watching_goes_on_while_the_file_comes_changes_and_goes() {
    let folder = folder();
    let path = folder.path().join("status.json");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_parsify"))
        .args(["stats", "--watch=20ms", "--json"])
        .arg(&path)
        .env("XDG_CONFIG_HOME", folder.path())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
    let mut lines = lines.map(|line| serde_json::from_str::<Value>(&line.unwrap()).expect("each line is a JSON text"));
    let missing = |line: &Value| line["error"]["code"] == "cli.status";
    assert!(missing(&lines.next().unwrap()));
    let write = |at: u64| {
        let text = format!("{{\"atMs\": {at}, \"health\": {{\"health\": \"healthy\"}}, \"statistics\": {{}}}}");
        let new = folder.path().join("new");
        std::fs::write(&new, text).unwrap();
        std::fs::rename(new, &path).unwrap();
    };
    for at in [1, 2] {
        write(at);
        assert!(lines.any(|line| line["atMs"] == at));
    }
    std::fs::remove_file(&path).unwrap();
    assert!(lines.any(|line| missing(&line)));
    child.kill().unwrap();
    child.wait().unwrap();
}
