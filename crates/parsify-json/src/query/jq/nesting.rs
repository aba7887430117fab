//! How deep the brackets of a program are nested: what reads it calls itself for each level.

use crate::query::fault::{Fault, NESTING};

/// What a bracket or quote is open for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Bracket,
    Text,
}

/// Refuses a program whose brackets are nested too deeply. Whether they are the right ones is for others to say.
pub(super) fn check(program: &str) -> Result<(), Fault> {
    let mut open = Vec::new();
    let mut characters = program.char_indices();
    while let Some((at, it)) = characters.next() {
        let within = open.last() == Some(&Open::Text);
        match (it, within) {
            ('"', true) => drop(open.pop()),
            ('"', false) => open.push(Open::Text),
            // An escape takes the next character with it; `\(` is an expression within a text.
            ('\\', true) if matches!(characters.next(), Some((_, '('))) => open.push(Open::Bracket),
            ('(' | '[' | '{', false) => open.push(Open::Bracket),
            (')' | ']' | '}', false) => drop(open.pop()),
            ('#', false) => drop(characters.find(|(_, it)| *it == '\n')),
            _ => {}
        }
        if open.len() > NESTING {
            return Err(Fault::too_deep(at));
        }
    }
    Ok(())
}
