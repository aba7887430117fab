//! How deep the brackets of a program are nested: what reads it calls itself for each level.

use crate::query::cursor::Cursor;
use crate::query::fault::{Fault, NESTING};

/// What a bracket or quote is open for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Bracket,
    Text,
}

/// Refuses a program whose brackets are nested too deeply, or that has too many prefixes (`-`, `try`) in a row. Whether they
/// are the right ones is for others to say.
pub(super) fn check(program: &str) -> Result<(), Fault> {
    let mut open = Vec::new();
    let mut prefixes = 0;
    let mut cursor = Cursor::new(program);
    while let Some(it) = cursor.peek() {
        let at = cursor.at();
        let within = open.last() == Some(&Open::Text);
        if !within && it.is_ascii_alphabetic() {
            let word = cursor.take_while(|it| it.is_ascii_alphanumeric() || it == '_');
            prefixes = if word == "try" { prefixes + 1 } else { 0 };
        } else {
            cursor.bump();
            prefixes = match it {
                '-' => prefixes + 1,
                ' ' | '\t' | '\n' | '\r' => prefixes,
                _ => 0,
            };
            bracket(it, within, &mut open, &mut cursor);
        }
        if open.len() > NESTING || prefixes > NESTING {
            return Err(Fault::too_deep(at));
        }
    }
    Ok(())
}

/// Opens and closes what a character opens and closes.
fn bracket(it: char, within: bool, open: &mut Vec<Open>, cursor: &mut Cursor<'_>) {
    match (it, within) {
        ('"', true) => drop(open.pop()),
        ('"', false) => open.push(Open::Text),
        // An escape takes the next character with it; `\(` is an expression within a text.
        ('\\', true) if cursor.bump() == Some('(') => open.push(Open::Bracket),
        ('(' | '[' | '{', false) => open.push(Open::Bracket),
        (')' | ']' | '}', false) => drop(open.pop()),
        ('#', false) => drop(cursor.take_while(|it| it != '\n')),
        _ => {}
    }
}
