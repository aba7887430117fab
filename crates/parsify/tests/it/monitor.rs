//! What looks at the health of modules in the background.

use std::path::Path;
use std::time::{Duration, Instant};

use parsify::serde_json::Value;
use parsify::{
    BreakerPolicy, CallOptions, Happening, Health, ModuleManager, ModuleManagerBuilder, ModuleSettings, Monitor,
    Request,
};
use parsify_testkit::built_guest;

const LONG: Duration = Duration::from_secs(30);

fn watched(monitor: Monitor) -> ModuleManagerBuilder {
    let breaker = BreakerPolicy { open_for: Duration::from_millis(300), ..BreakerPolicy::default() };
    let echo = Request::new("echo").with_text("text", "x");
    ModuleManager::builder()
        .with_module(built_guest("misbehaving"))
        .with_settings("misbehaving", ModuleSettings::new().with_probe(echo))
        .with_breaker(breaker)
        .with_monitor(monitor)
}

fn often() -> Monitor {
    Monitor::new().every(Duration::from_millis(50))
}

fn read(path: &Path) -> Option<Value> {
    Some(parsify::serde_json::from_str(&std::fs::read_to_string(path).ok()?).expect("the file is always whole"))
}

/// Looks until it is so, or long enough for the slowest machine.
async fn until<T>(mut so: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = so() {
            return found;
        }
        assert!(begun.elapsed() < LONG, "it never came");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn it_sees_a_module_fail_and_recover_without_anybody_calling() {
    let manager = watched(often()).build().await.unwrap();
    let mut events = manager.events();
    let abort = || manager.execute("misbehaving", Request::new("abort"), CallOptions::new());
    while abort().await.unwrap_err().code() != "sandbox.breaker" {}
    let mut turns = Vec::new();
    while turns.last() != Some(&Health::Healthy) || !turns.contains(&Health::Unhealthy) {
        let event = tokio::time::timeout(LONG, events.next()).await.expect("its health turns").unwrap();
        if let Happening::HealthChanged { to, .. } = &event.what
            && event.module.as_str() == "misbehaving"
        {
            turns.push(*to);
        }
    }
}

#[tokio::test]
async fn what_nobody_uses_is_not_loaded_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("status.json");
    let manager = watched(often().with_status_file(&path)).build().await.unwrap();
    let mut events = manager.events();
    until(|| read(&path)).await;
    std::fs::remove_file(&path).unwrap();
    until(|| read(&path)).await;
    let json = manager.health().modules.into_iter().find(|module| module.module.as_str() == "json-processor").unwrap();
    assert_eq!((json.health, json.in_memory), (Health::Unknown, false));
    drop(manager);
    while let Some(event) = events.next().await {
        assert!(!matches!(event.what, Happening::Loaded { .. }), "{event:?}");
    }
}

#[tokio::test]
async fn its_file_is_whole_and_says_everything() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("status.json");
    let manager = watched(often().with_status_file(&path)).build().await.unwrap();
    let echo = || Request::new("echo").with_text("text", "x");
    for _ in 0..3 {
        manager.execute("misbehaving", echo(), CallOptions::new()).await.unwrap();
    }
    manager.execute("misbehaving", Request::new("abort"), CallOptions::new()).await.unwrap_err();
    let status = until(|| read(&path).filter(|status| status["failures"]["recorded"] == 1)).await;
    let operations = status["statistics"]["operations"].as_array().unwrap();
    let echo = operations.iter().find(|operation| operation["operation"] == "echo").unwrap();
    assert_eq!((&echo["calls"], &echo["module"]), (&Value::from(3), &Value::from("misbehaving")));
    assert_eq!(status["failures"]["groups"][0]["code"], "sandbox.trap");
    assert_eq!((&status["load"]["running"], &status["load"]["closed"]), (&Value::from(0), &Value::from(false)));
    assert!(status["atMs"].as_u64() > Some(1_700_000_000_000) && status["uptimeMs"].as_f64() > Some(0.0), "{status}");
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.len() <= 2, "nothing but the file and the one that takes its place: {names:?}");
}

#[tokio::test]
async fn it_ends_with_the_manager() {
    let folder = tempfile::tempdir().unwrap();
    for shut_down in [true, false] {
        let path = folder.path().join("status.json");
        let manager = watched(often().with_status_file(&path)).build().await.unwrap();
        until(|| read(&path)).await;
        if shut_down {
            manager.shutdown(LONG).await;
        } else {
            drop(manager);
        }
        // One that is being written may still come.
        tokio::time::sleep(Duration::from_millis(200)).await;
        std::fs::remove_file(&path).unwrap();
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!path.exists(), "shut down: {shut_down}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_written_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no-such-folder").join("status.json");
    let manager = watched(often().with_status_file(&path)).build().await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    std::fs::create_dir(path.parent().unwrap()).unwrap();
    until(|| read(&path)).await;
    drop(manager);
}

#[tokio::test]
async fn a_configuration_starts_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("status.json");
    let text = format!("[monitor]\ninterval = \"50ms\"\nstatus = {:?}", path.to_str().unwrap());
    let config = parsify::config::Config::layered([parsify::config::Layer::from_toml("parsify.toml", &text).unwrap()]);
    let config = config.unwrap();
    let builder = || ModuleManager::builder().without_builtin_modules();
    let without = builder().without_configured_monitor().with_config(config.clone()).unwrap().build().await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(!path.exists());
    drop(without);
    let _manager = builder().with_config(config).unwrap().build().await.unwrap();
    until(|| read(&path)).await;
}
