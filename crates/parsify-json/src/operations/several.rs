//! Documents written one after the other.

use super::emit::{BadDocuments, Reading, comments_of, document};
use super::lines::ListedLines;
use super::parts::{Part, parts};
use super::rewritten::Rewritten;
use crate::core::{
    Code, Fault, Frame, HTML_EPILOGUE, Job, Output, Paint, Positions, Problem, Sink as _, Spot, StyledWriter,
    html_prologue, too_large,
};

/// The documents of a source on their way.
pub(super) struct Several<'a, 'j> {
    source: &'a str,
    job: Job<'j>,
    reading: Reading,
    /// Whether the last line is ended, too.
    ends: bool,
    positions: Positions<'a>,
    rewritten: Rewritten,
    bad: ListedLines,
    documents: usize,
}

impl<'a, 'j> Several<'a, 'j> {
    pub(super) fn new(source: &'a str, mut job: Job<'j>, reading: Reading) -> Self {
        let ends = job.lines.is_none() || !job.end.is_empty();
        job.end = "";
        let (positions, bad) = (Positions::new(source), ListedLines::default());
        Self { source, job, reading, ends, positions, rewritten: Rewritten::default(), bad, documents: 0 }
    }

    /// # Errors
    ///
    /// The first fault, if it is to be one; too much output.
    pub(super) fn write(mut self) -> Result<Rewritten, Fault> {
        if let Paint::Html(theme, palette) = self.job.dress.paint {
            // Once for all of them.
            let frame = if self.reading.keeps_comments(&self.job) { Frame::Jsonc } else { Frame::Json };
            self.rewritten.text = html_prologue(theme, palette, frame);
        }
        let start = self.rewritten.text.len();
        for part in parts(self.source, self.reading.values, self.reading.dialect, self.job.max_depth) {
            self.part(part)?;
            if self.rewritten.text.len() > Output::ceiling(self.source.len()) {
                return Err(too_large(self.source));
            }
        }
        let text = &mut self.rewritten.text;
        if !self.ends && text.len() > start {
            text.truncate(text.len() - self.reading.line_break.len());
        }
        if let Paint::Html(..) = self.job.dress.paint {
            text.push_str(HTML_EPILOGUE);
        }
        self.rewritten.documents = Some(self.documents);
        self.rewritten.bad_documents = self.bad;
        Ok(self.rewritten)
    }

    fn part(&mut self, part: Part<'_>) -> Result<(), Fault> {
        if part.is_blank(self.reading.dialect) {
            self.blank(part);
            return Ok(());
        }
        self.documents += 1;
        match document(part.text, self.job, self.reading, Frame::None) {
            Ok((done, comments)) => {
                self.line(&done.text);
                self.rewritten.add(&done);
                self.drop_comments(part, comments.into_iter());
                Ok(())
            }
            Err(fault) => self.bad(part, fault),
        }
    }

    fn line(&mut self, text: &str) {
        self.rewritten.text.push_str(text);
        self.rewritten.text.push_str(self.reading.line_break);
    }

    /// Comments that belong to no document.
    fn blank(&mut self, part: Part<'_>) {
        let comments = comments_of(part.text, self.job, self.reading);
        if !self.reading.keeps_comments(&self.job) {
            return self.drop_comments(part, comments.into_iter().map(|comment| comment.start));
        }
        let mut writer = StyledWriter::new(part.text, self.job.lines, self.job.dress, Frame::None).with_comments();
        for comment in comments {
            writer.placed(Spot::Line, comment);
        }
        self.written(writer);
    }

    fn written(&mut self, writer: StyledWriter<'_>) {
        if let Some(done) = writer.finish("") {
            self.line(&done.text);
        }
    }

    fn drop_comments(&mut self, part: Part<'_>, comments: impl Iterator<Item = usize>) {
        let offsets: Vec<usize> = comments.map(|offset| offset + part.offset).collect();
        self.rewritten.drop_comments(&offsets, &mut self.positions);
    }

    fn bad(&mut self, part: Part<'_>, fault: Fault) -> Result<(), Fault> {
        let fault = part.moved(fault);
        if self.reading.bad == BadDocuments::Error || fault.code == Code::OutputSize {
            return Err(fault);
        }
        self.bad.list(&Problem::new(&fault, &mut self.positions));
        if self.reading.bad == BadDocuments::Keep {
            if let Paint::None = self.job.dress.paint {
                self.line(part.text);
            } else {
                let mut writer = StyledWriter::new(part.text, self.job.lines, self.job.dress, Frame::None);
                writer.verbatim();
                self.written(writer);
            }
        }
        Ok(())
    }
}
