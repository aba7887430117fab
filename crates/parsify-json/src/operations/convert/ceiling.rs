//! How large an output may become.

use parsify_error::{ErrorKind, Failure};

use super::format::Format;
use crate::Code;

/// What any tree may lead to; deep nesting with a wide indent could else turn a small tree into gigabytes.
const FLOOR: usize = 64 * 1024 * 1024;
/// Text per byte of token beyond that.
const FACTOR: usize = 16;

/// Counts tokens, which allow for output.
#[derive(Debug)]
pub(super) struct Ceiling {
    format: Format,
    tokens: usize,
}

impl Ceiling {
    pub(super) const fn new(format: Format) -> Self {
        Self { format, tokens: 0 }
    }

    pub(super) const fn token(&mut self, length: usize) {
        self.tokens = self.tokens.saturating_add(length);
    }

    /// # Errors
    ///
    /// The output is longer than its tokens allow.
    pub(super) fn check(&self, length: usize) -> Result<(), Failure> {
        let limit = self.tokens.saturating_mul(FACTOR).saturating_add(FLOOR);
        if length <= limit {
            return Ok(());
        }
        let message = format!("{}: the output grows beyond {limit} bytes", self.format.title());
        Err(Failure::new(ErrorKind::Limit, Code::OutputSize.as_str(), message)
            .with_detail("limit", limit)
            .with_hint("choose a narrower indent"))
    }
}
