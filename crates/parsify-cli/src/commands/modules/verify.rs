use parsify::Failure;
use parsify::install::{Installer, Verified};
use parsify::serde_json::json;

use super::lockable;
use crate::args::General;
use crate::exit::Exit;
use crate::notice::Notice;
use crate::{output, render};

pub(super) async fn verify(installer: &Installer, general: &General, modules: &[String]) -> Result<Exit, Failure> {
    for module in modules {
        installer.inspect(module)?;
    }
    let notice = Notice::new("reading the installed modules …".to_owned());
    let mut done = 0;
    let verified = installer.verify(|module, all| {
        done += 1;
        notice.say(format!("{done} of {all}: {} {}", module.id, module.version));
    });
    let mut verified = verified.await?;
    drop(notice);
    verified.lock = verified.lock.map(lockable);
    if !modules.is_empty() {
        keep(&mut verified, modules);
    }
    if general.json {
        let mut value = json!(verified);
        value["sound"] = json!(verified.is_sound());
        output::json(&value)?;
    } else {
        output::show(&render::verified(&verified))?;
    }
    Ok(if verified.is_sound() { Exit::Fine } else { Exit::ModuleFailed })
}

/// What is said of these modules; the lock file and the set as a whole are about all of them.
fn keep(verified: &mut Verified, modules: &[String]) {
    let named = |id: &str| modules.iter().any(|module| module == id);
    verified.modules.retain(|module| named(module.id.as_str()));
    verified.problems.retain(|problem| problem.module.as_ref().is_some_and(|(id, _)| named(id.as_str())));
    (verified.lock, verified.unresolved) = (None, None);
}
