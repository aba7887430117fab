//! The grammar of what is nearly JSON.
//!
//! Every step takes at least one character or leads to a state whose step does; what is looked at ahead of it is bounded, or
//! is passed over once. So repairing takes time linear in the source.

use super::change::Changes;
use super::code::RepairCode;
use super::gap::CommentEnds;
use super::level::{Level, Open, Opened};
use super::options::{RepairOptions, RepairValues};
use super::pen::{Mark, Pen};
use super::quote::quote_at;
use super::stop::Stop;
use super::string::prefixed;
use crate::core::{Kind, in_force};
use crate::operations::convert::NonFinite;

/// What is wanted next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// A document, or what stands around one.
    Outside,
    Value,
    Key,
    Colon,
    After,
}

pub(super) struct Repairer<'a> {
    pub(super) pen: Pen<'a>,
    pub(super) stack: Vec<Level>,
    pub(super) open: Open,
    /// The end of the latest token.
    pub(super) last: Mark,
    /// The comma that waits for the next entry.
    pub(super) comma: Option<Mark>,
    /// Whether a comma stood before the bracket that closes a level.
    pub(super) trailing_comma: bool,
    /// Whether the latest value is a string.
    pub(super) was_string: bool,
    /// How many values stand outside of all brackets, and where the first of them begins.
    pub(super) values: usize,
    pub(super) first: Mark,
    /// The end of the latest of them.
    pub(super) end_of_value: Mark,
    /// Whether what stood around the document was changed.
    pub(super) outside_changed: bool,
    /// Up to where there are but literals and numbers.
    pub(super) scalars_to: usize,
    /// Whether a block of Markdown is open.
    pub(super) fenced: bool,
    pub(super) deepest: usize,
    /// No three quotes of this kind follow: double, single.
    pub(super) no_triple: [bool; 2],
    /// Where the latest comments of both kinds end.
    pub(super) comments: CommentEnds,
    pub(super) max_depth: usize,
    pub(super) non_finite: NonFinite,
    allow_several: bool,
}

impl<'a> Repairer<'a> {
    pub(super) fn new(source: &'a str, options: &RepairOptions, changes: Changes) -> Self {
        Self {
            pen: Pen::new(source, changes),
            stack: Vec::new(),
            open: Open::default(),
            last: Mark::default(),
            comma: None,
            trailing_comma: false,
            was_string: false,
            values: 0,
            first: Mark::default(),
            end_of_value: Mark::default(),
            outside_changed: false,
            scalars_to: 0,
            fenced: false,
            deepest: 0,
            no_triple: [false; 2],
            comments: CommentEnds::of(source),
            max_depth: in_force(options.max_depth),
            non_finite: options.non_finite,
            allow_several: options.values == RepairValues::Array,
        }
    }

    /// The text of JSON and what was changed.
    ///
    /// # Errors
    ///
    /// Too much nesting; no value at all; what cannot be repaired.
    pub(super) fn run(mut self) -> Result<(String, Changes), Stop> {
        let mut state = State::Outside;
        loop {
            self.gap()?;
            let Some(found) = self.pen.peek() else { break };
            state = match state {
                _ if self.leaves_fence() => {
                    self.close_all(state)?;
                    State::Outside
                }
                State::Outside => self.outside(found)?,
                State::Value => self.value(found)?,
                State::Key => self.key(found)?,
                State::Colon => self.colon(found)?,
                State::After => self.after(found)?,
            };
        }
        self.close_all(state)?;
        self.finish_outside()?;
        Ok(self.pen.finish(self.outside_changed))
    }

    pub(super) fn container(&self) -> Option<Kind> {
        self.stack.last().map(|level| level.kind)
    }

    pub(super) const fn in_parentheses(&self) -> bool {
        self.open.count(')') > 0
    }

    /// What follows a value.
    pub(super) const fn after_value(&self) -> State {
        if self.stack.is_empty() { State::Outside } else { State::After }
    }

    /// Notes the end of a token.
    pub(super) const fn done(&mut self) {
        self.last = self.pen.mark();
        if self.stack.is_empty() {
            self.end_of_value = self.last;
        }
    }

    /// Removes so many bytes.
    pub(super) fn remove(&mut self, code: RepairCode, length: usize) {
        self.outside_changed |= self.stack.is_empty();
        self.pen.replace(code, length, "");
    }

    /// What may mean several things, from here on for so many bytes.
    pub(super) fn ambiguous(&self, length: usize, message: &'static str, hint: &'static str) -> Stop {
        Stop::ambiguous(self.pen.at(), self.pen.at() + length, message, hint)
    }

    fn unexpected(&self, found: char) -> Stop {
        let hint = "an entry, a comma or a closing bracket can stand here";
        self.ambiguous(found.len_utf8(), "what stands here fits nowhere in the document", hint)
    }

