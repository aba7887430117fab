use std::time::Duration;

/// A size with a unit that keeps it short: `1.5 MiB`.
pub(super) fn bytes(bytes: u64) -> String {
    const UNITS: [&str; 3] = ["KiB", "MiB", "GiB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let mut value = bytes as f64 / 1024.0;
    let mut unit = UNITS[0];
    for larger in &UNITS[1..] {
        if value >= 1024.0 {
            value /= 1024.0;
            unit = larger;
        }
    }
    let text = format!("{value:.1}");
    format!("{} {unit}", text.strip_suffix(".0").unwrap_or(&text))
}

/// A time in milliseconds, or in seconds from ten on.
pub(super) fn time(time: Duration) -> String {
    if time < Duration::from_secs(10) {
        format!("{:.1} ms", time.as_secs_f64() * 1e3)
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

/// How long ago something was, or how long it has been so, in the largest unit of which there are two.
pub(super) fn age(age: Duration) -> String {
    const UNITS: [(u64, &str); 3] = [(86_400, "d"), (3_600, "h"), (60, "min")];
    let seconds = age.as_secs();
    let unit = UNITS.into_iter().find(|(size, _)| seconds >= 2 * size);
    unit.map_or_else(|| format!("{:.1} s", age.as_secs_f64()), |(size, name)| format!("{} {name}", seconds / size))
}

/// `1 problem`, `2 problems`.
pub(super) fn count(number: usize, singular: &str) -> String {
    format!("{number} {singular}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times() {
        assert_eq!(bytes(1023), "1023 B");
        assert_eq!(bytes(1536), "1.5 KiB");
        assert_eq!(bytes(256 << 20), "256 MiB");
        assert_eq!(bytes(5 << 40), "5120 GiB");
        assert_eq!(time(Duration::from_micros(1250)), "1.2 ms");
        assert_eq!(time(Duration::from_secs(90)), "90.0 s");
        assert_eq!(
            [119, 120, 7_199, 7_200, 172_800].map(|it| age(Duration::from_secs(it))),
            ["119.0 s", "2 min", "119 min", "2 h", "2 d"]
        );
        assert_eq!(age(Duration::MAX), "213503982334601 d");
    }
}
