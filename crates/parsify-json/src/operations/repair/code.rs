//! The kinds of changes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])+ $name:ident = $message:literal,)+) => {
        /// Why something was changed: stable, to branch on.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        #[schemars(inline)]
        #[non_exhaustive]
        pub enum RepairCode {
            $($(#[$doc])+ $name,)+
        }

        impl RepairCode {
            /// Every code there is.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The reason, for people.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self {
                    $(Self::$name => $message,)+
                }
            }
        }
    };
}

codes! {
    /// A byte order mark was removed.
    ByteOrderMark = "removed a byte order mark",
    /// A mark of a block of code in Markdown was removed.
    Fence = "removed the mark of a block of code",
    /// Text outside of the document was removed.
    TextAround = "removed text outside of the document",
    /// A comment was removed.
    Comment = "removed a comment",
    /// Space that JSON does not know was replaced or removed.
    Space = "replaced space that JSON does not know",
    /// A semicolon outside of the document was removed.
    Terminator = "removed a semicolon after the document",
    /// A call was replaced by its argument, by an array of several, by `null` if it has none.
    Call = "replaced a call by its arguments",
    /// Parentheses around one value were removed.
    Parentheses = "removed parentheses around a value",
    /// A tuple became an array.
    Tuple = "made an array of a tuple",
    /// A set became an array.
    Set = "made an array of a set",
    /// A comma before a closing bracket or the end was removed.
    TrailingComma = "removed a comma after the last entry",
    /// A comma with nothing before it was removed.
    ExtraComma = "removed a comma with nothing before it",
    /// A comma was put between two entries, or in the place of a semicolon.
    MissingComma = "put a comma between two entries",
    /// A colon was put after a key, or in the place of `=` or `=>`.
    MissingColon = "put a colon after a key",
    /// A second colon was removed.
    ExtraColon = "removed a second colon",
    /// `null` was put where a value was missing.
    MissingValue = "put null where a value was missing",
    /// An empty key was put before a value without one.
    MissingKey = "put an empty key before a value without one",
    /// A bracket was closed.
    MissingClosing = "closed a bracket",
    /// A bracket that nothing opened was removed.
    ExtraClosing = "removed a closing bracket that nothing opened",
    /// A bracket was replaced by the one that fits.
    WrongBracket = "replaced a bracket by the one that fits",
    /// One of two braces was removed.
    DoubledBrace = "removed one of two braces",
    /// Several values became elements of an array, or members without braces an object.
    MissingBrackets = "put brackets around the document",
    /// Dots that stand for what was left out were removed.
    Ellipsis = "removed dots that stand for what was left out",
    /// The quotes of a string or key were replaced by double quotes.
    Quotes = "replaced quotes by double quotes",
    /// A key without quotes was quoted.
    UnquotedKey = "quoted a key",
    /// A text without quotes was quoted.
    UnquotedString = "quoted a text",
    /// A string without an end was ended.
    UnclosedString = "closed a string",
    /// A double quote in a string was escaped.
    QuoteInString = "escaped a quote in a string",
    /// A control character or line break in a string was escaped.
    ControlCharacter = "escaped a control character in a string",
    /// An escape that JSON does not know was replaced.
    Escape = "replaced an escape that JSON does not know",
    /// Strings that were added became one.
    Concatenation = "made one string of several",
    /// A literal was written as JSON has it, `undefined` as `null`.
    Literal = "wrote a literal as JSON has it",
    /// An infinity or NaN, which JSON does not have, was replaced.
    NonFinite = "replaced a number that JSON does not have",
    /// A number was written as JSON has it.
    Number = "wrote a number as JSON has it",
    /// A literal or number with which the document breaks off was completed.
    Truncated = "completed a value with which the document breaks off",
}
