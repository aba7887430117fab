//! One pattern.

use crate::tree::Pointer;
use std::fmt;
use std::str::FromStr;

/// A pattern of places in a document: a JSON Pointer (RFC 6901) in which the token `*` stands for any one key or index, and
/// `**` for any number of levels, none too.
///
/// Beside `~0` for `~` and `~1` for `/`, `~2` stands for `*`, so that a key `*` can be said. A `*` with something beside it is
/// a character as any other. The empty pattern is the whole document, and `/**` is every place.
///
/// ```
/// use parsify_json::pattern::PathPattern;
///
/// let pattern: PathPattern = "/users/*/email".parse().unwrap();
/// assert!(pattern.matches(["users", "0", "email"]));
/// assert!(!pattern.matches(["users", "email"]));
/// let anywhere: PathPattern = "/**/email".parse().unwrap();
/// assert!(anywhere.matches(["email"]) && anywhere.matches(["users", "0", "email"]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PathPattern(Vec<Token>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Token {
    /// This key or index.
    Is(String),
    /// Any one.
    One,
    /// Any number of levels.
    Levels,
}

/// A text that is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidPattern {
    /// It is not empty and does not start with a slash.
    #[error("a pattern of places is empty or starts with `/`")]
    NoSlash,
    /// A `~` without its digit.
    #[error("`~` at offset {0} must be followed by `0` (for `~`), `1` (for `/`) or `2` (for `*`)")]
    Tilde(usize),
    /// More than 127 tokens.
    #[error("a pattern of places has at most 127 tokens, this one has {0}")]
    Long(usize),
}

/// Where in a pattern one may be: one bit for each number of tokens that lie behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct States(u128);

impl States {
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl PathPattern {
    /// The most tokens a pattern may have.
    pub const MOST_TOKENS: usize = 127;

    /// Whether it fits the place that these tokens lead to.
    pub fn matches<'t>(&self, tokens: impl IntoIterator<Item = &'t str>) -> bool {
        let states = tokens.into_iter().fold(self.start(), |states, token| self.step(states, token));
        self.accepts(states)
    }

    /// How many tokens stand for any one key or index; nothing when some stand for any number of levels, so that a place
    /// does not say which token is which.
    pub(crate) fn wildcards(&self) -> Option<usize> {
        let levels = self.0.contains(&Token::Levels);
        (!levels).then(|| self.0.iter().filter(|token| **token == Token::One).count())
    }

    /// The place that this pattern means when its wildcards stand for what those of `other` stand for in `place`, in their
    /// order. Nothing when there are not enough of them.
    pub(crate) fn filled(&self, other: &Self, place: &Pointer) -> Option<Pointer> {
        let mut found = other.0.iter().zip(place.tokens()).filter(|(token, _)| **token == Token::One);
        let token = |token: &Token| match token {
            Token::Is(own) => Some(own.clone()),
            Token::One => found.next().map(|(_, token)| token.to_owned()),
            Token::Levels => None,
        };
        self.0.iter().map(token).collect::<Option<Vec<_>>>().map(Pointer::from_iter)
    }

    /// The pattern up to its last wildcard, and the keys and indices behind it.
    pub(crate) fn split(&self) -> (Self, Vec<&str>) {
        let at = self.0.iter().rposition(|token| !matches!(token, Token::Is(_))).map_or(0, |at| at + 1);
        let (front, tail) = self.0.split_at(at);
        let tail = tail.iter().filter_map(|token| if let Token::Is(own) = token { Some(own.as_str()) } else { None });
        (Self(front.to_vec()), tail.collect())
    }

    pub(super) fn start(&self) -> States {
        self.with_levels(1)
    }

    /// One level deeper.
    pub(super) fn step(&self, states: States, token: &str) -> States {
        let mut next = 0;
        let mut rest = states.0;
        while rest != 0 {
            let at = rest.trailing_zeros();
            rest &= rest - 1;
            match self.0.get(at as usize) {
                Some(Token::Is(own)) if own == token => next |= 2 << at,
                Some(Token::One) => next |= 2 << at,
                Some(Token::Levels) => next |= 1 << at,
                Some(Token::Is(_)) | None => {}
            }
        }
        self.with_levels(next)
    }

    pub(super) fn accepts(&self, states: States) -> bool {
        states.0 >> self.0.len() & 1 == 1
    }

    /// Whether a place further down may fit.
    pub(super) fn goes_on(&self, states: States) -> bool {
        states.0 & ((1 << self.0.len()) - 1) != 0
    }

    /// `**` may stand for no level at all.
    fn with_levels(&self, mut states: u128) -> States {
        for (at, token) in self.0.iter().enumerate() {
            if *token == Token::Levels && states >> at & 1 == 1 {
                states |= 2 << at;
            }
        }
        States(states)
    }
}

impl FromStr for PathPattern {
    type Err = InvalidPattern;

    fn from_str(text: &str) -> Result<Self, InvalidPattern> {
        if text.is_empty() {
            return Ok(Self(Vec::new()));
        }
        let tokens = text.strip_prefix('/').ok_or(InvalidPattern::NoSlash)?;
        let digit = |at: usize| text.as_bytes().get(at + 1);
        if let Some((at, _)) = text.match_indices('~').find(|(at, _)| !matches!(digit(*at), Some(b'0'..=b'2'))) {
            return Err(InvalidPattern::Tilde(at));
        }
        let tokens: Vec<_> = tokens.split('/').map(token).collect();
        if tokens.len() > Self::MOST_TOKENS { Err(InvalidPattern::Long(tokens.len())) } else { Ok(Self(tokens)) }
    }
}

fn token(text: &str) -> Token {
    match text {
        "*" => Token::One,
        "**" => Token::Levels,
        _ => Token::Is(text.replace("~2", "*").replace("~1", "/").replace("~0", "~")),
    }
}

impl fmt::Display for PathPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|token| match token {
            Token::One => f.write_str("/*"),
            Token::Levels => f.write_str("/**"),
            Token::Is(key) => write!(f, "/{}", escape_key(key)),
        })
    }
}

/// A key as a token that means it alone.
pub(crate) fn escape_key(key: &str) -> String {
    match key {
        "*" | "**" => key.replace('*', "~2"),
        _ => key.replace('~', "~0").replace('/', "~1"),
    }
}
