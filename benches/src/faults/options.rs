use std::ffi::OsString;

use lexopt::Arg::Long;

use crate::measures::Only;

/// What `--help` says.
pub const USAGE: &str = "\
Usage: faults [--only NAME,…] [--quick] [--json]

  --only NAME,…  only these: R4, R13, R19, R20, R23, R25
  --quick        fewer modules and calls
  --json         print the figures as JSON
";

/// What to measure.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Fewer modules and calls.
    pub quick: bool,
    /// Print JSON.
    pub json: bool,
    pub(super) only: Only,
}

impl Options {
    /// Reads the words of a command line; `None` when help was asked for.
    ///
    /// # Errors
    ///
    /// A word that makes no sense.
    pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Option<Self>, lexopt::Error> {
        let mut options = Self::default();
        let mut parser = lexopt::Parser::from_args(words);
        while let Some(argument) = parser.next()? {
            match argument {
                Long("only") => options.only = Only::read(&mut parser)?,
                Long("quick") => options.quick = true,
                Long("json") => options.json = true,
                Long("help") => return Ok(None),
                other => return Err(other.unexpected()),
            }
        }
        options.only.check(&super::MEASURES)?;
        Ok(Some(options))
    }
}
