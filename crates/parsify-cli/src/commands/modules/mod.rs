//! What is there, and what is installed.

mod add;
mod catalog;
mod change;
mod consent;
mod inspect;
mod lock;
mod project;
mod remove;
mod repair;
mod tree;
mod update;
mod verify;

use parsify::Failure;
use parsify::config::Config;
use parsify::error::code;
use parsify::install::Installer;

pub(crate) use catalog::{Known, info, list, search};

use crate::args::{General, InstalledAction};
use crate::exit::Exit;

/// Looks at what is installed, or changes it.
pub(crate) async fn installed(
    installer: &Installer,
    general: &General,
    config: &Config,
    action: InstalledAction,
) -> Result<Exit, Failure> {
    let ended = match action {
        InstalledAction::Add(words) => add::add(installer.clone(), general, config, words).await,
        InstalledAction::Remove(words) => remove::remove(installer, general, words).await,
        InstalledAction::Update(words) => update::update(installer.clone(), general, words).await,
        InstalledAction::Verify(words) => verify::verify(installer, general, &words.modules).await,
        InstalledAction::Inspect(words) => inspect::inspect(installer, general, &words.module).await,
        InstalledAction::Lock(words) => lock::lock(installer, general, words.check),
        InstalledAction::Tree(words) => tree::tree(installer, general, &words),
        InstalledAction::Repair(words) => repair::repair(installer, general, words.previous),
    };
    ended.map_err(repairable)
}

/// Names the commands that bring the lock file and what is installed together.
fn lockable(failure: Failure) -> Failure {
    if failure.code() == code::LOCK_STALE {
        return failure.with_hint(
            "`parsify modules add` installs what is wanted, `parsify modules lock` locks what is installed",
        );
    }
    failure
}

/// Names the command that mends a damaged state.
pub(super) fn repairable(failure: Failure) -> Failure {
    if failure.code() == code::STORE_STATE {
        return failure
            .with_hint("`parsify modules repair` does the first, `parsify modules repair --previous` the second");
    }
    failure
}
