//! From text to tokens.

use crate::query::cursor::Cursor;
use crate::query::fault::{Fault, found};
use crate::tree::{self, Value};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A name without quotes.
    Name(String),
    /// A name in double quotes.
    Quoted(String),
    Literal(Value<'static>),
    Number(i64),
    /// An operator or a bracket.
    Sign(&'static str),
    End,
}

impl Token {
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Name(name) => format!("`{name}`"),
            Self::Quoted(name) => format!("`\"{}\"`", name.escape_debug()),
            Self::Literal(_) => "a literal".to_owned(),
            Self::Number(number) => format!("`{number}`"),
            Self::Sign(sign) => format!("`{sign}`"),
            Self::End => "the end".to_owned(),
        }
    }
}

/// The longer ones first.
const SIGNS: [&str; 25] = [
    "[?", "[]", "||", "&&", "==", "!=", "<=", ">=", "<", ">", ".", "*", "@", "[", "]", "{", "}", "(", ")", ",", ":",
    "|", "&", "!", "-",
];

/// The tokens with their offsets; the last one is the end.
pub(super) fn tokens(expression: &str) -> Result<Vec<(usize, Token)>, Fault> {
    let mut cursor = Cursor::new(expression);
    let mut tokens = Vec::new();
    loop {
        cursor.skip_space();
        let at = cursor.at();
        let token = token(&mut cursor)?;
        let end = token == Token::End;
        tokens.push((at, token));
        if end {
            return Ok(tokens);
        }
    }
}

fn token(cursor: &mut Cursor<'_>) -> Result<Token, Fault> {
    let at = cursor.at();
    match cursor.peek() {
        None => Ok(Token::End),
        Some(it) if it.is_ascii_alphabetic() || it == '_' => {
            Ok(Token::Name(cursor.take_while(|it| it.is_ascii_alphanumeric() || it == '_').to_owned()))
        }
        Some('-' | '0'..='9') => number(cursor),
        Some('"') => quoted(cursor),
        Some('\'') => raw(cursor),
        Some('`') => literal(cursor),
        next => match SIGNS.into_iter().find(|sign| cursor.eat(sign)) {
            Some(sign) => Ok(Token::Sign(sign)),
            None if next == Some('=') => {
                Err(Fault::new(at, "`=` alone is no operator").with_hint("equality is written `==`"))
            }
            None => Err(Fault::new(at, format!("{} does not belong here", found(next)))
                .with_hint("names with other characters than letters, digits and `_` stand in double quotes")),
        },
    }
}

fn number(cursor: &mut Cursor<'_>) -> Result<Token, Fault> {
    let start = cursor.at();
    cursor.eat("-");
    cursor.take_while(|it| it.is_ascii_digit());
    let fault = || Fault::new(start, format!("`{}` is no index", cursor.since(start)));
    cursor
        .since(start)
        .parse()
        .map(Token::Number)
        .map_err(|_| fault().with_hint("a number as a value stands in backticks: `` `1.5` ``"))
}

/// Everything up to the closing quote, both included; a backslash takes the next character with it.
fn delimited<'e>(cursor: &mut Cursor<'e>, quote: char, what: &str) -> Result<&'e str, Fault> {
    let start = cursor.at();
    cursor.bump();
    loop {
        match cursor.bump() {
            Some('\\') => {
                cursor.bump();
            }
            Some(it) if it == quote => return Ok(cursor.since(start)),
            Some(_) => {}
            None => {
                return Err(Fault::new(start, format!("{what} has no end")).with_hint(format!("close it with {quote}")));
            }
        }
    }
}

/// A name in double quotes: a string as in JSON.
fn quoted(cursor: &mut Cursor<'_>) -> Result<Token, Fault> {
    let start = cursor.at();
    let text = delimited(cursor, '"', "the name")?;
    match tree::parse(text).map(|value| value.as_str().map(std::borrow::Cow::into_owned)) {
        Ok(Some(name)) => Ok(Token::Quoted(name)),
        _ => Err(Fault::new(start, "a name in double quotes is written as a string in JSON")),
    }
}

/// A text in single quotes, in which only the quote itself is escaped.
fn raw(cursor: &mut Cursor<'_>) -> Result<Token, Fault> {
    let text = delimited(cursor, '\'', "the text")?;
    let inner = text.get(1..text.len() - 1).unwrap_or_default();
    Ok(Token::Literal(inner.replace("\\'", "'").into()))
}

/// JSON in backticks.
fn literal(cursor: &mut Cursor<'_>) -> Result<Token, Fault> {
    let start = cursor.at();
    let text = delimited(cursor, '`', "the literal")?;
    let json = text.get(1..text.len() - 1).unwrap_or_default().replace("\\`", "`");
    match tree::parse(json.trim_matches([' ', '\t', '\n', '\r'])) {
        Ok(value) => Ok(Token::Literal(value.into_owned())),
        Err(problem) => Err(Fault::new(start, format!("what stands in backticks is no JSON: {problem}"))
            .with_hint("a text stands in single quotes: 'text'")),
    }
}
