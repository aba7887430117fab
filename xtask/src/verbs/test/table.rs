//! The table of steps at the end.

use std::time::Duration;

use super::Went;
use crate::paint::Paint;

/// One line per step and a plain total.
pub(super) fn text(results: &[(&str, Went, Duration)], total: Duration, paint: Paint) -> String {
    let width = results.iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for (name, went, took) in results {
        let line = match went {
            Went::Well => format!("{}       {:7.1} s", paint.good("ok"), took.as_secs_f64()),
            Went::Badly => format!("{}   {:7.1} s", paint.bad("failed"), took.as_secs_f64()),
            Went::NotRun => paint.dim("not run"),
        };
        text.push_str(&format!("{name:width$}  {line}\n"));
    }
    text.push_str(&total_line(results, total));
    text
}

fn total_line(results: &[(&str, Went, Duration)], total: Duration) -> String {
    let count = |wanted: Went| results.iter().filter(|(_, went, _)| *went == wanted).count();
    let mut parts = vec![format!("{} ok", count(Went::Well))];
    for (number, word) in [(count(Went::Badly), "failed"), (count(Went::NotRun), "not run")] {
        if number > 0 {
            parts.push(format!("{number} {word}"));
        }
    }
    format!("total: {} in {:.1} s\n", parts.join(", "), total.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_shows_each_step_and_the_total() {
        let second = Duration::from_secs(1);
        let results =
            [("format", Went::Well, second), ("layers", Went::Badly, second), ("tests", Went::NotRun, Duration::ZERO)];
        let expected = "\
format  ok           1.0 s
layers  failed       1.0 s
tests   not run
total: 1 ok, 1 failed, 1 not run in 2.0 s
";
        assert_eq!(text(&results, second * 2, Paint::plain()), expected);
    }
}
