use oxc_allocator::Allocator;
use oxc_parser::config::TokensParserConfig;
use oxc_parser::{Kind, Parser, Token as OxcToken};
use oxc_span::{LabeledSpan, SourceType as OxcSourceType};
use parsify_error::Failure;

use super::Ecma;
use crate::nesting::check_nesting;
use crate::operations::{HighlightOptions, SourceType, Token, TokenKind, paint};

/// How often a text is cut at a place that the parser cannot get over.
const MOST_CUTS: usize = 4;

/// Colours a program; the second value is how many tokens have a colour. A text with syntax errors is coloured as far as its
/// tokens can be told.
///
/// # Errors
///
/// [`code::DEPTH`](crate::code::DEPTH).
pub fn highlight(text: &str, language: Ecma, options: &HighlightOptions) -> Result<(String, usize), Failure> {
    let tokens = tokens(text, language)?;
    Ok((paint(text, &tokens, options), tokens.len()))
}

fn tokens(text: &str, language: Ecma) -> Result<Vec<Token>, Failure> {
    check_nesting(text)?;
    let allocator = Allocator::default();
    let source_type = language.source_type(SourceType::Auto);
    let text = readable(&allocator, text, source_type);
    let parsed = Parser::new(&allocator, text, source_type).with_config(TokensParserConfig).parse();
    let all = &parsed.tokens;
    let mut tokens: Vec<_> = all
        .iter()
        .enumerate()
        .filter_map(|(at, token)| {
            let before = at.checked_sub(1).and_then(|at| all.get(at)).map(OxcToken::kind);
            let after = all.get(at + 1).map(OxcToken::kind);
            let range = token.start() as usize..token.end() as usize;
            let kind = kind(token.kind(), before, after, text.get(range.clone())?)?;
            Some(Token { range, kind })
        })
        .collect();
    tokens.extend(parsed.program.comments.iter().map(|comment| Token {
        range: comment.span.start as usize..comment.span.end as usize,
        kind: TokenKind::Comment,
    }));
    tokens.sort_by_key(|token| token.range.start);
    Ok(tokens)
}

/// The part of a text before what the parser cannot get over; it gives no tokens of a text with such a place.
fn readable<'a>(allocator: &'a Allocator, mut text: &'a str, source_type: OxcSourceType) -> &'a str {
    for _ in 0..MOST_CUTS {
        let parsed = Parser::new(allocator, text, source_type).parse();
        if !parsed.panicked {
            return text;
        }
        let places = parsed.diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels).map(LabeledSpan::offset);
        let end = places.min().map_or(0, |place| text.floor_char_boundary(place as usize));
        // Each time less.
        text = text.get(..end).unwrap_or_default();
    }
    ""
}

/// What a token is, by itself and its neighbours.
fn kind(kind: Kind, before: Option<Kind>, after: Option<Kind>, text: &str) -> Option<TokenKind> {
    let name = |property: bool| {
        let capital = text.chars().next().is_some_and(char::is_uppercase);
        match after {
            _ if matches!(before, Some(Kind::At)) => TokenKind::Decorator,
            Some(Kind::LParen) => TokenKind::Function,
            _ if capital && !property => TokenKind::Type,
            _ if property => TokenKind::Property,
            _ => TokenKind::Variable,
        }
    };
    Some(match kind {
        Kind::Eof | Kind::Undetermined | Kind::Skip => return None,
        Kind::HashbangComment => TokenKind::Comment,
        Kind::Str => TokenKind::String,
        Kind::NoSubstitutionTemplate | Kind::TemplateHead | Kind::TemplateMiddle | Kind::TemplateTail => {
            TokenKind::String
        }
        Kind::RegExp => TokenKind::Regex,
        Kind::True | Kind::False | Kind::Null => TokenKind::Constant,
        Kind::At => TokenKind::Decorator,
        Kind::JSXText => return None,
        Kind::PrivateIdentifier => name(true),
        _ if kind.is_number() => TokenKind::Number,
        _ if matches!(before, Some(Kind::Dot | Kind::QuestionDot)) => name(true),
        Kind::Ident if matches!(after, Some(Kind::Colon)) && !matches!(before, Some(Kind::Question)) => name(true),
        Kind::Ident => name(false),
        _ if kind.is_reserved_keyword() => TokenKind::Keyword,
        Kind::Async | Kind::Await => TokenKind::Keyword,
        // `of`, `type`: also names, which only a parser could tell.
        _ if kind.is_any_keyword() => match after {
            Some(Kind::LParen | Kind::Dot | Kind::Eq | Kind::Colon | Kind::Comma | Kind::Semicolon) => name(false),
            _ => TokenKind::Keyword,
        },
        Kind::LParen | Kind::RParen | Kind::LBrack | Kind::RBrack | Kind::LCurly | Kind::RCurly => {
            TokenKind::Punctuation
        }
        Kind::Comma | Kind::Semicolon | Kind::Dot | Kind::Colon => TokenKind::Punctuation,
        _ => TokenKind::Operator,
    })
}
