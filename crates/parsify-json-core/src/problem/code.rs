//! The names of everything that can be wrong with a document.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])+ $name:ident = $text:literal,)+) => {
        /// What kind of problem it is: stable, to branch on.
        ///
        /// ```
        /// use parsify_json_core::Code;
        ///
        /// assert_eq!(Code::TrailingComma.as_str(), "json.trailing-comma");
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])+ $name,)+
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The dotted name, as it appears in results and failures.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

codes! {
    /// Nothing but white space.
    Empty = "json.empty",
    /// A byte order mark before the first token.
    ByteOrderMark = "json.byte-order-mark",
    /// A comma before a closing bracket.
    TrailingComma = "json.trailing-comma",
    /// A comma with nothing before it.
    ExtraComma = "json.extra-comma",
    /// Two values or members without a comma between them.
    MissingComma = "json.missing-comma",
    /// A key without a colon after it.
    MissingColon = "json.missing-colon",
    /// A key and a colon without a value.
    MissingValue = "json.missing-value",
    /// A value without a key in an object.
    MissingKey = "json.missing-key",
    /// A colon where no key precedes.
    UnexpectedColon = "json.unexpected-colon",
    /// A string in single quotes.
    SingleQuotes = "json.single-quotes",
    /// A string in backticks or typographic quotes.
    WrongQuotes = "json.wrong-quotes",
    /// A key without quotes.
    UnquotedKey = "json.unquoted-key",
    /// A bare word in place of a value.
    UnquotedString = "json.unquoted-string",
    /// A comment.
    Comment = "json.comment",
    /// A comment without its end.
    UnclosedComment = "json.unclosed-comment",
    /// `NaN`, `Infinity` and their kin.
    NonFiniteNumber = "json.non-finite-number",
    /// `undefined`.
    Undefined = "json.undefined",
    /// `True`, `False` or `None`.
    PythonLiteral = "json.python-literal",
    /// A literal in the wrong case, or `nil`.
    UnknownLiteral = "json.unknown-literal",
    /// A number that starts with a superfluous zero.
    LeadingZero = "json.leading-zero",
    /// A number that starts with a plus sign.
    LeadingPlus = "json.leading-plus",
    /// A number that starts with its decimal point.
    LeadingDot = "json.leading-dot",
    /// A decimal point without digits after it.
    TrailingDot = "json.trailing-dot",
    /// A hexadecimal number.
    HexNumber = "json.hex-number",
    /// Any other malformed number.
    InvalidNumber = "json.invalid-number",
    /// A backslash before a character that starts no escape.
    InvalidEscape = "json.invalid-escape",
    /// `\u` without four hexadecimal digits.
    InvalidUnicodeEscape = "json.invalid-unicode-escape",
    /// A raw control character in a string.
    ControlCharacter = "json.control-character",
    /// A string without its closing quote.
    UnclosedString = "json.unclosed-string",
    /// The document ends inside of a bracket.
    UnclosedBracket = "json.unclosed-bracket",
    /// A closing bracket of the other kind.
    MismatchedBracket = "json.mismatched-bracket",
    /// A closing bracket that nothing opened.
    UnexpectedClosing = "json.unexpected-closing",
    /// More than one value at the top level.
    SeveralValues = "json.several-values",
    /// White space that JSON does not know, such as a no-break space.
    UnexpectedSpace = "json.unexpected-space",
    /// A character that means nothing here.
    UnexpectedCharacter = "json.unexpected-character",
    /// Brackets nested deeper than the limit.
    Depth = "json.depth",
    /// Output larger than the ceiling.
    OutputSize = "json.output-size",
    /// A number beyond all doubles; in canonical documents only.
    NumberRange = "json.number-range",
    /// A number with digits that no double keeps; in canonical documents only.
    NumberPrecision = "json.number-precision",
    /// A key that its object already has: a warning, but in canonical documents.
    DuplicateKey = "json.duplicate-key",
    /// One half of a surrogate pair, which is no character: a warning, but in canonical documents.
    LoneSurrogate = "json.lone-surrogate",
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'_, str>::deserialize(deserializer)?;
        let code = Self::ALL.iter().find(|code| code.as_str() == text);
        code.copied().ok_or_else(|| D::Error::custom(format_args!("unknown code `{text}`")))
    }
}

impl JsonSchema for Code {
    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = Self::ALL.iter().map(|code| code.as_str()).collect();
        json_schema!({
            "description": "What kind of problem it is: stable, to branch on.",
            "type": "string",
            "enum": names,
        })
    }
}
