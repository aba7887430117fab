//! From the words to the exit code.

use std::ffi::OsString;
use std::io::Write as _;

use parsify::config::Config;
use parsify::install::StorePlace;
use parsify::serde_json::json;
use parsify::{Failure, ModuleManager};

use crate::args::{self, Action, General, Invocation, Shortcuts};
use crate::exit::Exit;
use crate::{commands, output, render};

/// Runs the whole command.
pub(crate) async fn run(words: Vec<OsString>) -> Exit {
    args::early_color(&words).write_global();
    // The shipped modules say which shortcuts there are, so they come before the words. Nothing is compiled for it.
    let shipped = ModuleManager::builder().with_sandbox(commands::sandbox()).build().await;
    let shortcuts = shipped
        .as_ref()
        .map_or_else(|_| Shortcuts::default(), |manager| Shortcuts::new(&manager.available_modules(), args::FIXED));
    let invocation = match args::parse(&words, &shortcuts) {
        Ok(invocation) => invocation,
        Err(error) => return args::show_usage(&error, &shortcuts, args::wants_json(&words)),
    };
    let json = invocation.general.json;
    act(invocation, shipped, &shortcuts).await.unwrap_or_else(|failure| show_failure(&failure, json))
}

async fn act(
    Invocation { general, action }: Invocation,
    shipped: Result<ModuleManager, Failure>,
    shortcuts: &Shortcuts,
) -> Result<Exit, Failure> {
    if let Action::Completions(shell) = action {
        return commands::completions(shell, shortcuts);
    }
    let place = commands::place(&general);
    let known = commands::unless_homeless(&place)?;
    let config = commands::config(&general, known)?;
    match action {
        Action::Cache(action) => commands::cache(action, general, &config).await,
        Action::Stats(shown) => commands::stats(&shown, &general, &config).await,
        Action::Health(shown) if shown.file.is_some() => commands::health_of(&shown, &general).await,
        Action::Config { keys } => commands::show_config(&general, &config, &keys),
        Action::Installed(action) => {
            let (shipped, sandbox) = (shipped?, commands::sandbox_with_cache(&general, &config).await);
            let installer = commands::installer(place?, &config, sandbox, &shipped);
            commands::installed(&installer, &general, &config, action).await
        }
        action => with_modules(action, &general, &config, known, shipped?).await,
    }
}

/// What needs all modules: the shipped ones, the installed ones and those that the options add.
async fn with_modules(
    action: Action,
    general: &General,
    config: &Config,
    place: Option<&StorePlace>,
    shipped: ModuleManager,
) -> Result<Exit, Failure> {
    let sandbox = commands::sandbox_with_cache(general, config).await;
    let installer = place.map(|place| commands::installer(place.clone(), config, sandbox.clone(), &shipped));
    let installer = installer.as_ref();
    let manager = commands::manager(general, config, sandbox, installer, shipped).await?;
    match action {
        Action::Call(target) => commands::call(&manager, general, config, *target).await,
        Action::List(filter) => commands::list(&manager, installer, general, &filter),
        Action::Search { words } => commands::search(&manager, installer, general, &words),
        Action::Info { module, requirement } => commands::info(&manager, general, &module, requirement.as_ref()),
        Action::Languages { category } => commands::languages(&manager, general, &category),
        Action::WarmUp { modules } => commands::warm_up(&manager, general, &modules).await,
        Action::Health(shown) => commands::health(&manager, general, shown.every).await,
        // The others need no modules, and were done before.
        _ => Ok(Exit::Fine),
    }
}

/// Shows a failure, to people on standard error or to programs on standard output, and says how to end.
pub(crate) fn show_failure(failure: &Failure, json: bool) -> Exit {
    if json {
        // When standard output is what failed, there is nobody left to tell.
        let _ = output::json(&json!({ "error": failure }));
    } else {
        say(&render::failure(failure));
    }
    Exit::of(failure)
}

/// Writes to standard error, coloured where that is wanted. A standard error that is closed is no reason to stop.
pub(crate) fn say(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}
