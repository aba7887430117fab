//! From text to segments and selectors.

use super::ast::{Query, Segment, Selector, Slice};
use super::literal::{is_name, is_name_first};
use crate::query::cursor::Cursor;
use crate::query::fault::{Fault, NESTING, found};

/// Reads an expression.
pub(crate) fn parse(expression: &str) -> Result<Query, Fault> {
    let mut parser = Parser { cursor: Cursor::new(expression), depth: 0 };
    if !parser.cursor.eat("$") {
        let message = format!("a query starts with `$`, not with {}", found(parser.cursor.peek()));
        return Err(Fault::new(0, message).with_hint("`$` is the document: `$.name`, `$[0]`, `$..name`"));
    }
    let segments = parser.segments()?;
    match parser.cursor.peek() {
        None => Ok(Query { absolute: true, segments }),
        next => Err(parser.unexpected(next)),
    }
}

pub(super) struct Parser<'e> {
    pub(super) cursor: Cursor<'e>,
    depth: usize,
}

impl Parser<'_> {
    /// Runs a part that may call itself.
    pub(super) fn deeper<T>(&mut self, part: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        if self.depth == NESTING {
            return Err(Fault::too_deep(self.cursor.at()));
        }
        self.depth += 1;
        let result = part(self);
        self.depth -= 1;
        result
    }

    fn unexpected(&self, next: Option<char>) -> Fault {
        let fault = Fault::new(self.cursor.at(), format!("{} does not belong here", found(next)));
        match next {
            Some(' ' | '\t' | '\n' | '\r') => fault.with_hint("no white space at the end"),
            _ => fault.with_hint("a segment starts with `.`, `..` or `[`"),
        }
    }

    /// Segments until something else stands there. White space before a segment is allowed, behind the last one not.
    pub(super) fn segments(&mut self) -> Result<Vec<Segment>, Fault> {
        let mut segments = Vec::new();
        loop {
            let end = self.cursor.at();
            self.cursor.skip_space();
            let segment = if self.cursor.eat("..") {
                Segment { descendant: true, selectors: self.after_dots()? }
            } else if self.cursor.eat(".") {
                Segment { descendant: false, selectors: vec![self.shorthand()?] }
            } else if self.cursor.peek() == Some('[') {
                Segment { descendant: false, selectors: self.bracketed()? }
            } else {
                self.cursor.back(end);
                return Ok(segments);
            };
            segments.push(segment);
        }
    }

    fn after_dots(&mut self) -> Result<Vec<Selector>, Fault> {
        if self.cursor.peek() == Some('[') { self.bracketed() } else { Ok(vec![self.shorthand()?]) }
    }

    fn shorthand(&mut self) -> Result<Selector, Fault> {
        if self.cursor.eat("*") {
            return Ok(Selector::Wildcard);
        }
        let at = self.cursor.at();
        match self.cursor.peek() {
            Some(it) if is_name_first(it) => Ok(Selector::Name(self.cursor.take_while(is_name).to_owned())),
            next => {
                let message = format!("a name or `*` follows a dot, not {}", found(next));
                Err(Fault::new(at, message).with_hint("other names stand in brackets: `['name with spaces']`"))
            }
        }
    }

    fn bracketed(&mut self) -> Result<Vec<Selector>, Fault> {
        let start = self.cursor.at();
        self.cursor.eat("[");
        let mut selectors = Vec::new();
        loop {
            self.cursor.skip_space();
            selectors.push(self.selector()?);
            self.cursor.skip_space();
            if self.cursor.eat("]") {
                return Ok(selectors);
            }
            if !self.cursor.eat(",") {
                let at = self.cursor.at();
                return Err(match self.cursor.peek() {
                    None => Fault::new(start, "the bracket has no end").with_hint("close it with `]`"),
                    next => Fault::new(at, format!("`,` or `]` is expected, not {}", found(next))),
                });
            }
        }
    }

    fn selector(&mut self) -> Result<Selector, Fault> {
        match self.cursor.peek() {
            Some('*') => {
                self.cursor.bump();
                Ok(Selector::Wildcard)
            }
            Some('\'' | '"') => self.string().map(Selector::Name),
            Some('?') => {
                self.cursor.bump();
                self.cursor.skip_space();
                self.deeper(Self::logical).map(Selector::Filter)
            }
            Some('-' | '0'..='9' | ':') => self.index_or_slice(),
            next => {
                let message = format!("a selector is expected, not {}", found(next));
                let hint = "a selector is a quoted name, an index, a slice `start:end:step`, `*`, or a filter `?…`";
                Err(Fault::new(self.cursor.at(), message).with_hint(hint))
            }
        }
    }

    fn index_or_slice(&mut self) -> Result<Selector, Fault> {
        let start = self.optional_integer()?;
        let end = self.cursor.at();
        self.cursor.skip_space();
        if !self.cursor.eat(":") {
            self.cursor.back(end);
            return start.map(Selector::Index).ok_or_else(|| Fault::new(end, "an integer is expected"));
        }
        self.cursor.skip_space();
        let end = self.optional_integer()?;
        self.cursor.skip_space();
        let mut step = None;
        if self.cursor.eat(":") {
            self.cursor.skip_space();
            step = self.optional_integer()?;
        }
        Ok(Selector::Slice(Slice { start, end, step: step.unwrap_or(1) }))
    }

    fn optional_integer(&mut self) -> Result<Option<i64>, Fault> {
        match self.cursor.peek() {
            Some('-' | '0'..='9') => self.integer().map(Some),
            _ => Ok(None),
        }
    }
}
