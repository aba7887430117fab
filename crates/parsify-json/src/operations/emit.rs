//! From source to text, in the order of the source or sorted: what formatting and minifying have in common.

use super::parts::{Values, in_words};
use super::rewritten::Rewritten;
use super::several::Several;
use crate::core::{
    Code, Comment, Dialect, Done, Fault, Frame, Job, Noted, Output, Positions, Problem, Relaxed, StyledWriter,
    Translated, in_force, replay_noted, rewrite, run_relaxed, too_large, translate,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What becomes of a document that is none, where there are several. The default is an error.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum BadDocuments {
    /// The operation fails with its problem.
    #[default]
    Error,
    /// It is written as it stands, and listed.
    Keep,
    /// It is left out, and listed.
    Skip,
}

/// How the source is to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    pub(crate) dialect: Dialect,
    pub(crate) values: Values,
    pub(crate) bad: BadDocuments,
    /// What is put between several documents.
    pub(crate) line_break: &'static str,
}

impl Reading {
    /// One document of JSON.
    const JSON: Self = Self { dialect: Dialect::Json, values: Values::One, bad: BadDocuments::Error, line_break: "\n" };

    const fn grammar(self) -> Relaxed {
        Relaxed { dialect: self.dialect, many: false }
    }

    /// Whether comments stay.
    pub(super) fn keeps_comments(self, job: &Job<'_>) -> bool {
        self.dialect == Dialect::Jsonc && job.lines.is_some()
    }
}

/// # Errors
///
/// The first problem of a source of JSON; too much nesting or output.
pub(crate) fn emit(source: &str, job: Job<'_>) -> Result<Rewritten, Box<Problem>> {
    emit_read(source, job, Reading::JSON)
}

/// # Errors
///
/// The first problem of the source; too much nesting or output.
pub(crate) fn emit_read(source: &str, mut job: Job<'_>, reading: Reading) -> Result<Rewritten, Box<Problem>> {
    job.max_depth = in_force(job.max_depth);
    if reading.values != Values::One {
        return Several::new(source, job, reading).write().map_err(|fault| problem(source, &fault));
    }
    let frame = if reading.keeps_comments(&job) { Frame::Jsonc } else { Frame::Json };
    let (done, comments) = document(source, job, reading, frame).map_err(|fault| problem(source, &fault))?;
    let mut rewritten = Rewritten::from(done);
    rewritten.drop_comments(&comments, &mut Positions::new(source));
    Ok(rewritten)
}

#[cold]
fn problem(source: &str, fault: &Fault) -> Box<Problem> {
    let fault = match fault.code {
        Code::OutputSize => fault.limited_by(Output::ceiling(source.len())),
        _ => *fault,
    };
    in_words(source, &fault)
}

/// One document, and where the comments stood that it has lost.
pub(super) fn document(
    source: &str,
    job: Job<'_>,
    reading: Reading,
    frame: Frame,
) -> Result<(Done, Vec<usize>), Fault> {
    if reading.dialect == Dialect::Json {
        return rewrite(source, job, frame).map(|done| (done, Vec::new()));
    }
    if reading.keeps_comments(&job) {
        return commented(source, job, reading, frame).map(|done| (done, Vec::new()));
    }
    let Translated { text, comments, .. } = translate(source, reading.dialect, job.max_depth)?;
    // What may be wrong now is the size only.
    let done = rewrite(&text, job, frame).map_err(|fault| Fault::new(fault.code, source.len(), source.len()))?;
    Ok((done, comments))
}

/// A document with its comments.
fn commented(source: &str, job: Job<'_>, reading: Reading, frame: Frame) -> Result<Done, Fault> {
    let mut noted = Noted::new(source);
    run_relaxed(source, reading.grammar(), job.max_depth, &mut noted)?;
    let (tape, notes) = noted.finish();
    let mut writer = StyledWriter::new(source, job.lines, job.dress, frame).with_comments();
    replay_noted(source, &tape, &notes, job.sorting, &mut writer)?;
    writer.finish(job.end).ok_or_else(|| too_large(source))
}

/// The comments of a text without a value.
pub(super) fn comments_of(source: &str, job: Job<'_>, reading: Reading) -> Vec<Comment> {
    let mut noted = Noted::new(source);
    // That there is no value is known.
    let _ = run_relaxed(source, reading.grammar(), job.max_depth, &mut noted);
    noted.waiting()
}
