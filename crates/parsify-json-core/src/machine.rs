//! The grammar of RFC 8259 as a state machine with an explicit stack, and what dialects add to it.

mod relaxed;

use super::dialect::Dialect;
use super::fault::Fault;
use super::problem::Code;
use super::recovery::{self, Scene};
use super::scan::{scan_literal, scan_number, scan_string, skip_space};
use super::sink::{Kind, Sink};
use super::state::{Level, State};

/// Streams `source` into `sink`.
///
/// # Errors
///
/// The first fault for a sink that does not recover; for one that does, only a fault that ends the stream: the depth.
#[inline(never)]
pub fn run<S: Sink>(source: &str, max_depth: usize, sink: &mut S) -> Result<(), Fault> {
    Machine::new(source, max_depth, sink, Strict).run()
}

/// The same for other grammars than that of JSON. For all sinks it is compiled once: these grammars are not about speed.
pub fn run_relaxed(source: &str, grammar: Relaxed, max_depth: usize, sink: &mut dyn Sink) -> Result<(), Fault> {
    Machine::new(source, max_depth, sink, grammar).run()
}

/// What a document may hold. For [`Strict`] everything about other grammars falls away when it is compiled.
trait Grammar: Copy {
    const STRICT: bool;

    fn relaxed(self) -> Relaxed;
}

/// One value of JSON.
#[derive(Clone, Copy)]
struct Strict;

impl Grammar for Strict {
    const STRICT: bool = true;

    fn relaxed(self) -> Relaxed {
        Relaxed { dialect: Dialect::Json, many: false }
    }
}

/// A dialect, and whether the document may hold any number of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relaxed {
    /// Which extensions are allowed.
    pub dialect: Dialect,
    /// Whether further documents may follow.
    pub many: bool,
}

impl Grammar for Relaxed {
    const STRICT: bool = false;

    fn relaxed(self) -> Relaxed {
        self
    }
}

struct Machine<'a, S: ?Sized, G> {
    source: &'a str,
    bytes: &'a [u8],
    sink: &'a mut S,
    grammar: G,
    max_depth: usize,
    stack: Vec<Level>,
    /// Offset of the latest comma, for the complaint about a trailing one.
    comma: usize,
    /// Whether the second top-level value has been reported; every further one is read without a word.
    several: bool,
}

impl<'a, S: Sink + ?Sized, G: Grammar> Machine<'a, S, G> {
    fn new(source: &'a str, max_depth: usize, sink: &'a mut S, grammar: G) -> Self {
        let bytes = source.as_bytes();
        Self { source, bytes, sink, grammar, max_depth, stack: Vec::new(), comma: 0, several: false }
    }

    fn run(mut self) -> Result<(), Fault> {
        let (mut at, mut state) = (0, State::Value);
        loop {
            at = if G::STRICT { skip_space(self.bytes, at) } else { self.gap(at)? };
            let step = match state {
                State::After => self.after(at)?,
                State::Key | State::FirstKey => self.key(at, state)?,
                State::Value | State::FirstValue => self.value(at, state)?,
                State::Colon => (self.bytes.get(at) == Some(&b':')).then_some((at + 1, State::Value)),
            };
            match step {
                Some(next) => (at, state) = next,
                None => match self.recover(at, state)? {
                    Some(next) => (at, state) = next,
                    None => return Ok(()),
                },
            }
        }
    }

    #[inline(always)]
    fn after(&mut self, at: usize) -> Result<Option<(usize, State)>, Fault> {
        let Some(level) = self.stack.last() else {
            return Ok(if G::STRICT { None } else { self.another(at) });
        };
        let next = match (self.bytes.get(at), level.kind()) {
            (Some(b','), kind) => {
                self.comma = at;
                if G::STRICT || !self.trails(at + 1, kind) {
                    self.sink.comma();
                }
                if kind == Kind::Object { State::Key } else { State::Value }
            }
            (Some(b'}'), Kind::Object) | (Some(b']'), Kind::Array) => {
                self.close(at)?;
                State::After
            }
            _ => return Ok(None),
        };
        Ok(Some((at + 1, next)))
    }

    #[inline(always)]
    fn key(&mut self, at: usize, state: State) -> Result<Option<(usize, State)>, Fault> {
        match self.bytes.get(at) {
            Some(b'}') if state == State::FirstKey || (!G::STRICT && self.may_trail()) => {
                self.close(at)?;
                return Ok(Some((at + 1, State::After)));
            }
            _ if !G::STRICT && self.is_json5() => return self.json5_key(at),
            Some(b'"') => {}
            _ => return Ok(None),
        }
        let Ok(text) = scan_string(self.bytes, at + 1) else {
            return Ok(Some((self.broken_string(at)?, State::Colon)));
        };
        self.sink.key(at, text);
        Ok(Some(self.colon(text.end)))
    }

