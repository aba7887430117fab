use parsify::{CallOptions, ErrorKind, Request};

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
    assert_eq!(panic.failures[&ErrorKind::Trap], 1);
    let json = parsify::serde_json::to_value(&statistics).unwrap();
    assert_eq!(json["operations"][1]["failures"]["trap"], 1);
}
