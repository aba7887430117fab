//! Section lines: `--- document json application/json escaped`.

use parsify_interface::{Value, serde_json};

use crate::Problem;

/// What every section line begins with.
pub(crate) const MARK: &str = "--- ";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Params,
    Config,
    Document,
    ResponseDocument,
    Data,
    Warnings,
    Failure,
}

impl Section {
    const ALL: [Self; 7] =
        [Self::Params, Self::Config, Self::Document, Self::ResponseDocument, Self::Data, Self::Warnings, Self::Failure];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Params => "params",
            Self::Config => "config",
            Self::Document => "document",
            Self::ResponseDocument => "response-document",
            Self::Data => "data",
            Self::Warnings => "warnings",
            Self::Failure => "failure",
        }
    }

    const fn form(self) -> &'static str {
        match self {
            Self::Document => "document NAME [MEDIATYPE] [escaped]",
            Self::ResponseDocument => "response-document NAME [MEDIATYPE] [escaped]",
            _ => self.name(),
        }
    }

    pub(crate) const fn is_document(self) -> bool {
        matches!(self, Self::Document | Self::ResponseDocument)
    }

    /// True for the sections of the answer.
    pub(crate) const fn is_answer(self) -> bool {
        !matches!(self, Self::Params | Self::Config | Self::Document)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    pub(crate) section: Section,
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) escaped: bool,
}

impl Heading {
    /// Parses what stands behind the mark.
    pub(crate) fn parse(text: &str) -> Result<Self, Problem> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let section = Section::ALL
            .into_iter()
            .find(|section| section.name() == word)
            .ok_or_else(|| Problem::UnknownSection { name: word.chars().take(80).collect() })?;
        let malformed = || Problem::Heading { form: section.form() };
        let mut tokens = tokens(rest).ok_or_else(malformed)?;
        let mut heading = Self { section, name: String::new(), media_type: String::new(), escaped: false };
        if section.is_document() {
            if tokens.is_empty() {
                return Err(malformed());
            }
            heading.name = tokens.remove(0).text;
            if tokens.last().is_some_and(|token| token.is_word("base64")) {
                return Err(Problem::Binary { name: heading.name });
            }
            heading.escaped = tokens.pop_if(|token| token.is_word("escaped")).is_some();
            if !tokens.is_empty() {
                heading.media_type = tokens.remove(0).text;
            }
        }
        if tokens.is_empty() { Ok(heading) } else { Err(malformed()) }
    }

    /// The section line, without its end.
    pub(crate) fn line(&self) -> String {
        let mut line = format!("{MARK}{}", self.section.name());
        if self.section.is_document() {
            line.push(' ');
            line.push_str(&token(&self.name));
            if !self.media_type.is_empty() {
                line.push(' ');
                line.push_str(&token(&self.media_type));
            }
            if self.escaped {
                line.push_str(" escaped");
            }
        }
        line
    }
}

struct Token {
    text: String,
    quoted: bool,
}

impl Token {
    fn is_word(&self, word: &str) -> bool {
        !self.quoted && self.text == word
    }
}

/// Words and JSON strings, separated by spaces.
fn tokens(mut rest: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    loop {
        rest = rest.trim_start_matches(' ');
        if rest.is_empty() {
            return Some(tokens);
        }
        let quoted = rest.starts_with('"');
        let end;
        if quoted {
            let mut strings = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            let text = strings.next()?.ok()?;
            end = strings.byte_offset();
            tokens.push(Token { text, quoted });
        } else {
            end = rest.find(' ').unwrap_or(rest.len());
            tokens.push(Token { text: rest[..end].to_owned(), quoted });
        }
        rest = &rest[end..];
        if !rest.is_empty() && !rest.starts_with(' ') {
            return None;
        }
    }
}

fn token(text: &str) -> String {
    let plain = !text.is_empty()
        && !text.starts_with('"')
        && text.bytes().all(|byte| byte.is_ascii_graphic())
        && !matches!(text, "escaped" | "base64");
    if plain { text.to_owned() } else { Value::from(text).to_string() }
}
