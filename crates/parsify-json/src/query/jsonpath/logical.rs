//! From text to the condition of a filter, its types checked (section 2.4.3).

use super::ast::{Comparison, Logical, Matches, Operand, Query};
use super::parse::Parser;
use super::pattern::Pattern;
use crate::query::fault::{Fault, found};
use crate::tree::Value;

/// A part of a condition before its type is known: it may turn out to be compared, or to be an argument.
enum Term {
    Logical(Logical),
    Value(Operand),
    /// A query in its place, which may be tested, counted, or compared when it is singular.
    Query(Query),
}

const COMPARISONS: [(&str, Comparison); 6] = [
    ("==", Comparison::Equal),
    ("!=", Comparison::Unequal),
    ("<=", Comparison::LessOrEqual),
    (">=", Comparison::GreaterOrEqual),
    ("<", Comparison::Less),
    (">", Comparison::Greater),
];

impl Parser<'_> {
    /// A condition.
    pub(super) fn logical(&mut self) -> Result<Logical, Fault> {
        let at = self.cursor.at();
        let term = self.or()?;
        tested(term, at)
    }

    fn or(&mut self) -> Result<Term, Fault> {
        self.chain("||", Self::and, Logical::Or)
    }

    fn and(&mut self) -> Result<Term, Fault> {
        self.chain("&&", Self::basic, Logical::And)
    }

    fn chain(
        &mut self,
        operator: &str,
        part: fn(&mut Self) -> Result<Term, Fault>,
        join: fn(Vec<Logical>) -> Logical,
    ) -> Result<Term, Fault> {
        let at = self.cursor.at();
        let first = part(self)?;
        if !self.operator(operator) {
            return Ok(first);
        }
        let mut parts = vec![tested(first, at)?];
        loop {
            self.cursor.skip_space();
            let at = self.cursor.at();
            let term = part(self)?;
            parts.push(tested(term, at)?);
            if !self.operator(operator) {
                return Ok(Term::Logical(join(parts)));
            }
        }
    }

    /// Takes an operator with the white space before it; without one nothing.
    fn operator(&mut self, operator: &str) -> bool {
        let end = self.cursor.at();
        self.cursor.skip_space();
        let stands = self.cursor.eat(operator);
        if !stands {
            self.cursor.back(end);
        }
        stands
    }

    fn basic(&mut self) -> Result<Term, Fault> {
        if self.cursor.eat("!") {
            self.cursor.skip_space();
            let at = self.cursor.at();
            let term = if self.cursor.peek() == Some('(') { self.parenthesised()? } else { self.term()? };
            return Ok(Term::Logical(Logical::Not(Box::new(tested(term, at)?))));
        }
        if self.cursor.peek() == Some('(') {
            return self.parenthesised();
        }
        let at = self.cursor.at();
        let left = self.term()?;
        let end = self.cursor.at();
        self.cursor.skip_space();
        let Some((_, comparison)) = COMPARISONS.into_iter().find(|(text, _)| self.cursor.eat(text)) else {
            self.cursor.back(end);
            return Ok(left);
        };
        self.cursor.skip_space();
        let left = compared(left, at)?;
        let at = self.cursor.at();
        let right = self.term()?;
        let right = compared(right, at)?;
        Ok(Term::Logical(Logical::Compare(Box::new((left, comparison, right)))))
    }

    fn parenthesised(&mut self) -> Result<Term, Fault> {
        let start = self.cursor.at();
        self.cursor.eat("(");
        self.cursor.skip_space();
        let logical = self.deeper(Self::logical)?;
        self.cursor.skip_space();
        if self.cursor.eat(")") {
            return Ok(Term::Logical(logical));
        }
        Err(match self.cursor.peek() {
            None => Fault::new(start, "the parenthesis has no end").with_hint("close it with `)`"),
            next => Fault::new(self.cursor.at(), format!("`)` is expected, not {}", found(next))),
        })
    }

    /// A literal, a query or a call.
    fn term(&mut self) -> Result<Term, Fault> {
        let at = self.cursor.at();
        match self.cursor.peek() {
            Some('$' | '@') => {
                let absolute = self.cursor.bump() == Some('$');
                let segments = self.deeper(Self::segments)?;
                Ok(Term::Query(Query { absolute, segments }))
            }
            Some('\'' | '"') => Ok(Term::Value(Operand::Literal(self.string()?.into()))),
            Some('-' | '0'..='9') => Ok(Term::Value(Operand::Literal(self.number()?))),
            Some('a'..='z') => self.word(),
            next => {
                let message = format!("a value, a query or a function is expected, not {}", found(next));
                let hint = "a query in a filter starts with `@` (the current node) or `$` (the document); texts stand in quotes";
                Err(Fault::new(at, message).with_hint(hint))
            }
        }
    }

    fn word(&mut self) -> Result<Term, Fault> {
        let at = self.cursor.at();
        let word = self.cursor.take_while(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_');
        if self.cursor.eat("(") {
            return self.deeper(|parser| parser.call(at, word));
        }
        let literal = match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ => {
                let fault = Fault::new(at, format!("`{word}` is neither true, false nor null"));
                return Err(fault.with_hint(format!("a text stands in quotes, `'{word}'`; a member is `@.{word}`")));
            }
        };
        Ok(Term::Value(Operand::Literal(literal)))
    }

    fn call(&mut self, at: usize, name: &str) -> Result<Term, Fault> {
        let mut arguments = self.arguments(at)?.into_iter();
        let expected = match name {
            "length" | "count" | "value" => 1,
            "match" | "search" => 2,
            _ => {
                let hint = "the functions are length, count, match, search and value";
                return Err(Fault::new(at, format!("there is no function `{name}`")).with_hint(hint));
            }
        };
        let count = arguments.len();
        let fault = || Fault::new(at, format!("`{name}` takes {expected} argument{}, not {count}", plural(expected)));
        if count != expected {
            return Err(fault());
        }
        let mut next = || arguments.next().ok_or_else(fault);
        let (place, first) = next()?;
        Ok(match name {
            "length" => Term::Value(Operand::Length(Box::new(compared(first, place)?))),
            "count" => Term::Value(Operand::Count(nodes(first, place)?)),
            "value" => Term::Value(Operand::Value(nodes(first, place)?)),
            _ => {
                let text = compared(first, place)?;
                let (place, second) = next()?;
                let pattern = Pattern::new(compared(second, place)?, name == "match");
                Term::Logical(Logical::Matches(Box::new(Matches { text, pattern })))
            }
        })
    }

    /// The arguments of a call with their places, up to the closing parenthesis.
    fn arguments(&mut self, start: usize) -> Result<Vec<(usize, Term)>, Fault> {
        let mut arguments = Vec::new();
        self.cursor.skip_space();
        if self.cursor.eat(")") {
            return Ok(arguments);
        }
        loop {
            self.cursor.skip_space();
            let at = self.cursor.at();
            arguments.push((at, self.or()?));
            self.cursor.skip_space();
            if self.cursor.eat(")") {
                return Ok(arguments);
            }
            if !self.cursor.eat(",") {
                return Err(match self.cursor.peek() {
                    None => Fault::new(start, "the call has no end").with_hint("close it with `)`"),
                    next => Fault::new(self.cursor.at(), format!("`,` or `)` is expected, not {}", found(next))),
                });
            }
        }
    }
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// A term as a condition.
fn tested(term: Term, at: usize) -> Result<Logical, Fault> {
    match term {
        Term::Logical(logical) => Ok(logical),
        Term::Query(query) => Ok(Logical::Exists(query)),
        Term::Value(_) => {
            Err(Fault::new(at, "a value alone is no condition")
                .with_hint("compare it: `length(@.name) > 3`, `@.age == 7`"))
        }
    }
}

/// A term as a value.
fn compared(term: Term, at: usize) -> Result<Operand, Fault> {
    match term {
        Term::Value(operand) => Ok(operand),
        Term::Query(query) if query.is_singular() => Ok(Operand::Query(query)),
        Term::Query(_) => Err(Fault::new(at, "this query may give several nodes where one value is needed")
            .with_hint("names and indexes lead to one node; `value(…)` takes the one node of any query")),
        Term::Logical(_) => Err(Fault::new(at, "a condition is no value")),
    }
}

/// A term as nodes.
fn nodes(term: Term, at: usize) -> Result<Query, Fault> {
    match term {
        Term::Query(query) => Ok(query),
        _ => Err(Fault::new(at, "a query is expected here").with_hint("a query starts with `@` or `$`")),
    }
}
