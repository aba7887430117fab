//! References to characters and entities.

use super::character::is_allowed;

/// What is wrong with a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BadReference {
    /// An entity that is none of the five.
    Entity(String),
    /// No character, or one that cannot stand in a document.
    Character(String),
}

/// The character that `name` in `&name;` stands for: one of the five entities of every document, or a number.
pub(super) fn resolve(name: &str) -> Result<char, BadReference> {
    match name {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => match name.strip_prefix('#') {
            Some(number) => character(number).ok_or_else(|| BadReference::Character(name.to_owned())),
            None => Err(BadReference::Entity(name.to_owned())),
        },
    }
}

fn character(number: &str) -> Option<char> {
    let (digits, base) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
    let is_number = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(base));
    let value = if is_number { u32::from_str_radix(digits, base).ok()? } else { return None };
    char::from_u32(value).filter(|character| is_allowed(*character))
}
