//! What stands in place of what is redacted.

use super::options::{RedactMethod, RedactOptions};
use crate::code;
use crate::tree::Value;
use parsify_error::{ErrorKind, Failure};
use sha2::{Digest, Sha256};

/// The length of a mask whose own length would tell something.
const FIXED: usize = 8;

/// How texts are replaced.
#[derive(Debug)]
pub(super) struct Method<'o> {
    method: RedactMethod,
    replacement: &'o str,
    mask: &'o str,
    keep_last: usize,
    salt: &'o str,
}

impl<'o> Method<'o> {
    /// # Errors
    ///
    /// Kind `Params`: the mask is not one character.
    pub(super) fn new(options: &'o RedactOptions) -> Result<Self, Failure> {
        if options.mask.chars().count() != 1 {
            return Err(Failure::new(ErrorKind::Params, code::OPTIONS, "`mask` must be one character"));
        }
        let RedactOptions { method, replacement, mask, keep_last, salt, .. } = options;
        Ok(Self { method: *method, replacement, mask, keep_last: *keep_last, salt })
    }

    /// What stands in place of a text.
    pub(super) fn text(&self, text: &str) -> String {
        match self.method {
            RedactMethod::Replace => self.replacement.to_owned(),
            RedactMethod::Remove => String::new(),
            RedactMethod::Hash => self.hash(text),
            RedactMethod::Mask => self.masked(text),
        }
    }

    /// What stands in place of a value; nothing when it is taken out.
    pub(super) fn value(&self, value: &Value<'_>) -> Option<String> {
        match (self.method, value) {
            (RedactMethod::Remove, _) => None,
            (_, Value::String(text)) => Some(self.text(&text.to_str_lossy())),
            (_, Value::Number(number)) => Some(self.text(number.as_str())),
            (RedactMethod::Mask, _) => Some(self.mask.repeat(FIXED)),
            (RedactMethod::Hash, value) => Some(self.hash(&value.to_json())),
            (RedactMethod::Replace, _) => Some(self.replacement.to_owned()),
        }
    }

    /// A short text is masked whole, for most of it would be seen.
    fn masked(&self, text: &str) -> String {
        let length = text.chars().count();
        let kept = if length >= self.keep_last.saturating_mul(2) { self.keep_last } else { 0 };
        let mut masked = self.mask.repeat(length - kept);
        masked.extend(text.chars().skip(length - kept));
        masked
    }

    fn hash(&self, text: &str) -> String {
        let digest = Sha256::new().chain_update(self.salt).chain_update(text).finalize();
        digest.iter().fold("sha256:".to_owned(), |hash, byte| hash + &format!("{byte:02x}"))
    }
}
