use std::time::Duration;

use parsify_interface::{CallOptions, ErrorKind, Module, Request, serde_json};

use crate::guests::{limits, misbehaving, options};

/// Calls that loop, eat memory and trap run beside well-behaved ones, which must not notice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_calls_leave_the_others_alone() {
    let module = misbehaving().await;
    let hostile = [
        ("spin", ErrorKind::Timeout),
        ("eat-memory", ErrorKind::Memory),
        ("panic", ErrorKind::Trap),
        ("spin", ErrorKind::Timeout),
        ("eat-memory", ErrorKind::Memory),
    ];
    let hostile = hostile.map(|(operation, kind)| {
        let module = module.clone();
        tokio::spawn(async move {
            // Only the loops are meant to meet their deadline, however busy the machine is.
            let millis = if kind == ErrorKind::Timeout { 400 } else { 60_000 };
            let narrow = limits().with_deadline(Duration::from_millis(millis)).with_memory(16 << 20);
            for _ in 0..3 {
                let failure = module.execute(&Request::new(operation), &options(narrow)).await.unwrap_err();
                assert_eq!(failure.kind(), kind, "{failure:?}");
            }
        })
    });
    let healthy: Vec<_> = (0..8)
        .map(|caller| {
            let module = module.clone();
            tokio::spawn(async move {
                for call in 0..100 {
                    let text = format!("{caller} {call}");
                    let request = Request::new("echo").with_text("text", text.as_str());
                    let execution = module.execute(&request, &CallOptions::new()).await.unwrap();
                    assert_eq!(execution.response.text(), Some(text.as_str()));
                }
            })
        })
        .collect();
    for task in healthy.into_iter().chain(hostile) {
        task.await.unwrap();
    }
}

/// On a runtime with one thread a looping call must let others through, or they would starve.
#[tokio::test(flavor = "current_thread")]
async fn a_loop_shares_its_thread() {
    let module = misbehaving().await;
    let looping = module.clone();
    let spin = tokio::spawn(async move {
        looping.execute(&Request::new("spin"), &options(limits().with_deadline(Duration::from_secs(60)))).await
    });
    tokio::task::yield_now().await;
    let request = Request::new("echo").with_text("text", "x");
    module.execute(&request, &CallOptions::new()).await.unwrap();
    assert!(!spin.is_finished());
    spin.abort();
    assert!(spin.await.unwrap_err().is_cancelled());
}

#[tokio::test]
async fn dropped_calls_leave_nothing_behind() {
    let module = misbehaving().await;
    for _ in 0..50 {
        let spin = Request::new("spin");
        let calling = CallOptions::new();
        let call = module.execute(&spin, &calling);
        assert!(tokio::time::timeout(Duration::from_millis(2), call).await.is_err());
    }
    let request = Request::new("echo").with_text("text", "still here");
    let execution = module.execute(&request, &CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.text(), Some("still here"));
}

#[tokio::test]
async fn configuration_belongs_to_one_call() {
    let module = misbehaving().await;
    let request = Request::new("show-config");
    let with = CallOptions::new().with_config(serde_json::json!({ "key": ["value"] }));
    let execution = module.execute(&request, &with).await.unwrap();
    assert_eq!(execution.response.data["key"][0], "value");
    let execution = module.execute(&request, &CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.data, serde_json::Value::Null);
}
