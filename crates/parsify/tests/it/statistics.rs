use std::time::Duration;

use parsify::{CallOptions, ErrorKind, HistoryFilter, ModuleManager, Request};
use parsify_testkit::built_guest;

use crate::guests::manager;

#[tokio::test]
async fn calls_are_counted_by_operation_and_outcome() {
    let manager = manager().await;
    for json in ["[1]", "[2]", "[3,"] {
        let _ =
            manager.execute("json-processor", Request::new("format").with_text("json", json), CallOptions::new()).await;
    }
    let _ = manager.execute("misbehaving", Request::new("panic"), CallOptions::new()).await.unwrap_err();
    let statistics = manager.statistics();
    let [format, panic] = &statistics.operations[..] else { panic!("{statistics:?}") };
    assert_eq!((format.calls, format.successes, format.fallbacks), (3, 2, 0));
    assert_eq!(format.failures[&ErrorKind::Input], 1);
    assert_eq!(format.bytes_in, 6);
    assert!(format.slowest <= format.wall && format.peak_memory > 0);
    // The first call brought the module into the sandbox.
    assert!(format.compile > Duration::ZERO && format.compile + format.load < format.wall, "{format:?}");
    assert_eq!((panic.compile, panic.load), (Duration::ZERO, Duration::ZERO));
    assert_eq!(panic.failures[&ErrorKind::Trap], 1);
    let json = parsify::serde_json::to_value(&statistics).unwrap();
    assert_eq!(json["operations"][1]["failures"]["trap"], 1);
}

#[tokio::test]
async fn failures_are_remembered_in_groups() {
    let manager = ModuleManager::builder().with_module(built_guest("misbehaving")).build().await.unwrap();
    for _ in 0..3 {
        manager.execute("misbehaving", Request::new("panic"), CallOptions::new()).await.unwrap_err();
    }
    manager.execute("misbehaving", Request::new("fail"), CallOptions::new()).await.unwrap_err();
    let history = manager.failures(&HistoryFilter::default());
    assert_eq!((history.recorded, history.groups.len(), history.latest.len()), (4, 2, 4));
    let json = parsify::serde_json::to_value(&history).unwrap();
    assert!(json["groups"].as_array().unwrap().iter().any(|group| group["count"] == 3 && group["kind"] == "trap"));
    let traps = HistoryFilter { kind: Some(ErrorKind::Trap), ..HistoryFilter::default() };
    assert_eq!(manager.failures(&traps).groups.len(), 1);
}

#[tokio::test]
async fn percentiles_and_calls_in_flight_stand_in_the_statistics() {
    let manager = ModuleManager::builder().with_module(built_guest("misbehaving")).build().await.unwrap();
    for _ in 0..20 {
        let request = Request::new("echo").with_text("text", "x");
        manager.execute("misbehaving", request, CallOptions::new()).await.unwrap();
    }
    let running = manager.clone();
    let spin = async move { running.execute("misbehaving", Request::new("spin"), CallOptions::new()).await };
    assert!(tokio::time::timeout(Duration::from_millis(50), spin).await.is_err());
    let statistics = manager.statistics();
    let echo = statistics.operations.iter().find(|operation| operation.operation == "echo").unwrap();
    assert!(echo.percentiles.p50 <= echo.percentiles.p99 && echo.percentiles.p99 <= echo.slowest);
    assert_eq!((echo.calls, echo.in_flight, echo.retries), (20, 0, 0));
    // A call whose future is dropped runs no more.
    assert!(statistics.operations.iter().all(|operation| operation.in_flight == 0));
}
