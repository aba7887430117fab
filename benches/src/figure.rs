//! A figure that was measured, the target it has to hold, and the table of many.
#![expect(clippy::print_stdout, reason = "a measurement reports on its standard output")]

use std::process::ExitCode;

use serde::Serialize;

/// Whether a figure holds its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It does.
    Pass,
    /// It does not.
    Miss,
    /// It has no target in a run of this size, or none on this machine.
    Told,
}

/// One measured figure.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// The acceptance figure it belongs to, such as `R5`.
    pub id: &'static str,
    /// What was measured.
    pub what: String,
    /// What came out, with its unit.
    pub value: String,
    /// What should come out.
    pub target: String,
    /// Whether it did.
    pub verdict: Verdict,
}

impl Figure {
    /// A figure that must hold.
    #[must_use]
    pub fn judged(
        id: &'static str,
        what: impl Into<String>,
        value: impl ToString,
        target: impl Into<String>,
        held: bool,
    ) -> Self {
        let verdict = if held { Verdict::Pass } else { Verdict::Miss };
        Self { id, what: what.into(), value: value.to_string(), target: target.into(), verdict }
    }

    /// A count that must be 0.
    #[must_use]
    pub fn none(id: &'static str, what: impl Into<String>, count: usize) -> Self {
        Self::judged(id, what, count, "0", count == 0)
    }

    /// A figure that only informs.
    #[must_use]
    pub fn told(id: &'static str, what: impl Into<String>, value: impl ToString) -> Self {
        Self { id, what: what.into(), value: value.to_string(), target: String::new(), verdict: Verdict::Told }
    }

    /// The same without a judgement when `judge` is false: a figure of time, in a run too short or on a machine too busy.
    #[must_use]
    pub fn when(mut self, judge: bool) -> Self {
        if !judge {
            self.verdict = Verdict::Told;
        }
        self
    }
}

/// Prints a table of figures, or the same as JSON.
pub fn print(figures: &[Figure], json: bool) {
    if json {
        println!("{}", serde_json::to_string_pretty(figures).unwrap_or_default());
        return;
    }
    let width = |column: fn(&Figure) -> &str| figures.iter().map(|figure| column(figure).chars().count()).max();
    let what = width(|figure| &figure.what).unwrap_or(0);
    let value = width(|figure| &figure.value).unwrap_or(0);
    for figure in figures {
        let mark = match figure.verdict {
            Verdict::Pass => "pass",
            Verdict::Miss => "MISS",
            Verdict::Told => "    ",
        };
        let line =
            format!("{:<4} {mark}  {:<what$}  {:<value$}  {}", figure.id, figure.what, figure.value, figure.target);
        println!("{}", line.trim_end());
    }
    let missed = misses(figures);
    let judged = figures.iter().filter(|figure| figure.verdict != Verdict::Told).count();
    println!("\n{} of {judged} figures hold", judged - missed);
}

/// How many figures do not hold.
#[must_use]
pub fn misses(figures: &[Figure]) -> usize {
    figures.iter().filter(|figure| figure.verdict == Verdict::Miss).count()
}

/// How a program ends that measured them: 1 when one does not hold, 130 when the rest was cut off.
#[must_use]
pub fn exit_code(figures: &[Figure], interrupted: bool) -> ExitCode {
    match (misses(figures), interrupted) {
        (0, false) => ExitCode::SUCCESS,
        (0, true) => ExitCode::from(130),
        _ => ExitCode::FAILURE,
    }
}
