use std::env;
use std::fs;

use parsify_interface::Module;

use crate::load::read;
use crate::parse::split;
use crate::print::{answer_writable, print_answer};
use crate::{Answer, Fixture, FixtureError, check_coverage, run};

/// Whether answers are compared or accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blessing {
    /// An answer that is not the expected one is an error.
    Compare,
    /// The answer that comes becomes the expected one.
    Accept,
}

impl Blessing {
    /// [`Accept`](Self::Accept) when the variable `PARSIFY_BLESS` is `1`, else [`Compare`](Self::Compare).
    #[must_use]
    pub fn from_env() -> Self {
        if env::var_os("PARSIFY_BLESS").is_some_and(|value| value == "1") { Self::Accept } else { Self::Compare }
    }
}

/// Runs every fixture on a module, after checking that each of its operations has one.
///
/// ```no_run
/// use parsify_interface::Processor;
/// use parsify_testkit::{Blessing, FixtureError, Fixtures, InProcess, block_on, check};
///
/// fn fixtures_hold(processor: impl Processor) -> Result<(), FixtureError> {
///     let fixtures = Fixtures::load("tests/fixtures")?;
///     block_on(check(&InProcess::new(processor), &fixtures, Blessing::from_env()))
/// }
/// ```
///
/// # Errors
///
/// An operation without a fixture; [`FixtureError::Mismatch`] with every difference; when accepting, an answer that
/// cannot stand in a file, or a file that cannot be written.
pub async fn check(module: &dyn Module, fixtures: &[Fixture], blessing: Blessing) -> Result<(), FixtureError> {
    check_coverage(module.descriptor(), fixtures)?;
    let mut mismatches = Vec::new();
    for fixture in fixtures {
        let outcome = run(module, fixture).await;
        match (outcome.difference, blessing) {
            (None, _) => {}
            (Some(_), Blessing::Accept) => bless(fixture, &outcome.answer)?,
            (Some(difference), Blessing::Compare) => {
                mismatches.push(format!("{} ({})\n{difference}", fixture.label(), fixture.path.display()));
            }
        }
    }
    if mismatches.is_empty() { Ok(()) } else { Err(FixtureError::Mismatch { mismatches, total: fixtures.len() }) }
}

/// Writes `answer` as the expectation into the fixture's file. Comment and request stay as they are, to the byte.
///
/// # Errors
///
/// The answer holds a binary document; the file is no fixture any more, or cannot be read or written.
pub fn bless(fixture: &Fixture, answer: &Answer) -> Result<(), FixtureError> {
    let path = &fixture.path;
    answer_writable(answer).map_err(|problem| FixtureError::Unwritable { path: path.clone(), problem })?;
    let mut text = read(path)?;
    let (_, blocks) =
        split(&text).map_err(|(line, problem)| FixtureError::Syntax { path: path.clone(), line, problem })?;
    let request =
        blocks.iter().find(|block| block.heading.section.is_answer()).map_or(text.len(), |block| block.offset);
    text.truncate(request);
    // Only a file without any expectation can end in the middle of a line.
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&print_answer(answer));
    fs::write(path, text).map_err(|source| FixtureError::Write { path: path.clone(), source })
}
