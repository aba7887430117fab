use parsify::serde_json::json;
use parsify::{Failure, ModuleManager};

use crate::args::General;
use crate::exit::Exit;
use crate::notice::Notice;
use crate::{app, output, render};

pub(crate) async fn warm_up(manager: &ModuleManager, general: &General, modules: &[String]) -> Result<Exit, Failure> {
    let notice = Notice::new("compiling …".to_owned());
    let names: Vec<_> = modules.iter().map(String::as_str).collect();
    let mut done = 0;
    let warmed = manager.warm_up(&names, |one, all| {
        done += 1;
        notice.say(format!("{done} of {all}: {} {}", one.module, one.version));
    });
    let warmed = warmed.await?;
    drop(notice);
    if general.no_cache {
        app::say("nothing is kept: `--no-cache` is given, and this process ends\n");
    }
    if general.json {
        output::json(&json!({ "modules": warmed }))?;
    } else {
        output::show(&render::warmed_up(&warmed))?;
    }
    let failed = warmed.iter().any(|one| one.failure.is_some());
    Ok(if failed { Exit::ModuleFailed } else { Exit::Fine })
}
