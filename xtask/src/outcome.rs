//! How a verb can end other than well, and the exit code each end has.

use std::fmt;
use std::process::ExitCode;

/// The words on the command line make no sense: exit code 2, with a pointer to the help.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

impl fmt::Display for Usage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Everything worth saying has been said: exit with this code and print nothing more.
#[derive(Debug)]
pub(crate) struct Ended(pub(crate) u8);

impl fmt::Display for Ended {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "ended with exit code {}", self.0)
    }
}

impl std::error::Error for Ended {}

/// The exit code of an error, and whether it still has to be shown.
pub(crate) fn of(error: &anyhow::Error) -> (ExitCode, bool) {
    if let Some(Ended(code)) = error.downcast_ref() {
        (ExitCode::from(*code), false)
    } else if error.is::<Usage>() || error.is::<lexopt::Error>() {
        (ExitCode::from(2), true)
    } else {
        (ExitCode::FAILURE, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_end_has_its_exit_code() {
        let code = |error: anyhow::Error| format!("{:?}", of(&error));
        assert_eq!(code(Ended(7).into()), format!("{:?}", (ExitCode::from(7), false)));
        assert_eq!(code(Usage("x".into()).into()), format!("{:?}", (ExitCode::from(2), true)));
        assert_eq!(code(anyhow::anyhow!("x")), format!("{:?}", (ExitCode::FAILURE, true)));
    }
}
