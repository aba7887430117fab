//! What dialects allow beyond JSON.

use super::{Grammar, Machine};
use crate::dialect::{
    Comment, Dialect, comment_end, scan_json5_number, scan_json5_string, scan_name, skip_json5_space,
};
use crate::fault::Fault;
use crate::problem::Code;
use crate::scan::{Flaw, Text, scan_number, scan_string, skip_space};
use crate::sink::{Kind, Sink};
use crate::state::State;

impl<S: Sink + ?Sized, G: Grammar> Machine<'_, S, G> {
    fn dialect(&self) -> Dialect {
        self.grammar.relaxed().dialect
    }

    pub(super) fn is_json5(&self) -> bool {
        self.dialect() == Dialect::Json5
    }

    /// Whether a comma may stand before a closing bracket.
    pub(super) fn may_trail(&self) -> bool {
        self.dialect() != Dialect::Json
    }

    pub(super) fn in_array(&self) -> bool {
        self.stack.last().is_some_and(|level| level.kind() == Kind::Array)
    }

    fn space(&self, at: usize) -> usize {
        if self.is_json5() { skip_json5_space(self.source, at) } else { skip_space(self.bytes, at) }
    }

    /// Passes over white space and comments.
    pub(super) fn gap(&mut self, mut at: usize) -> Result<usize, Fault> {
        loop {
            at = self.space(at);
            let end = match comment_end(self.source, at, self.dialect()) {
                None => return Ok(at),
                Some(Ok(end)) => end,
                Some(Err(end)) => {
                    self.report(Fault::new(Code::UnclosedComment, at, end))?;
                    return Ok(end);
                }
            };
            self.sink.comment(Comment { start: at, end });
            at = end;
        }
    }

    /// The same without a word about it.
    fn silent_gap(&self, mut at: usize) -> usize {
        loop {
            at = self.space(at);
            match comment_end(self.source, at, self.dialect()) {
                Some(Ok(end)) => at = end,
                Some(Err(_)) | None => return at,
            }
        }
    }

    /// Where in a bracket to look for its end. Comments that somebody wants make a container that is not empty.
    pub(super) fn inside(&self, at: usize) -> usize {
        if self.sink.keeps_comments() { self.space(at) } else { self.silent_gap(at) }
    }

    /// Whether the comma before `at` is followed by the end of its container.
    pub(super) fn trails(&self, at: usize, kind: Kind) -> bool {
        self.may_trail() && self.bytes.get(self.silent_gap(at)) == Some(&kind.brackets().1)
    }

    /// Goes on after a value outside of all brackets, where there may be several.
    pub(super) fn another(&mut self, at: usize) -> Option<(usize, State)> {
        if !self.grammar.relaxed().many || at >= self.bytes.len() {
            return None;
        }
        self.sink.another(at);
        Some((at, State::Value))
    }

    pub(super) fn relaxed_string(&self, start: usize, at: usize) -> Result<Text, Flaw> {
        match self.bytes.get(start) {
            Some(quote) if self.is_json5() => scan_json5_string(self.source, at, *quote),
            _ => scan_string(self.bytes, at),
        }
    }

    pub(super) fn json5_key(&mut self, at: usize) -> Result<Option<(usize, State)>, Fault> {
        let Some(quote @ (b'"' | b'\'')) = self.bytes.get(at) else {
            let Some(name) = scan_name(self.source, at) else { return Ok(None) };
            self.sink.spelled_key(at, name.end);
            return Ok(Some(self.colon(name.end)));
        };
        if *quote == b'"'
            && let Ok(text) = scan_string(self.bytes, at + 1)
        {
            self.sink.key(at, text);
            return Ok(Some(self.colon(text.end)));
        }
        match scan_json5_string(self.source, at + 1, *quote) {
            Ok(text) => {
                self.sink.spelled_key(at, text.end);
                Ok(Some(self.colon(text.end)))
            }
            Err(_) => Ok(Some((self.broken_string(at)?, State::Colon))),
        }
    }

    /// What JSON would spell otherwise, if that is what stands here.
    pub(super) fn json5_value(&mut self, at: usize) -> Result<Option<(usize, State)>, Fault> {
        let end = match self.bytes.get(at) {
            Some(b'"') if scan_string(self.bytes, at + 1).is_ok() => return Ok(None),
            Some(quote @ (b'"' | b'\'')) => match scan_json5_string(self.source, at + 1, *quote) {
                Ok(text) => {
                    self.sink.spelled_string(at, text.end);
                    text.end
                }
                Err(_) => self.broken_string(at)?,
            },
            Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'I' | b'N') => {
                if matches!(self.bytes.get(at), Some(b'0'..=b'9' | b'-')) && scan_number(self.bytes, at).is_some() {
                    return Ok(None);
                }
                let Some(end) = scan_json5_number(self.bytes, at) else { return Ok(None) };
                self.sink.spelled_number(at, end);
                end
            }
            _ => return Ok(None),
        };
        Ok(Some((end, State::After)))
    }
}