    #[inline(always)]
    fn colon(&self, at: usize) -> (usize, State) {
        let colon = skip_space(self.bytes, at);
        if self.bytes.get(colon) == Some(&b':') { (colon + 1, State::Value) } else { (colon, State::Colon) }
    }

    #[inline(always)]
    fn value(&mut self, at: usize, state: State) -> Result<Option<(usize, State)>, Fault> {
        if !G::STRICT
            && self.is_json5()
            && let Some(next) = self.json5_value(at)?
        {
            return Ok(Some(next));
        }
        let end = match self.bytes.get(at) {
            Some(b'"') => match scan_string(self.bytes, at + 1) {
                Ok(text) => {
                    self.sink.string(at, text);
                    text.end
                }
                Err(_) => self.broken_string(at)?,
            },
            Some(b'0'..=b'9' | b'-') => {
                let Some(number) = scan_number(self.bytes, at) else { return Ok(None) };
                self.sink.number(at, number);
                number.end
            }
            Some(b'{') => return self.open(Kind::Object, at),
            Some(b'[') => return self.open(Kind::Array, at),
            Some(first @ (b't' | b'f' | b'n')) => {
                let literal: &[u8] = match first {
                    b't' => b"true",
                    b'f' => b"false",
                    _ => b"null",
                };
                let Some(end) = scan_literal(self.bytes, at, literal) else { return Ok(None) };
                self.sink.literal(at, end);
                end
            }
            Some(b']') if state == State::FirstValue || (!G::STRICT && self.may_trail() && self.in_array()) => {
                self.close(at)?;
                at + 1
            }
            _ => return Ok(None),
        };
        Ok(Some((end, State::After)))
    }

    #[inline(always)]
    fn open(&mut self, kind: Kind, at: usize) -> Result<Option<(usize, State)>, Fault> {
        if self.stack.len() >= self.max_depth {
            return Err(Fault::new(Code::Depth, at, at + 1).limited_by(self.max_depth));
        }
        let inside = if G::STRICT { skip_space(self.bytes, at + 1) } else { self.inside(at + 1) };
        if self.bytes.get(inside) == Some(&kind.brackets().1) {
            self.sink.empty(kind);
            return Ok(Some((inside + 1, State::After)));
        }
        self.stack.push(Level::new(kind, at));
        self.sink.open(kind);
        self.room(at)?;
        Ok(Some((inside, if kind == Kind::Object { State::FirstKey } else { State::FirstValue })))
    }

    #[inline(always)]
    fn close(&mut self, at: usize) -> Result<(), Fault> {
        if let Some(level) = self.stack.pop() {
            self.sink.close(level.kind());
        }
        self.room(at)
    }

    #[inline(always)]
    fn room(&self, at: usize) -> Result<(), Fault> {
        if self.sink.full() { Err(Fault::new(Code::OutputSize, at, at + 1)) } else { Ok(()) }
    }

    /// Reads a faulty string to what looks like its end, and reports every flaw on the way.
    #[cold]
    #[inline(never)]
    fn broken_string(&mut self, start: usize) -> Result<usize, Fault> {
        let mut at = start + 1;
        loop {
            let scanned = if G::STRICT { scan_string(self.bytes, at) } else { self.relaxed_string(start, at) };
            let flaw = match scanned {
                Ok(text) => return Ok(text.end),
                Err(flaw) => flaw,
            };
            let (fault, resume) = recovery::string_flaw(self.source, start, flaw);
            self.report(fault)?;
            match resume {
                recovery::Resume::Inside(offset) => at = offset,
                recovery::Resume::After(offset) => return Ok(offset),
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn recover(&mut self, at: usize, state: State) -> Result<Option<(usize, State)>, Fault> {
        let scene = Scene {
            source: self.source,
            at,
            state,
            stack: &self.stack,
            comma: self.comma,
            several: self.several,
            names: !G::STRICT && self.is_json5(),
        };
        let step = recovery::recover(&scene);
        if let Some(fault) = step.fault {
            self.several |= fault.code == Code::SeveralValues;
            self.report(fault)?;
        }
        for _ in 0..step.closes {
            self.close(at)?;
        }
        Ok(step.next)
    }

    fn report(&mut self, fault: Fault) -> Result<(), Fault> {
        if !self.sink.recovers() {
            return Err(fault);
        }
        self.sink.problem(fault);
        Ok(())
    }
}
