use parsify::Failure;
use parsify::install::Installer;
use parsify::serde_json::json;

use super::lockable;
use crate::args::General;
use crate::exit::Exit;
use crate::{app, output, render};

pub(super) fn lock(installer: &Installer, general: &General, check: bool) -> Result<Exit, Failure> {
    let path = installer.store().place().lock_file();
    if check {
        return match installer.check_lock() {
            Ok(()) if general.json => agree(&json!({ "path": path, "agrees": true })),
            Ok(()) => say("the lock file and what is installed agree\n"),
            // Whatever is wrong with it: they disagree.
            Err(failure) => {
                app::show_failure(&lockable(failure), general.json);
                Ok(Exit::ModuleFailed)
            }
        };
    }
    let text = installer.lock()?;
    if general.json {
        return agree(&json!({ "path": path, "text": text }));
    }
    say(&render::locked(&path))
}

fn agree(value: &parsify::serde_json::Value) -> Result<Exit, Failure> {
    output::json(value)?;
    Ok(Exit::Fine)
}

fn say(text: &str) -> Result<Exit, Failure> {
    output::show(text)?;
    Ok(Exit::Fine)
}
