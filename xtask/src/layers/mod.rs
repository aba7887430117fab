//! The laws of the layers: who may depend on whom, as data, compared with what cargo knows.

mod graph;
mod laws;
mod manifests;
mod sources;
mod table;

use anyhow::Result;

use crate::paint::Paint;
use crate::setup::Setup;

/// One law and what breaks it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) law: &'static str,
    pub(crate) says: &'static str,
    pub(crate) violations: Vec<String>,
}

/// Judges the workspace by every law.
pub(crate) fn judge(setup: &Setup) -> Result<Vec<Verdict>> {
    let graph = graph::read(setup)?;
    let mut verdicts = laws::all(&graph);
    verdicts.extend(manifests::all(setup, &graph)?);
    verdicts.push(sources::allow_with_reason(setup)?);
    Ok(verdicts)
}

/// Prints one line per law, its violations below, and says whether all hold.
pub(crate) fn report(verdicts: &[Verdict], paint: Paint) -> bool {
    let width = verdicts.iter().map(|verdict| verdict.law.len()).max().unwrap_or(0);
    for Verdict { law, says, violations } in verdicts {
        let state = if violations.is_empty() { paint.good("ok       ") } else { paint.bad("violation") };
        println!("{state}  {law:width$}  {}", paint.dim(says));
        for violation in violations {
            println!("             {violation}");
        }
    }
    verdicts.iter().all(|verdict| verdict.violations.is_empty())
}
