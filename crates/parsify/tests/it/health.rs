use std::time::{Duration, Instant};

use parsify::{
    BreakerPolicy, BreakerStage, CallOptions, Failure, Happening, Health, HealthPolicy, ModuleHealth, ModuleManager,
    ModuleManagerBuilder, ModuleSettings, Request, Source,
};
use parsify_interface::{Context, Data, NoParams};
use parsify_testkit::built_guest;

use crate::guests::manager;
use crate::nested::operations;

#[tokio::test]
async fn modules_that_run_are_healthy() {
    let health = manager().await.health_check().await;
    assert_eq!(health.health, Health::Healthy, "{health:?}");
    assert_eq!(health.modules.len(), parsify_builtin::modules().len() + 1);
    assert!(health.modules.iter().all(|module| module.in_memory && module.reasons.is_empty()), "{health:?}");
}

#[tokio::test]
async fn one_module_can_be_asked_and_the_others_are_left_alone() {
    let manager = manager().await;
    let health = manager.health_check_of("misbehaving", None).await.unwrap();
    assert_eq!((health.module.as_str(), health.health, health.in_memory), ("misbehaving", Health::Healthy, true));
    let others = manager.health().modules.into_iter().filter(|module| module.module != health.module);
    assert!(others.into_iter().all(|module| module.health == Health::Unknown && !module.in_memory));
    let version = "^9".parse().unwrap();
    for (module, version, code) in
        [("misbehavin", None, "module.not-found"), ("misbehaving", Some(&version), "module.version")]
    {
        assert_eq!(manager.health_check_of(module, version).await.unwrap_err().code(), code);
    }
}

#[tokio::test]
async fn what_nobody_used_or_asked_is_unknown() {
    let manager = manager().await;
    let health = manager.health();
    let json = health.modules.iter().find(|module| module.module.as_str() == "json-processor").unwrap();
    assert_eq!((health.health, json.health, json.in_memory), (Health::Unknown, Health::Unknown, false));
    assert_eq!(json.reasons[0].code(), "health.not-called-yet");
}

#[tokio::test]
async fn a_module_that_only_its_twin_serves_is_degraded() {
    let builder = ModuleManager::builder().without_builtin_modules();
    let builder = builder.with_module_and_twin(Source::file("no-such-file.wasm"), None, text_tools::module());
    let health = builder.build().await.unwrap().health_check().await;
    assert_eq!(health.health, Health::Degraded);
    let codes: Vec<_> = health.modules[0].reasons.iter().map(parsify::HealthReason::code).collect();
    assert_eq!(codes, ["health.cannot-run", "health.native-twin-serves"]);
    assert_eq!(health.modules[0].failure.as_ref().unwrap().code(), "loader.missing");
}

#[tokio::test]
async fn a_native_module_is_healthy_by_nature() {
    let manager = ModuleManager::builder().without_builtin_modules().with_native(text_tools::module());
    let health = manager.build().await.unwrap().health_check().await;
    assert_eq!(health.health, Health::Healthy);
}

fn misbehaving(probe: &str) -> ModuleManagerBuilder {
    let settings = ModuleSettings::new().with_probe(request(probe));
    let builder = ModuleManager::builder().without_builtin_modules().with_module(built_guest("misbehaving"));
    builder.with_settings("misbehaving", settings)
}

fn request(operation: &str) -> Request {
    match operation {
        "echo" => Request::new("echo").with_text("text", "x"),
        other => Request::new(other),
    }
}

async fn call(manager: &ModuleManager, operation: &str) -> Result<parsify::Execution, Failure> {
    manager.execute("misbehaving", request(operation), CallOptions::new()).await
}

fn policy() -> HealthPolicy {
    HealthPolicy { probe: Duration::from_millis(200), ..HealthPolicy::default() }
}

/// Never opens.
fn patient() -> BreakerPolicy {
    BreakerPolicy { least_calls: u32::MAX, ..BreakerPolicy::default() }
}

async fn checked(manager: &ModuleManager) -> ModuleHealth {
    manager.health_check().await.modules.into_iter().next().unwrap()
}

