use std::ffi::OsString;
use std::num::NonZero;
use std::time::Duration;

use lexopt::Arg::Long;
use lexopt::ValueExt as _;

use crate::measures::Only;

/// What `--help` says.
pub const USAGE: &str = "\
Usage: soak [--calls N] [--threads T] [--minutes M] [--only NAME,…] [--quick | --full] [--json]

  --calls N      calls of the long run, R5 (1000000; with --quick 20000, with --full 10000000)
  --threads T    worker threads (as many as there are cores)
  --minutes M    the long run ends after so many minutes at the latest (2; with --full 30)
  --only NAME,…  only these: R2, R3, R5, R6, R7, R8, R9, R22, idle
  --quick        everything small; figures of time are told and not judged
  --full         everything as large as the acceptance figures say
  --json         print the figures as JSON
";

/// How large a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Some seconds.
    Quick,
    /// Some minutes.
    Normal,
    /// What the acceptance figures say.
    Full,
}

/// What to measure, and how much of it.
#[derive(Clone, Debug)]
pub struct Options {
    /// How large everything is that has no option of its own.
    pub size: Size,
    /// Worker threads.
    pub threads: usize,
    /// Print JSON.
    pub json: bool,
    calls: Option<u64>,
    minutes: Option<f64>,
    pub(super) only: Only,
}

impl Options {
    /// Reads the words of a command line; `None` when help was asked for.
    ///
    /// # Errors
    ///
    /// A word that makes no sense.
    pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Option<Self>, lexopt::Error> {
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let mut options =
            Self { size: Size::Normal, threads, json: false, calls: None, minutes: None, only: Only::default() };
        let mut parser = lexopt::Parser::from_args(words);
        while let Some(argument) = parser.next()? {
            match argument {
                Long("calls") => options.calls = Some(parser.value()?.parse()?),
                Long("threads") => options.threads = parser.value()?.parse::<usize>()?.max(1),
                Long("minutes") => options.minutes = Some(parser.value()?.parse()?),
                Long("only") => options.only = Only::read(&mut parser)?,
                Long("quick") => options.size = Size::Quick,
                Long("full") => options.size = Size::Full,
                Long("json") => options.json = true,
                Long("help") => return Ok(None),
                other => return Err(other.unexpected()),
            }
        }
        options.only.check(&super::MEASURES)?;
        Ok(Some(options))
    }

    /// Calls of the long run.
    pub(super) fn calls(&self) -> u64 {
        self.calls.unwrap_or(self.pick(20_000, 1_000_000, 10_000_000))
    }

    /// When the long run ends at the latest.
    pub(super) fn longest(&self) -> Duration {
        let minutes = self.minutes.unwrap_or(self.pick(1.0, 2.0, 30.0));
        Duration::try_from_secs_f64(minutes * 60.0).unwrap_or(Duration::MAX)
    }

    /// One of three, by the size of the run.
    pub(super) fn pick<T>(&self, quick: T, normal: T, full: T) -> T {
        match self.size {
            Size::Quick => quick,
            Size::Normal => normal,
            Size::Full => full,
        }
    }

    /// Whether figures of time are judged: a run of seconds says too little about them.
    pub(super) fn judges_time(&self) -> bool {
        self.size != Size::Quick
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Result<Option<Options>, lexopt::Error> {
        Options::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn what_is_said_outweighs_the_size_of_the_run() {
        let options = parsed(&["--quick", "--calls", "7"]).unwrap().unwrap();
        assert_eq!((options.calls(), options.judges_time()), (7, false));
        assert_eq!(parsed(&["--full"]).unwrap().unwrap().calls(), 10_000_000);
    }

    #[test]
    fn an_unknown_figure_is_named() {
        let error = parsed(&["--only", "R2,R77"]).unwrap_err().to_string();
        assert!(error.contains("R77"), "{error}");
        assert!(parsed(&["--only", "R2,idle"]).unwrap().unwrap().only.wants("idle"));
        assert!(!parsed(&["--only", "R2,idle"]).unwrap().unwrap().only.wants("R5"));
    }
}
