use std::ffi::OsString;

use lexopt::Arg::Long;
use lexopt::ValueExt as _;

/// What `--help` says.
pub const USAGE: &str = "\
Usage: faults [--only NAME,…] [--quick] [--json]

  --only NAME,…  only these: R4, R13, R20, R23, R25
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
    only: Vec<String>,
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
                Long("only") => options.only = parser.value()?.string()?.split(',').map(str::to_owned).collect(),
                Long("quick") => options.quick = true,
                Long("json") => options.json = true,
                Long("help") => return Ok(None),
                other => return Err(other.unexpected()),
            }
        }
        match options.only.iter().find(|name| !super::MEASURES.iter().any(|(known, _)| known == name)) {
            Some(name) => Err(format!("there is no figure `{name}`").into()),
            None => Ok(Some(options)),
        }
    }

    pub(super) fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == name)
    }
}
