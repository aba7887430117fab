use std::path::Path;

use parsify::config::Config;
use parsify::error::code;
use parsify::install::{Goal, Installer};
use parsify::{ErrorKind, Failure};

use super::change::Changing;
use super::project::Declares;
use crate::args::{Add, General};
use crate::exit::Exit;
use crate::notice::Notice;
use crate::problem::{self, problem};

pub(super) async fn add(
    mut installer: Installer,
    general: &General,
    config: &Config,
    words: Add,
) -> Result<Exit, Failure> {
    check(&installer, config, &words)?;
    for source in &words.sources {
        installer = installer.with_source(source.display().to_string(), source);
    }
    let goal = if words.paths.is_empty() {
        Goal::Sync
    } else {
        Goal::Add { paths: words.paths.clone(), replace: words.replace }
    };
    let notice = Notice::new("reading the modules …".to_owned());
    installer = installer.with_progress(notice.counting("reading the modules …"));
    let plan = installer.plan(goal).await.map_err(findable)?;
    notice.over();
    let plan = if words.pin { plan.pinning() } else { plan };
    let declares = if words.paths.is_empty() { Declares::Nothing } else { Declares::Added };
    let changing = Changing { installer: &installer, general, named: &[], declares };
    changing.carry_out(plan, &words.consent).await
}

/// What is missing may lie in a folder that nobody named.
fn findable(failure: Failure) -> Failure {
    if failure.code() == code::REGISTRY_UNSOLVABLE {
        return failure.with_hint("`--source DIR` names a folder in which to look for what is needed");
    }
    failure
}

/// Something must be named, or declared; and a folder that is named must hold something.
fn check(installer: &Installer, config: &Config, words: &Add) -> Result<(), Failure> {
    let is_project = installer.store().place().project_folder().is_some();
    if words.paths.is_empty() && !is_project && config.dependencies().is_empty() {
        let message = "there is no project here, and nothing is named that could be installed";
        return Err(problem(ErrorKind::Params, problem::USAGE, message)
            .with_hint("name a FILE or DIR, or go to a folder with a `parsify.toml` that declares dependencies"));
    }
    match words.paths.iter().find(|path| is_empty_folder(path)) {
        Some(path) => {
            let message = format!("there is no module in `{}`", path.display());
            Err(problem(ErrorKind::NotFound, problem::FOLDER, message)
                .with_hint("modules are files `*.wasm`; those in folders below are left out"))
        }
        None => Ok(()),
    }
}

/// What cannot be read is left to whoever loads it, and says more.
fn is_empty_folder(path: &Path) -> bool {
    let is_module = |entry: std::fs::DirEntry| Path::new(&entry.file_name()).extension().is_some_and(|it| it == "wasm");
    std::fs::read_dir(path).is_ok_and(|entries| !entries.flatten().any(is_module))
}