#[tokio::test]
async fn a_probe_that_hangs_ends_at_its_own_deadline() {
    let manager = misbehaving("spin").with_health(policy()).build().await.unwrap();
    let begun = Instant::now();
    let module = checked(&manager).await;
    // Far from the deadline of a call, which is 30 s.
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    assert_eq!((module.health, module.reasons[0].code()), (Health::Unhealthy, "health.probe-failed"));
    assert_eq!(module.failure.unwrap().code(), "sandbox.timeout");
    assert!(manager.statistics().operations.is_empty(), "the host's own calls are none of the callers'");
}

#[tokio::test]
async fn a_native_probe_that_hangs_is_waited_for_no_longer_than_its_deadline() {
    let hangs = |_: (), _: NoParams, _: &dyn Context| {
        std::thread::sleep(Duration::from_secs(2));
        Ok::<_, Failure>(Data(1))
    };
    let module = operations("hangs").with("probe", "Hangs", hangs, |operation| operation);
    let builder = ModuleManager::builder().without_builtin_modules().with_native(module).with_health(policy());
    let module = checked(&builder.build().await.unwrap()).await;
    assert_eq!((module.health, module.reasons[0].code()), (Health::Unhealthy, "health.probe-failed"));
}

#[tokio::test]
async fn a_module_that_answers_the_host_and_fails_its_callers_is_unhealthy() {
    let manager = misbehaving("echo").with_breaker(patient()).build().await.unwrap();
    for _ in 0..5 {
        call(&manager, "abort").await.unwrap_err();
    }
    let module = checked(&manager).await;
    assert_eq!((module.health, module.reasons[0].code()), (Health::Unhealthy, "health.always-fails"));
    // One that succeeds again is no longer always failing, but fails too often.
    for _ in 0..5 {
        call(&manager, "echo").await.unwrap();
    }
    let module = manager.health().modules.remove(0);
    assert_eq!((module.health, module.reasons[0].code()), (Health::Unhealthy, "health.error-rate"));
    assert_eq!((module.recent.calls, module.recent.faults), (10, 5));
}

#[tokio::test]
async fn one_that_fails_every_third_call_is_degraded() {
    // To the breaker it would be half of all attempts: what traps is tried once more.
    let manager = misbehaving("echo").with_breaker(patient()).build().await.unwrap();
    for turn in 0..30 {
        let called = call(&manager, if turn % 3 == 2 { "abort" } else { "echo" }).await;
        assert_eq!(called.is_err(), turn % 3 == 2);
    }
    let module = checked(&manager).await;
    assert_eq!((module.health, module.reasons[0].code()), (Health::Degraded, "health.error-rate"));
    assert_eq!(module.breaker.unwrap().stage, BreakerStage::Closed);
}

#[tokio::test]
async fn a_slow_one_is_degraded() {
    // Slow is what takes more than this share of its deadline of 30 s.
    let manager = misbehaving("echo").with_health(HealthPolicy { slow_share: 1e-9, ..policy() }).build().await.unwrap();
    for _ in 0..10 {
        call(&manager, "echo").await.unwrap();
    }
    let module = checked(&manager).await;
    assert_eq!((module.health, module.reasons[0].code()), (Health::Degraded, "health.slow"));
}

#[tokio::test]
async fn asking_may_be_what_finds_a_module_recovered() {
    let breaker = BreakerPolicy { open_for: Duration::from_millis(300), ..BreakerPolicy::default() };
    let manager = misbehaving("echo").with_breaker(breaker).build().await.unwrap();
    let mut events = manager.events();
    while call(&manager, "abort").await.unwrap_err().code() != "sandbox.breaker" {}
    assert_eq!(checked(&manager).await.health, Health::Unhealthy);
    tokio::time::sleep(Duration::from_millis(400)).await;
    let module = checked(&manager).await;
    assert_eq!((module.health, module.breaker.unwrap().stage), (Health::Healthy, BreakerStage::Closed), "{module:?}");
    drop(manager);
    let mut turns = Vec::new();
    while let Some(event) = events.next().await {
        if let Happening::HealthChanged { from, to, .. } = event.what {
            turns.push((from, to));
        }
    }
    // The breaker tells as it opens and closes; between, it let one call through at a time.
    assert_eq!(turns.first(), Some(&(Health::Unknown, Health::Unhealthy)), "{turns:?}");
    assert_eq!(turns.last().map(|turn| turn.1), Some(Health::Healthy), "{turns:?}");
}
