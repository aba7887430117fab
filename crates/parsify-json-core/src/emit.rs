//! From source to text, in the order of the source or sorted: what formatting and minifying have in common.

use crate::depth;
use crate::{
    Code, Compact, Done, Dress, Fault, Indented, Layout, Output, Positions, Problem, Sink, Sorting, StyledWriter, Tape,
    Writer, read, replay,
};

/// What to write and how.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// A line break and the indentation of a level; nothing for all in one line.
    pub lines: Option<(&'static str, &'static str)>,
    pub dress: Dress,
    pub sorting: Option<Sorting<'a>>,
    pub max_depth: usize,
    /// Written after the value.
    pub end: &'static str,
}

/// # Errors
///
/// The first problem of the source; too much nesting or output.
pub fn emit(source: &str, job: Job<'_>) -> Result<Done, Box<Problem>> {
    let outcome = if !job.dress.is_plain() {
        let writer = stream(source, job, || StyledWriter::new(source, job.lines, job.dress));
        writer.map(|writer| writer.finish(job.end))
    } else if let Some((line_break, unit)) = job.lines {
        plain(source, job, || Indented::new(line_break, unit))
    } else {
        plain(source, job, || Compact)
    };
    let too_large = || Fault::new(Code::OutputSize, source.len(), source.len());
    outcome.and_then(|done| done.ok_or_else(too_large)).map_err(|fault| problem(source, &fault))
}

fn plain<L: Layout>(source: &str, job: Job<'_>, layout: impl Fn() -> L) -> Result<Option<Done>, Fault> {
    let writer = stream(source, job, || Writer::new(source, layout()))?;
    Ok(writer.finish(job.end).map(|text| Done { text, removed_nulls: 0, truncated_strings: 0 }))
}

fn stream<S: Sink>(source: &str, job: Job<'_>, sink: impl Fn() -> S) -> Result<S, Fault> {
    let max_depth = depth::in_force(job.max_depth);
    let Some(sorting) = job.sorting else {
        let (sink, outcome) = read(source, max_depth, sink);
        return outcome.map(|()| sink);
    };
    let (tape, outcome) = read(source, max_depth, || Tape::new(source.len()));
    outcome?;
    let mut sink = sink();
    replay(source, &tape, sorting, &mut sink)?;
    Ok(sink)
}

#[cold]
fn problem(source: &str, fault: &Fault) -> Box<Problem> {
    let fault = match fault.code {
        Code::OutputSize => fault.limited_by(Output::ceiling(source.len())),
        _ => *fault,
    };
    Box::new(Problem::new(&fault, &mut Positions::new(source)))
}
