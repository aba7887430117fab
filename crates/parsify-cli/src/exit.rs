use std::process::ExitCode;

use parsify::error::code;
use parsify::{ErrorKind, Failure};

use crate::problem::PREFIX;

/// How the command ends; `docs/src/cli.md` and `--help` list the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Fine,
    BadDocument,
    Usage,
    ModuleFailed,
    Limit,
    Interrupted,
}

impl Exit {
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::BadDocument => 1,
            Self::Usage => 2,
            Self::ModuleFailed => 3,
            Self::Limit => 4,
            // What shells report of a program that SIGINT (2) ended: 128 + 2.
            Self::Interrupted => 130,
        }
    }

    pub(crate) fn of(failure: &Failure) -> Self {
        let code = failure.code();
        if code.starts_with(PREFIX) {
            return Self::Usage;
        }
        match failure.kind() {
            // How many documents there are, and which modules share an id, is said by the words of the command.
            ErrorKind::Input if is_about_the_words(code) => Self::Usage,
            // Without an option, the command may not do it.
            _ if [code::INSTALL_CONSENT, code::REGISTRY_NEEDED].contains(&code) => Self::Usage,
            // The lock file is no document of the call.
            ErrorKind::Input if code == code::LOCK_INVALID => Self::ModuleFailed,
            ErrorKind::Input => Self::BadDocument,
            // The module is known, and nothing of it can run; or it asks for what this host does not offer.
            ErrorKind::NotFound if code == code::MODULE_UNAVAILABLE => Self::ModuleFailed,
            ErrorKind::Unsupported if code == code::MODULE_CALL => Self::ModuleFailed,
            ErrorKind::Params | ErrorKind::Unsupported | ErrorKind::NotFound => Self::Usage,
            ErrorKind::Cancelled => Self::Interrupted,
            ErrorKind::Capacity => Self::Limit,
            kind if kind.is_limit() => Self::Limit,
            _ => Self::ModuleFailed,
        }
    }
}

fn is_about_the_words(code: &str) -> bool {
    [code::DOCUMENT_MISSING, code::DOCUMENT_UNEXPECTED, code::REGISTRY_DUPLICATE].contains(&code)
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.number().into()
    }
}
