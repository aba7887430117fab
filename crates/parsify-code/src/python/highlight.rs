use parsify_error::Failure;
use ruff_python_ast::PySourceType;
use ruff_python_ast::token::TokenKind as RuffKind;
use ruff_python_parser::parse_unchecked_source;
use ruff_text_size::Ranged as _;

use super::bytes;
use crate::nesting::check_nesting;
use crate::operations::{HighlightOptions, Token, TokenKind, paint};

/// Colours a program, one with syntax errors too; the second value is how many tokens have a colour.
///
/// # Errors
///
/// [`code::DEPTH`](crate::code::DEPTH).
pub fn highlight(text: &str, options: &HighlightOptions) -> Result<(String, usize), Failure> {
    check_nesting(text)?;
    let parsed = parse_unchecked_source(text, PySourceType::Python);
    let all: Vec<_> = parsed.tokens().iter().collect();
    let mut tokens = Vec::with_capacity(all.len());
    for (at, token) in all.iter().enumerate() {
        let neighbour = |at: Option<usize>| at.and_then(|at| all.get(at)).map(|token| token.kind());
        let (before, after) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
        let range = bytes(token.range());
        let Some(part) = text.get(range.clone()) else { continue };
        if let Some(kind) = kind(token.kind(), before, after, part) {
            tokens.push(Token { range, kind });
        }
    }
    Ok((paint(text, &tokens, options), tokens.len()))
}

/// What a token is, by itself and its neighbours.
fn kind(kind: RuffKind, before: Option<RuffKind>, after: Option<RuffKind>, text: &str) -> Option<TokenKind> {
    Some(match kind {
        RuffKind::Comment => TokenKind::Comment,
        RuffKind::Int | RuffKind::Float | RuffKind::Complex => TokenKind::Number,
        RuffKind::String
        | RuffKind::FStringStart
        | RuffKind::FStringMiddle
        | RuffKind::FStringEnd
        | RuffKind::TStringStart
        | RuffKind::TStringMiddle
        | RuffKind::TStringEnd => TokenKind::String,
        RuffKind::True | RuffKind::False | RuffKind::None => TokenKind::Constant,
        RuffKind::Name => match (before, after) {
            (Some(RuffKind::At), _) => TokenKind::Decorator,
            (Some(RuffKind::Class), _) => TokenKind::Type,
            (_, Some(RuffKind::Lpar)) => TokenKind::Function,
            (Some(RuffKind::Dot), _) => TokenKind::Property,
            _ if text.starts_with(char::is_uppercase) => TokenKind::Type,
            _ => TokenKind::Variable,
        },
        RuffKind::At => TokenKind::Decorator,
        RuffKind::Newline
        | RuffKind::NonLogicalNewline
        | RuffKind::Indent
        | RuffKind::Dedent
        | RuffKind::EndOfFile
        | RuffKind::Unknown => return None,
        RuffKind::Lpar
        | RuffKind::Rpar
        | RuffKind::Lsqb
        | RuffKind::Rsqb
        | RuffKind::Lbrace
        | RuffKind::Rbrace
        | RuffKind::Comma
        | RuffKind::Colon
        | RuffKind::Semi
        | RuffKind::Dot => TokenKind::Punctuation,
        // Words: `match` and `type` are tokens of their own only where they are no names.
        _ if text.starts_with(char::is_alphabetic) => TokenKind::Keyword,
        _ => TokenKind::Operator,
    })
}
