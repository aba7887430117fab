//! Strict JSON written anew, in the order of the source or sorted: what formatting and minifying have in common.

use crate::{
    Code, Compact, Done, Dress, Fault, Frame, Indented, Layout, Sink, Sorting, StyledWriter, Tape, Writer, read, replay,
};

/// What to write and how.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// A line break and the indentation of a level; nothing for all in one line.
    pub lines: Option<(&'static str, &'static str)>,
    /// What else happens to tokens.
    pub dress: Dress,
    /// How members are ordered, if they are.
    pub sorting: Option<Sorting<'a>>,
    /// Deepest nesting that is accepted.
    pub max_depth: usize,
    /// Written after the value.
    pub end: &'static str,
}

/// Writes a document anew.
///
/// # Errors
///
/// The first fault of the source; too much nesting or output.
pub fn rewrite(source: &str, job: Job<'_>, frame: Frame) -> Result<Done, Fault> {
    let done = if !job.dress.is_plain() {
        let writer = stream(source, job, || StyledWriter::new(source, job.lines, job.dress, frame))?;
        writer.finish(job.end)
    } else if let Some((line_break, unit)) = job.lines {
        plain(source, job, || Indented::new(line_break, unit))?
    } else {
        plain(source, job, || Compact)?
    };
    done.ok_or_else(|| too_large(source))
}

/// The fault of a source of which too much would become.
#[must_use]
pub const fn too_large(source: &str) -> Fault {
    Fault::new(Code::OutputSize, source.len(), source.len())
}

fn plain<L: Layout>(source: &str, job: Job<'_>, layout: impl Fn() -> L) -> Result<Option<Done>, Fault> {
    let writer = stream(source, job, || Writer::new(source, layout()))?;
    let done = |text| Done { text, removed_nulls: 0, truncated_strings: 0, removed_comments: 0 };
    Ok(writer.finish(job.end).map(done))
}

fn stream<S: Sink>(source: &str, job: Job<'_>, sink: impl Fn() -> S) -> Result<S, Fault> {
    let Some(sorting) = job.sorting else {
        let (sink, outcome) = read(source, job.max_depth, sink);
        return outcome.map(|()| sink);
    };
    let (tape, outcome) = read(source, job.max_depth, || Tape::new(source.len()));
    outcome?;
    let mut sink = sink();
    replay(source, &tape, sorting, &mut sink)?;
    Ok(sink)
}
