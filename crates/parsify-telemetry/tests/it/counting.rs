use std::time::Duration;

use parsify_telemetry::{Call, Counters, ErrorKind};

#[test]
fn one_failure() {
    let counters = Counters::default();
    counters.count(&Call::failed(ErrorKind::Trap, Duration::from_millis(3)));
    let (module, version) = ("text-tools".parse().unwrap(), "1.0.0".parse().unwrap());
    let statistics = counters.snapshot(&module, &version, "format").unwrap();
    assert_eq!((statistics.calls, statistics.successes), (1, 0));
    assert_eq!(statistics.slowest, Duration::from_millis(3));
    assert_eq!(statistics.percentiles.p50, Duration::from_millis(3));
}
