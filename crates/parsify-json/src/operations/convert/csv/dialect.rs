//! The characters that a table is held together by.

use parsify_error::{ErrorKind, Failure};

use super::options::CsvOptions;
use crate::code;
use crate::operations::convert::format::Format;

/// Which characters divide a table, and which format it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dialect {
    pub(super) format: Format,
    pub(super) delimiter: char,
    pub(super) quote: char,
}

impl Dialect {
    /// # Errors
    ///
    /// The characters cannot be told apart.
    pub(super) fn new(format: Format, options: &CsvOptions) -> Result<Self, Failure> {
        let usual = if format == Format::Tsv { '\t' } else { ',' };
        let delimiter = options.delimiter.unwrap_or(usual);
        let quote = options.quote;
        for (name, character) in [("delimiter", delimiter), ("quote", quote)] {
            if matches!(character, '\n' | '\r' | '\u{feff}') {
                return Err(bad(format!("`{}` cannot be the {name} of a table", character.escape_debug())));
            }
        }
        if delimiter == quote {
            return Err(bad(format!("`{}` cannot be delimiter and quote at once", quote.escape_debug())));
        }
        Ok(Self { format, delimiter, quote })
    }

    /// Whether a text would not be read as one field without quotes around it.
    pub(super) fn needs_quotes(self, text: &str) -> bool {
        text.starts_with('\u{feff}') || text.contains([self.delimiter, self.quote, '\n', '\r'])
    }
}

fn bad(message: String) -> Failure {
    Failure::new(ErrorKind::Params, code::CONVERT_OPTIONS, message)
        .with_hint("choose characters that are neither line breaks nor the same, such as \";\" and \"'\"")
}
