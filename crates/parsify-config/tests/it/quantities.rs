use std::time::Duration;

use parsify_config::{Config, InvalidQuantity, Layer, parse_size, parse_time};
use proptest::prelude::*;

#[test]
fn sizes() {
    for (text, bytes) in [
        ("64MiB", 64 << 20),
        ("64M", 64 << 20),
        ("64MB", 64_000_000),
        ("65536", 65536),
        ("1 kib", 1024),
        ("4g", 4 << 30),
        ("0B", 0),
        ("18446744073709551615", u64::MAX),
    ] {
        assert_eq!(parse_size(text), Ok(bytes), "{text}");
    }
}

#[test]
fn times() {
    for (text, millis) in [("500ms", 500), ("30s", 30_000), ("2M", 120_000), ("1 h", 3_600_000)] {
        assert_eq!(parse_time(text), Ok(Duration::from_millis(millis)), "{text}");
    }
}

#[test]
fn what_is_neither() {
    for text in ["", "s", "-1s", "+1s", "1.5s", " 1s", "½s", "NaN"] {
        assert_eq!(parse_time(text), Err(InvalidQuantity::NoNumber), "{text}");
        assert_eq!(parse_size(text), Err(InvalidQuantity::NoNumber), "{text}");
    }
    assert_eq!(parse_time("30"), Err(InvalidQuantity::NoUnit));
    for text in ["1d", "1sec", "1s1", "1 s ", "1µs", "1_000s"] {
        assert_eq!(parse_time(text), Err(InvalidQuantity::Unit), "{text}");
    }
    for text in ["99999999999999999999B", "18014398509481984KiB"] {
        assert_eq!(parse_size(text), Err(InvalidQuantity::TooLarge), "{text}");
    }
}

proptest! {
    /// What is shown is what was set.
    #[test]
    fn shown_and_read_again(bytes in 1..=4_u64 << 30, millis in 1..=3_600_000_u64) {
        let arguments = [format!("ceiling.limits.output={bytes}"), format!("defaults.limits.deadline={millis}ms")];
        let config = Config::layered([Layer::from_arguments(arguments).unwrap()]).unwrap();
        let shown = |key: &str| {
            let all = config.effective();
            all.iter().find(|it| it.key == key).unwrap().value.as_ref().unwrap().as_str().unwrap().to_owned()
        };
        prop_assert_eq!(parse_size(&shown("ceiling.limits.output")), Ok(bytes));
        prop_assert_eq!(parse_time(&shown("defaults.limits.deadline")), Ok(Duration::from_millis(millis)));
    }
}
