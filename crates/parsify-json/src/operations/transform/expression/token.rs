//! Words of an expression.

use super::parse::Malformed;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Number(String),
    Name(String),
    /// In quotes: a name, too, but never a function.
    Quoted(String),
    /// An operator or bracket.
    Sign(char),
}

/// The tokens, each with where it begins, in characters from 1.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Malformed> {
    let mut tokens = Vec::new();
    let mut characters = text.chars().enumerate().map(|(at, character)| (at + 1, character)).peekable();
    while let Some(&(column, first)) = characters.peek() {
        let mut while_is = |is: &dyn Fn(char) -> bool| -> String {
            std::iter::from_fn(|| characters.next_if(|(_, next)| is(*next)).map(|(_, next)| next)).collect()
        };
        let token = match first {
            _ if first.is_whitespace() => {
                while_is(&char::is_whitespace);
                continue;
            }
            '0'..='9' => Token::Number(while_is(&|next| next.is_ascii_digit() || next == '.')),
            _ if first.is_alphabetic() || first == '_' => {
                Token::Name(while_is(&|next| next.is_alphanumeric() || next == '_'))
            }
            '"' | '\'' => {
                characters.next();
                quoted(&mut characters, first, column)?
            }
            '+' | '-' | '*' | '/' | '%' | '(' | ')' | ',' | '.' | '[' | ']' | '$' | '@' => {
                characters.next();
                Token::Sign(first)
            }
            _ => return Err(Malformed::new(column, format!("{first:?} means nothing here"))),
        };
        tokens.push((column, token));
    }
    Ok(tokens)
}

fn quoted(
    characters: &mut impl Iterator<Item = (usize, char)>,
    quote: char,
    column: usize,
) -> Result<Token, Malformed> {
    let mut text = String::new();
    while let Some((_, next)) = characters.next() {
        match next {
            '\\' => text.extend(characters.next().map(|(_, escaped)| escaped)),
            _ if next == quote => return Ok(Token::Quoted(text)),
            _ => text.push(next),
        }
    }
    Err(Malformed::new(column, "the quotation mark is never closed"))
}
