use parsify_error::Failure;

use crate::operations::{ExecuteOptions, Executed};

/// What runs programs. Small, so that there can be another one.
pub trait Engine {
    /// Runs a program from its beginning until nothing of it is left to do.
    ///
    /// # Errors
    ///
    /// It did more than it may.
    fn run(&self, program: &Program<'_>) -> Result<Executed, Failure>;
}

/// A program and what it is given.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Program<'a> {
    /// The language it was written in.
    pub language: &'a str,
    /// Its text, in JavaScript.
    pub text: &'a str,
    /// Its standard input.
    pub stdin: &'a str,
    /// Everything else.
    pub options: &'a ExecuteOptions,
}

impl<'a> Program<'a> {
    /// A program and what it is given.
    #[must_use]
    pub fn new(language: &'a str, text: &'a str, stdin: &'a str, options: &'a ExecuteOptions) -> Self {
        Self { language, text, stdin, options }
    }
}
