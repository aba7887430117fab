//! From source to text, in the order of the source or sorted: what formatting and minifying have in common.

use super::depth;
use crate::core::{Code, Fault, Layout, Output, Positions, Problem, Tape, Writer, replay, run};

/// What to write and how.
pub(crate) struct Job<L> {
    pub(crate) layout: L,
    pub(crate) ensure_ascii: bool,
    pub(crate) sort_keys: bool,
    pub(crate) max_depth: usize,
    /// Written after the value.
    pub(crate) end: &'static str,
}

pub(crate) fn emit<L: Layout>(source: &str, job: Job<L>) -> Result<String, Box<Problem>> {
    let mut writer = Writer::new(source, job.layout, job.ensure_ascii);
    let max_depth = depth::in_force(job.max_depth);
    let outcome = if job.sort_keys {
        let mut tape = Tape::new(source.len());
        run(source, max_depth, &mut tape).and_then(|()| replay(source, &tape, &mut writer))
    } else {
        run(source, max_depth, &mut writer)
    };
    match outcome {
        Ok(()) => writer
            .finish(job.end)
            .ok_or_else(|| problem(source, &Fault::new(Code::OutputSize, source.len(), source.len()))),
        Err(fault) => Err(problem(source, &fault)),
    }
}

#[cold]
fn problem(source: &str, fault: &Fault) -> Box<Problem> {
    let fault = match fault.code {
        Code::OutputSize => fault.limited_by(Output::ceiling(source.len())),
        _ => *fault,
    };
    Box::new(Problem::new(&fault, &mut Positions::new(source)))
}
