use std::time::{Duration, Instant};

use parsify::{
    BreakerPolicy, BreakerStage, CallOptions, Engine, ErrorKind, Failure, Fallback, Happening, Health, LimitOverrides,
    ModuleManager, Request, Source,
};
use parsify_testkit::built_guest;

/// Opens sooner, and not for long.
fn quick() -> BreakerPolicy {
    BreakerPolicy { open_for: Duration::from_secs(2), ..BreakerPolicy::default() }
}

async fn misbehaving() -> ModuleManager {
    let builder = ModuleManager::builder().without_builtin_modules().with_breaker(quick());
    let builder = builder.with_module(built_guest("misbehaving")).with_module(built_guest("text-tools"));
    builder.build().await.unwrap()
}

async fn call(manager: &ModuleManager, operation: &str) -> Result<parsify::Execution, Failure> {
    let request = match operation {
        "echo" => Request::new("echo").with_text("text", "x"),
        other => Request::new(other),
    };
    manager.execute("misbehaving", request, CallOptions::new()).await
}

async fn open(manager: &ModuleManager) {
    let mut traps = 0;
    let failure = loop {
        let failure = call(manager, "panic").await.unwrap_err();
        if failure.kind() != ErrorKind::Trap {
            break failure;
        }
        traps += 1;
    };
    // An idempotent operation that panicked is tried twice.
    assert!((10..=20).contains(&traps), "{traps}");
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unavailable, "sandbox.breaker"));
    assert_eq!(failure.module(), Some("misbehaving"));
    assert!(failure.details()["retryAfterMs"].as_u64().is_some_and(|after| (1..=2000).contains(&after)));
}

#[tokio::test]
async fn a_module_that_always_traps_is_left_alone_and_found_recovered() {
    let manager = misbehaving().await;
    let mut events = manager.events();
    open(&manager).await;
    // The others go on.
    let request = Request::new("slugify").with_text("text", "A Title");
    manager.execute("text-tools", request, CallOptions::new()).await.unwrap();
    let health = manager.health_check().await;
    let module = health.modules.iter().find(|module| module.module.as_str() == "misbehaving").unwrap();
    assert_eq!((health.health, module.health), (Health::Unhealthy, Health::Unhealthy));
    assert_eq!(module.breaker.unwrap().stage, BreakerStage::Open);
    tokio::time::sleep(Duration::from_millis(2100)).await;
    call(&manager, "echo").await.unwrap();
    call(&manager, "echo").await.unwrap();
    assert_eq!(manager.health_check().await.health, Health::Healthy);
    drop(manager);
    let (mut opened, mut closed) = (0, 0);
    while let Some(event) = events.next().await {
        opened += u32::from(matches!(event.what, Happening::BreakerOpened { opened: 1, .. }));
        closed += u32::from(event.what == Happening::BreakerClosed);
    }
    assert_eq!((opened, closed), (1, 1));
}

#[tokio::test]
async fn a_probe_that_fails_opens_it_for_longer() {
    let manager = misbehaving().await;
    open(&manager).await;
    tokio::time::sleep(Duration::from_millis(2100)).await;
    assert_eq!(call(&manager, "panic").await.unwrap_err().kind(), ErrorKind::Trap);
    let failure = call(&manager, "echo").await.unwrap_err();
    assert!(failure.details()["retryAfterMs"].as_u64().is_some_and(|after| after > 2000), "{failure:?}");
}

#[tokio::test]
async fn one_call_at_a_time_finds_out_whether_it_has_recovered() {
    let manager = misbehaving().await;
    open(&manager).await;
    tokio::time::sleep(Duration::from_millis(2100)).await;
    let probe = manager.clone();
    let probe = tokio::spawn(async move { call(&probe, "spin").await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(call(&manager, "echo").await.unwrap_err().code(), "sandbox.breaker");
    // A probe that vanishes does not keep the next one away.
    probe.abort();
    let _ = probe.await;
    call(&manager, "echo").await.unwrap();
}

#[tokio::test]
async fn what_callers_do_wrong_never_opens_it() {
    let manager = misbehaving().await;
    for _ in 0..100 {
        let failure = manager.execute("misbehaving", Request::new("fail"), CallOptions::new()).await.unwrap_err();
        assert_eq!(failure.kind(), ErrorKind::Input, "{failure:?}");
    }
    call(&manager, "echo").await.unwrap();
}

#[tokio::test]
async fn an_open_breaker_leads_to_the_twin_where_the_failures_would_have() {
    let builder = ModuleManager::builder().without_builtin_modules();
    let builder = builder.with_module_and_twin(Source::file("no-such-file.wasm"), None, text_tools::module());
    let manager = builder.build().await.unwrap();
    let slugify = || Request::new("slugify").with_text("text", "A Title");
    let mut reasons = Vec::new();
    for _ in 0..25 {
        let execution = manager.execute("text-tools", slugify(), CallOptions::new()).await.unwrap();
        assert_eq!((execution.response.text(), execution.report.engine), (Some("a-title"), Engine::Native));
        reasons.push(execution.report.fallback.unwrap().code);
    }
    assert!(reasons[..20].iter().all(|code| code == "loader.missing"), "{reasons:?}");
    assert!(reasons[20..].iter().all(|code| code == "sandbox.breaker"), "{reasons:?}");
    let forbidden = CallOptions::new().with_fallback(Fallback::Forbidden);
    let failure = manager.execute("text-tools", slugify(), forbidden).await.unwrap_err();
    assert_eq!(failure.code(), "sandbox.breaker");
    assert_eq!(manager.health_check().await.health, Health::Degraded);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_that_had_waited_too_long_do_not_open_it() {
    let manager = misbehaving().await;
    let spin = |waited: u64| {
        let limits = LimitOverrides::default().with_deadline(Duration::from_millis(500));
        let started = Instant::now().checked_sub(Duration::from_millis(waited)).unwrap();
        let options = CallOptions::new().with_limits(limits).with_started(started);
        let manager = manager.clone();
        tokio::spawn(async move { manager.execute("misbehaving", Request::new("spin"), options).await })
    };
    for (waited, kind) in [(400, ErrorKind::Timeout), (0, ErrorKind::Timeout), (0, ErrorKind::Unavailable)] {
        let calls: Vec<_> = (0..24).map(|_| spin(waited)).collect();
        for call in calls {
            let failure = call.await.unwrap().unwrap_err();
            assert_eq!(failure.kind(), kind, "{failure:?}");
        }
    }
}
