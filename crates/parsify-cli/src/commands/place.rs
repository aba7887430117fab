use std::path::Path;

use parsify::config::{self, Config, FILE_NAME};
use parsify::error::code;
use parsify::install::{Installer, StorePlace};
use parsify::{ErrorKind, Failure, ModuleManager, SandboxConfig};

use crate::args::General;
use crate::problem::{self, problem};

/// The name of this program among the folders of a user.
pub(crate) const PROGRAM: &str = "parsify";

/// Where the installed modules lie that the options name.
pub(crate) fn place(general: &General) -> Result<StorePlace, Failure> {
    match (&general.project, general.user) {
        (None, false) => StorePlace::find(PROGRAM, ".").map_err(|error| aside(error.into())),
        (None, true) => Ok(StorePlace::user(PROGRAM)?),
        (Some(folder), false) => project(folder),
        // Not a conflict of clap's: one may stand before the subcommand and one after it.
        (Some(_), true) => Err(problem(ErrorKind::Params, problem::USAGE, "`--project` excludes `--user`")
            .with_hint("`--project` names a project, `--user` is for what belongs to none: leave one out")),
    }
}

/// `None` for a user who has no home, and so nothing installed: what this program ships works all the same.
pub(crate) fn unless_homeless(place: &Result<StorePlace, Failure>) -> Result<Option<&StorePlace>, Failure> {
    match place {
        Ok(place) => Ok(Some(place)),
        Err(failure) if failure.code() == code::STORE_PLACE => Ok(None),
        Err(failure) => Err(failure.clone()),
    }
}

/// What changes the installed modules of a place. Those that this program ships serve as dependencies too.
pub(crate) fn installer(
    place: StorePlace,
    config: &Config,
    sandbox: SandboxConfig,
    shipped: &ModuleManager,
) -> Installer {
    Installer::new(place).with_sandbox(config::sandbox(config, sandbox)).with_config(config).providing(shipped)
}

/// Somebody else's project in a folder above must not keep a user from work.
fn aside(failure: Failure) -> Failure {
    if failure.code() == code::STORE_UNSAFE {
        return failure.with_hint("or leave that project aside with `--user`");
    }
    failure
}

fn project(folder: &Path) -> Result<StorePlace, Failure> {
    if folder.join(FILE_NAME).is_file() {
        return Ok(StorePlace::project(folder));
    }
    let message = format!("`{}` is no project: there is no `{FILE_NAME}` in it", folder.display());
    Err(problem(ErrorKind::NotFound, problem::PROJECT, message)
        .with_hint("name the folder of a project; an empty `parsify.toml` makes a folder one"))
}
