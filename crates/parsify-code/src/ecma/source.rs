use oxc_span::SourceType as OxcSourceType;
use parsify_error::{ErrorKind, Failure};

use crate::code;
use crate::language::detect;
use crate::operations::SourceType;

/// A language of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Ecma {
    JavaScript,
    Jsx,
    TypeScript,
    Tsx,
}

impl Ecma {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::JavaScript, Self::Jsx, Self::TypeScript, Self::Tsx];

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::JavaScript => "javascript",
            Self::Jsx => "jsx",
            Self::TypeScript => "typescript",
            Self::Tsx => "tsx",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::JavaScript => "JavaScript",
            Self::Jsx => "JSX",
            Self::TypeScript => "TypeScript",
            Self::Tsx => "TSX",
        }
    }

    /// The language of a text: the one that is named, else that of its media type, else JavaScript.
    ///
    /// # Errors
    ///
    /// [`code::LANGUAGE`]: a language of another family is named.
    pub fn of(named: Option<&str>, media_type: &str) -> Result<Self, Failure> {
        let find = |id: &str| Self::ALL.into_iter().find(|language| language.id() == id);
        match named {
            Some(name) => crate::language(name).and_then(|language| find(language.id)).ok_or_else(|| {
                let message = format!("`{}` is none of the languages of this module", name.escape_debug());
                Failure::new(ErrorKind::Unsupported, code::LANGUAGE, message)
                    .with_hint("they are javascript, jsx, typescript and tsx")
            }),
            None => {
                let detected = detect("", None, media_type).language;
                Ok(detected.and_then(|id| find(&id)).unwrap_or(Self::JavaScript))
            }
        }
    }

    pub(crate) fn is_typescript(self) -> bool {
        matches!(self, Self::TypeScript | Self::Tsx)
    }

    /// What oxc calls it. JavaScript may hold JSX: where it does not, nothing is read otherwise for it.
    pub(super) fn source_type(self, kind: SourceType) -> OxcSourceType {
        let source = match self {
            Self::JavaScript | Self::Jsx => OxcSourceType::mjs().with_jsx(true),
            Self::TypeScript => OxcSourceType::ts(),
            Self::Tsx => OxcSourceType::tsx(),
        };
        match kind {
            SourceType::Module => source.with_module(true),
            SourceType::Script => source.with_script(true),
            SourceType::Auto => source.with_unambiguous(true),
        }
    }

    /// An ending by which libraries know it.
    pub(super) fn extension(self, kind: SourceType) -> &'static str {
        match (self, kind) {
            (Self::JavaScript, SourceType::Script) => "cjs",
            (Self::JavaScript | Self::Jsx, _) => "jsx",
            (Self::TypeScript, _) => "ts",
            (Self::Tsx, _) => "tsx",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_named_or_told_by_its_media_type() {
        assert_eq!(Ecma::of(Some("TS"), "").unwrap(), Ecma::TypeScript);
        assert_eq!(Ecma::of(None, "text/tsx").unwrap(), Ecma::Tsx);
        assert_eq!(Ecma::of(None, "text/x-python").unwrap(), Ecma::JavaScript);
        assert_eq!(Ecma::of(Some("python"), "").unwrap_err().code(), code::LANGUAGE);
    }
}
