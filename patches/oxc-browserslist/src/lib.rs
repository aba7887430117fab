//! Stands in for the crate of this name, as far as `oxc_compat` needs it to compile.
//!
//! The original answers queries such as "last 2 versions", with tables of all browsers and their shares (a good part of a
//! megabyte), a clock that on `wasm32-unknown-unknown` is JavaScript's, and the program `node`. Our modules name editions
//! of ECMAScript instead, so here every query is refused.
#![forbid(unsafe_code)]

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

/// A version of an engine: three numbers, of which the later ones may be left out in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u16, pub u16, pub u16);

impl Version {
    /// Reads it from a text.
    ///
    /// # Errors
    ///
    /// A part of it is no number.
    pub fn parse(text: &str) -> Result<Self, ParseIntError> {
        text.parse()
    }
}

impl FromStr for Version {
    type Err = ParseIntError;

    /// Of a range, `4.4.3-4.4.4`, the first.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let first = text.split('-').next().unwrap_or_default();
        let mut numbers = [0; 3];
        for (number, part) in numbers.iter_mut().zip(first.split('.')) {
            *number = part.parse()?;
        }
        let [major, minor, patch] = numbers;
        Ok(Self(major, minor, patch))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

/// Options of a query.
#[derive(Clone, Debug, Default)]
pub struct Opts {
    /// As the original has it.
    pub mobile_to_desktop: bool,
    /// As the original has it.
    pub ignore_unknown_versions: bool,
}

/// A version of a browser: there are none.
#[derive(Clone, Debug)]
pub enum Distrib {}

impl Distrib {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        match *self {}
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> &str {
        match *self {}
    }
}

/// A query that was refused.
#[derive(Clone, Copy, Debug)]
pub struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("queries of browsers are not supported; name an edition of ECMAScript, such as `es2020`")
    }
}

impl std::error::Error for Refused {}

/// Refuses every query.
///
/// # Errors
///
/// Always.
pub fn resolve<T>(_queries: &[T], _options: &Opts) -> Result<Vec<Distrib>, Refused> {
    Err(Refused)
}