    /// Makes room for the next element or member.
    pub(super) fn entry(&mut self) -> Result<(), Stop> {
        let comma = self.comma.take();
        let entries = match self.stack.last_mut() {
            Some(level) => &mut level.entries,
            None => &mut self.values,
        };
        *entries += 1;
        let is_first = *entries == 1;
        if self.stack.is_empty() {
            if is_first {
                self.first = self.pen.mark();
            } else if !self.allow_several {
                return Err(Stop::several(self.pen.at()));
            }
        }
        match comma {
            Some(comma) if self.pen.between(comma.at, comma.at + 1) == ";" => {
                self.pen.changes.add(RepairCode::MissingComma, comma.at, comma.at + 1, ",");
            }
            None if !is_first => {
                let mark = if self.stack.is_empty() { self.end_of_value } else { self.last };
                self.pen.insert(mark, RepairCode::MissingComma, ",");
            }
            Some(_) | None => {}
        }
        Ok(())
    }

    /// Makes room for a value: those of objects have it already.
    pub(super) fn begin_value(&mut self) -> Result<(), Stop> {
        self.was_string = false;
        if self.container() == Some(Kind::Object) { Ok(()) } else { self.entry() }
    }

    /// Writes `null` where a value is missing.
    pub(super) fn null(&mut self) -> Result<(), Stop> {
        let gap = self.pen.between(self.last.at, self.pen.at());
        let here = !gap.contains('\n') && !self.pen.is_at_end();
        self.begin_value()?;
        let mark = if here { self.pen.mark() } else { self.last };
        self.last = self.pen.insert(mark, RepairCode::MissingValue, "null");
        Ok(())
    }

    pub(super) fn value(&mut self, found: char) -> Result<State, Stop> {
        if let Some((prefix, quote)) = self.string_here() {
            self.begin_value()?;
            self.string(prefix, quote, false);
            self.was_string = true;
            self.done();
            return Ok(self.after_value());
        }
        match found {
            '{' => self.open_bracket(Kind::Object, '}'),
            '[' => self.open_bracket(Kind::Array, ']'),
            '(' => self.open_parenthesis(Opened::Parenthesis, 1),
            '}' | ']' | ')' => self.closing(found, State::Value),
            ',' | ';' if self.container() == Some(Kind::Object) => {
                self.null()?;
                Ok(State::After)
            }
            ',' => {
                self.remove(RepairCode::ExtraComma, 1);
                Ok(State::Value)
            }
            ':' if self.container() == Some(Kind::Object) => {
                self.remove(RepairCode::ExtraColon, 1);
                Ok(State::Value)
            }
            _ if self.ellipsis() => Ok(State::Value),
            ':' | ';' => Err(self.unexpected(found)),
            _ => self.word(found),
        }
    }

    /// The quotes of the string that starts here, and the length of what stands before them.
    pub(super) fn string_here(&self) -> Option<(usize, super::quote::Quote)> {
        let rest = self.pen.rest();
        quote_at(rest).map(|quote| (0, quote)).or_else(|| prefixed(rest))
    }

    fn after(&mut self, found: char) -> Result<State, Stop> {
        let next = if self.container() == Some(Kind::Object) { State::Key } else { State::Value };
        match found {
            ',' => {
                self.comma = Some(self.pen.mark());
                self.pen.keep(1);
                Ok(next)
            }
            ';' => {
                // Whether it is a comma or nothing shows by what follows.
                self.comma = Some(self.pen.mark());
                self.pen.rewrite(1, ",");
                Ok(next)
            }
            '}' | ']' | ')' => self.closing(found, State::After),
            ':' if self.is_key_in_brackets() => {
                self.become_kind(Kind::Object, RepairCode::WrongBracket);
                self.pen.keep(1);
                self.done();
                Ok(State::Value)
            }
            _ if self.ellipsis() => Ok(State::After),
            _ if self.begins_entry(found) => Ok(next),
            ':' => {
                let message = "found a colon after a value: a comma or a quote before it is missing";
                Err(self.ambiguous(1, message, "put the quotes and commas that are meant"))
            }
            _ => Err(self.unexpected(found)),
        }
    }

    /// Whether an entry begins without a comma before it.
    fn begins_entry(&self, found: char) -> bool {
        let rest = self.pen.rest();
        match found {
            '-' | '+' | '.' => {
                let next = rest.get(1..).and_then(|rest| rest.chars().next());
                next.is_some_and(|next| next.is_ascii_digit() || next == '.' || next == 'I')
            }
            '{' | '[' | '(' | '_' | '$' => true,
            _ => found.is_alphanumeric() || quote_at(rest).is_some(),
        }
    }

    /// Removes dots in the place of entries that were left out, with a name that they spread.
    pub(super) fn ellipsis(&mut self) -> bool {
        let rest = self.pen.rest();
        let dots =
            if rest.starts_with('…') { '…'.len_utf8() } else { rest.len() - rest.trim_start_matches('.').len() };
        if dots < 2 {
            return false;
        }
        let after = rest.get(dots..).unwrap_or_default();
        let name = after.find(|it: char| !(it.is_alphanumeric() || it == '_' || it == '$')).unwrap_or(after.len());
        self.remove(RepairCode::Ellipsis, dots + name);
        true
    }
}
