use std::time::Duration;

use parsify::{
    CallOptions, ErrorKind, Event, EventStream, Happening, LimitOverrides, ModuleManager, Request, Source, serde_json,
};
use parsify_testkit::{GuestText, built_guest};

/// What has happened so far.
async fn so_far(events: &mut EventStream) -> Vec<Event> {
    let mut found = Vec::new();
    while let Ok(Some(event)) = tokio::time::timeout(Duration::from_millis(50), events.next()).await {
        found.push(Event::clone(&event));
    }
    found
}

#[tokio::test]
async fn modules_come_are_swapped_and_go() {
    let manager = ModuleManager::builder().without_builtin_modules().build().await.unwrap();
    let mut events = manager.events();
    let old = manager.register(built_guest("misbehaving")).await.unwrap();
    let (first, second) = (so_far(&mut events).await, {
        let mut descriptor = GuestText::new("misbehaving").descriptor().clone();
        descriptor.version = "99.0.0".parse().unwrap();
        GuestText::new("misbehaving").with_descriptor(descriptor)
    });
    assert!(first.iter().any(|event| event.what == Happening::Registered && event.version == old.version));
    let new = manager.register(Source::bytes("misbehaving", second.build())).await.unwrap();
    let swapped = so_far(&mut events).await.into_iter().find(|event| event.version == new.version).unwrap();
    assert_eq!(swapped.what, Happening::Swapped { from: old.version.clone() });
    manager.unregister("misbehaving", &new.version, false).unwrap();
    let gone = so_far(&mut events).await;
    assert!(gone.iter().any(|event| event.what == Happening::Unloaded && event.version == new.version));
    let json = serde_json::to_value(&swapped).unwrap();
    assert_eq!((json["event"].as_str(), json["module"].as_str()), (Some("swapped"), Some("misbehaving")));
    assert!(json["atMs"].as_u64().is_some_and(|at| at > 1_700_000_000_000));
}

#[tokio::test]
async fn failures_that_are_not_the_callers_are_told() {
    let manager = ModuleManager::builder().with_module(built_guest("misbehaving")).build().await.unwrap();
    let mut events = manager.events();
    manager.execute("misbehaving", Request::new("echo"), CallOptions::new()).await.unwrap_err();
    let limits = LimitOverrides::default().with_deadline(Duration::from_millis(50));
    manager.execute("misbehaving", Request::new("spin"), CallOptions::new().with_limits(limits)).await.unwrap_err();
    let failed: Vec<_> = so_far(&mut events).await.into_iter().map(|event| event.what).collect();
    let [Happening::Failed { operation, failure }] = &failed[..] else { panic!("{failed:?}") };
    assert_eq!((operation.as_str(), failure.kind), ("spin", ErrorKind::Timeout));
}

#[tokio::test]
async fn a_listener_who_never_reads_costs_nothing_but_what_it_misses() {
    let manager = ModuleManager::builder().with_module(built_guest("misbehaving")).build().await.unwrap();
    let mut slow = manager.events();
    for _ in 0..1500 {
        manager.execute("misbehaving", Request::new("panic"), CallOptions::new()).await.unwrap_err();
    }
    let event = slow.next().await.unwrap();
    // 1,500 failures, a breaker that opened and the health that turned with it, of which 1,024 are kept.
    assert!(slow.missed() == 478 && event.number == slow.missed() + 1, "{} {}", slow.missed(), event.number);
}

#[tokio::test]
async fn the_stream_ends_with_the_manager() {
    let manager = ModuleManager::builder().without_builtin_modules().build().await.unwrap();
    let mut events = manager.events();
    drop(manager);
    assert!(events.next().await.is_none());
}
