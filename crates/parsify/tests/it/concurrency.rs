use std::time::Duration;

use parsify::{CallOptions, ErrorKind, LimitOverrides, ModuleManager, Request};

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
