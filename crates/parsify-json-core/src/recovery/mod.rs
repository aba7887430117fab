//! What to do when the grammar meets something it does not allow.
//!
//! Every step names at most one fault and then either takes at least one byte or moves to a state in which the next
//! step does, so that recovery ends, and in time linear in the source.

mod gap;
mod key;
mod number;
mod punctuation;
mod quote;
mod string;
mod value;

use super::fault::Fault;
use super::problem::Code;
use super::scan::{end_where, in_word};
use super::sink::Kind;
use super::state::{Level, State};
pub(crate) use string::{Resume, string_flaw};

/// Where the stream stands when it needs help.
pub(crate) struct Scene<'a> {
    pub source: &'a str,
    pub at: usize,
    pub state: State,
    pub stack: &'a [Level],
    /// Offset of the latest comma.
    pub comma: usize,
    /// Whether a second top-level value has been reported.
    pub several: bool,
    /// Whether keys need no quotes.
    pub names: bool,
}

/// How the stream goes on.
pub(crate) struct Step {
    pub fault: Option<Fault>,
    /// How many open containers end here.
    pub closes: usize,
    /// Nothing at the end of the document.
    pub next: Option<(usize, State)>,
}

impl Step {
    const fn report(fault: Fault, at: usize, state: State) -> Self {
        Self { fault: Some(fault), closes: 0, next: Some((at, state)) }
    }

    const fn go(at: usize, state: State) -> Self {
        Self { fault: None, closes: 0, next: Some((at, state)) }
    }
}

impl Scene<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn container(&self) -> Option<Kind> {
        self.stack.last().map(|level| level.kind())
    }

    /// A fault over the bytes from here to `end`, with what the grammar wants here.
    fn fault(&self, code: Code, end: usize) -> Fault {
        Fault::new(code, self.at, end).expecting(self.expected())
    }

    fn expected(&self) -> &'static str {
        match (self.state, self.container()) {
            (State::Value, _) => "a value",
            (State::FirstValue, _) => "a value or `]`",
            (State::Key, _) if self.names => "a key",
            (State::FirstKey, _) if self.names => "a key or `}`",
            (State::Key, _) => "a key in double quotes",
            (State::FirstKey, _) => "a key in double quotes or `}`",
            (State::Colon, _) => "`:`",
            (State::After, Some(Kind::Array)) => "`,` or `]`",
            (State::After, Some(Kind::Object)) => "`,` or `}`",
            (State::After, None) => "the end of the document",
        }
    }

    /// Passes over what belongs to no JSON at all, and stays in the same state.
    fn garbage(&self) -> Step {
        let first = self.rest().chars().next().map_or(1, char::len_utf8);
        let end = end_where(self.source, self.at + first, |found| {
            found.is_whitespace() || in_word(found) || "{}[],:\"'/#".contains(found)
        });
        Step::report(self.fault(Code::UnexpectedCharacter, end), end, self.state)
    }
}

/// Decides how to go on from a place where the grammar allows nothing of what stands there.
pub(crate) fn recover(scene: &Scene<'_>) -> Step {
    let Some(found) = scene.rest().chars().next() else { return at_end(scene) };
    if let Some(step) = gap::step(scene, found) {
        return step;
    }
    match (found, scene.state) {
        ('}' | ']', _) => punctuation::closing(scene, found),
        (',', _) => punctuation::comma(scene),
        (':', _) => punctuation::colon(scene),
        (_, State::Value | State::FirstValue) => value::value(scene, found),
        (_, State::Key | State::FirstKey) => key::key(scene, found),
        (_, State::Colon) => key::instead_of_colon(scene, found),
        (_, State::After) => value::after(scene, found),
    }
}

fn at_end(scene: &Scene<'_>) -> Step {
    let fault = match scene.stack.last() {
        Some(level) => Some(scene.fault(Code::UnclosedBracket, scene.at).related_to(level.opened_at())),
        None if scene.state == State::Value && blank(scene.source) => Some(scene.fault(Code::Empty, scene.at)),
        None => None,
    };
    Step { fault, closes: 0, next: None }
}

/// Whether a document holds no more than white space and comments. Other faults would have been reported already.
fn blank(source: &str) -> bool {
    let text = source.trim_start_matches(['\u{feff}', ' ', '\t', '\n', '\r']);
    text.is_empty() || text.starts_with(['/', '#'])
}

/// Whether a value, right or wrong, may begin with this character.
fn starts_value(found: char) -> bool {
    in_word(found) || matches!(found, '"' | '{' | '[') || quote::closing_of(found).is_some()
}
