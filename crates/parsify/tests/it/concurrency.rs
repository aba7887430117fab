use std::time::Duration;

use parsify::{CallOptions, ErrorKind, Failure, LimitOverrides, ModuleManager, Request};

use parsify_testkit::built_guest;

use crate::guests::manager;

fn within(millis: u64) -> CallOptions {
    CallOptions::new().with_limits(LimitOverrides::default().with_deadline(Duration::from_millis(millis)))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_callers_share_one_compilation_and_all_get_their_own_answer() {
    let manager = manager().await;
    let calls = (0..100).map(|number| {
        let manager = manager.clone();
        tokio::spawn(async move {
            let request = Request::new("minify").with_text("json", format!("[ {number} ]"));
            let execution = manager.execute("json-processor", request, CallOptions::new()).await.unwrap();
            assert_eq!(execution.response.text(), Some(format!("[{number}]").as_str()));
        })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap();
    }
    assert_eq!(manager.statistics().operations[0].successes, 100);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_for_a_place_ends_with_the_deadline() {
    let builder = ModuleManager::builder().with_module(built_guest("misbehaving")).with_concurrency(1);
    let manager = builder.build().await.unwrap();
    let busy = manager.clone();
    let spin = tokio::spawn(async move { busy.execute("misbehaving", Request::new("spin"), within(5000)).await });
    tokio::time::sleep(Duration::from_secs(1)).await;
    let request = Request::new("echo").with_text("text", "x");
    let failure = manager.execute("misbehaving", request.clone(), within(100)).await.unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Timeout);
    assert_eq!(failure.details()["phase"].as_str(), Some("queue"));
    // Whoever can wait longer gets the place.
    manager.execute("misbehaving", request, within(30_000)).await.unwrap();
    assert_eq!(spin.await.unwrap().unwrap_err().kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_dropped_call_gives_its_place_back() {
    let builder = ModuleManager::builder().with_module(built_guest("misbehaving")).with_concurrency(1);
    let manager = builder.build().await.unwrap();
    let spin = manager.execute("misbehaving", Request::new("spin"), CallOptions::new());
    assert!(tokio::time::timeout(Duration::from_millis(50), spin).await.is_err());
    let request = Request::new("echo").with_text("text", "x");
    manager.execute("misbehaving", request, CallOptions::new()).await.unwrap();
}

/// A manager of one place, which a call that never ends has taken until the task is dropped.
async fn taken(queue: usize) -> (ModuleManager, tokio::task::JoinHandle<()>) {
    let builder =
        ModuleManager::builder().with_module(built_guest("misbehaving")).with_concurrency(1).with_queue(queue);
    let manager = builder.build().await.unwrap();
    manager.execute("misbehaving", echo(), CallOptions::new()).await.unwrap();
    let (taking, taken) = (manager.clone(), tokio::sync::oneshot::channel());
    let taker = tokio::spawn(async move {
        let spin = taking.execute("misbehaving", Request::new("spin"), within(60_000));
        taken.0.send(()).unwrap();
        let _ = spin.await;
    });
    taken.1.await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    (manager, taker)
}

fn echo() -> Request {
    Request::new("echo").with_text("text", "x")
}

fn calls(manager: &ModuleManager, count: usize) -> Vec<tokio::task::JoinHandle<Result<parsify::Execution, Failure>>> {
    let call = |_| {
        let manager = manager.clone();
        tokio::spawn(async move { manager.execute("misbehaving", echo(), within(30_000)).await })
    };
    (0..count).map(call).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn beyond_the_queue_calls_are_refused_at_once() {
    let (manager, taker) = taken(3).await;
    let waiting = calls(&manager, 3);
    tokio::time::sleep(Duration::from_millis(500)).await;
    let failure = manager.execute("misbehaving", echo(), CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Capacity, "host.busy"));
    assert_eq!(failure.details()["waiting"].as_u64(), Some(3));
    taker.abort();
    for call in waiting {
        call.await.unwrap().unwrap();
    }
    manager.execute("misbehaving", echo(), CallOptions::new()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_gives_up_waiting_leaves_room_in_the_queue() {
    let (manager, taker) = taken(1).await;
    let failure = manager.execute("misbehaving", echo(), within(50)).await.unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Timeout);
    let waiting = manager.execute("misbehaving", echo(), within(30_000));
    assert!(tokio::time::timeout(Duration::from_millis(50), waiting).await.is_err());
    let waiting = calls(&manager, 1);
    tokio::time::sleep(Duration::from_millis(50)).await;
    taker.abort();
    waiting.into_iter().next().unwrap().await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shutdown_lets_calls_end_and_takes_no_more() {
    let (manager, taker) = taken(10).await;
    let waiting = calls(&manager, 4);
    tokio::time::sleep(Duration::from_millis(500)).await;
    let closing = manager.clone();
    let shutdown = tokio::spawn(async move { closing.shutdown(Duration::from_secs(30)).await });
    tokio::time::sleep(Duration::from_millis(500)).await;
    let failure = manager.execute("misbehaving", echo(), CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Capacity, "host.shutdown"));
    taker.abort();
    assert!(shutdown.await.unwrap().is_complete());
    for call in waiting {
        call.await.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shutdown_whose_time_is_over_tells_what_is_left() {
    let (manager, taker) = taken(10).await;
    let waiting = calls(&manager, 4);
    tokio::time::sleep(Duration::from_millis(500)).await;
    let drained = manager.shutdown(Duration::from_millis(100)).await;
    assert_eq!((drained.running, drained.turned_away), (1, 4));
    for call in waiting {
        assert_eq!(call.await.unwrap().unwrap_err().code(), "host.shutdown");
    }
    taker.abort();
    assert!(manager.shutdown(Duration::from_secs(10)).await.is_complete());
    // With nothing to wait for it is over at once.
    assert!(manager.shutdown(Duration::ZERO).await.is_complete());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_thousand_callers_on_one_place_all_get_an_answer() {
    let builder =
        ModuleManager::builder().with_module(built_guest("misbehaving")).with_concurrency(1).with_queue(5_000);
    let manager = builder.build().await.unwrap();
    let (mut answered, mut refused) = (0, 0);
    for call in calls(&manager, 10_000) {
        match call.await.unwrap() {
            Ok(_) => answered += 1,
            Err(failure) => {
                assert_eq!(failure.code(), "host.busy");
                refused += 1;
            }
        }
    }
    assert_eq!(answered + refused, 10_000);
    assert!(answered >= 5_000, "{answered}");
}

/// Calls that have nothing to wait for, one after the other on the only thread, still leave it to others.
#[tokio::test]
async fn who_calls_without_end_leaves_others_their_turn() {
    let manager = ModuleManager::builder().without_builtin_modules().with_module(built_guest("misbehaving"));
    let manager = manager.build().await.unwrap();
    let calling = tokio::spawn(async move {
        loop {
            let request = Request::new("echo").with_text("text", "x");
            manager.execute("misbehaving", request, CallOptions::new()).await.unwrap();
        }
    });
    // Each turn gives the thread away.
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    calling.abort();
    assert!(calling.await.unwrap_err().is_cancelled());
}
