use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgMatches, Error, FromArgMatches as _};
use clap_complete::Shell;
use parsify::VersionReq;
use parsify::serde_json::{Map, Value};

use super::install::{Add, Inspect, Lock, Remove, Repair, Tree, Update, Verify};
use super::shortcut::LANGUAGES;
use super::{CallArgs, Filter, General, Shortcuts, command};

/// What the words say.
#[derive(Debug)]
pub(crate) struct Invocation {
    pub(crate) general: General,
    pub(crate) action: Action,
}

#[derive(Debug)]
pub(crate) enum Action {
    Call(Box<Target>),
    List(Filter),
    Search {
        words: String,
    },
    Info {
        module: String,
        requirement: Option<VersionReq>,
    },
    Installed(InstalledAction),
    Cache(CacheAction),
    Config {
        keys: Vec<String>,
    },
    WarmUp {
        modules: Vec<String>,
    },
    Health(Shown),
    Stats(Shown),
    /// Which module does what for which language, of a category.
    Languages {
        category: String,
    },
    Completions(Shell),
}

/// Where the status of an application is, and how often it is shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    pub(crate) file: Option<PathBuf>,
    pub(crate) every: Option<Duration>,
}

impl Shown {
    fn of(leaf: &ArgMatches) -> Self {
        Self { file: leaf.get_one("status").cloned(), every: leaf.get_one("watch").copied() }
    }
}

/// What to do about the installed modules.
#[derive(Debug)]
pub(crate) enum InstalledAction {
    Add(Add),
    Remove(Remove),
    Update(Update),
    Verify(Verify),
    Inspect(Inspect),
    Lock(Lock),
    Tree(Tree),
    Repair(Repair),
}

/// What to do with the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CacheAction {
    Dir,
    Size,
    List,
    Clean,
    Verify,
}

/// What to call, with what.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) module: String,
    pub(crate) operation: String,
    pub(crate) files: Vec<PathBuf>,
    /// Params that stood as options of their own.
    pub(crate) flags: Map<String, Value>,
    pub(crate) call: CallArgs,
}

/// Understands the words.
///
/// # Errors
///
/// Clap's: a wrong usage, or a text that was asked for.
pub(crate) fn parse(words: &[OsString], shortcuts: &Shortcuts) -> Result<Invocation, Error> {
    let matches = command(shortcuts).try_get_matches_from(words)?;
    let path = path(&matches);
    let leaf = path.last().map_or(&matches, |(_, matches)| *matches);
    let mut general = General::from_arg_matches(&matches)?;
    for (_, matches) in &path {
        general = general.then(General::from_arg_matches(matches)?);
    }
    let names: Vec<_> = path.iter().map(|(name, _)| *name).collect();
    let action = match names[..] {
        ["run"] => Action::Call(Box::new(Target {
            module: text(leaf, "module"),
            operation: text(leaf, "operation"),
            files: files(leaf),
            flags: Map::new(),
            call: call(&matches, &path)?,
        })),
        ["modules", "list"] => Action::List(Filter::of(leaf)),
        ["modules", "search"] => {
            let words = leaf.get_many::<String>("words").into_iter().flatten();
            Action::Search { words: words.map(String::as_str).collect::<Vec<_>>().join(" ") }
        }
        ["modules", "info"] => {
            Action::Info { module: text(leaf, "module"), requirement: leaf.get_one("requirement").cloned() }
        }
        ["modules", name] => Action::Installed(installed(name, leaf)?),
        ["cache", "dir"] => Action::Cache(CacheAction::Dir),
        ["cache", "size"] => Action::Cache(CacheAction::Size),
        ["cache", "list"] => Action::Cache(CacheAction::List),
        ["cache", "clean"] => Action::Cache(CacheAction::Clean),
        ["cache", "verify"] => Action::Cache(CacheAction::Verify),
        ["config", "show"] => Action::Config { keys: leaf.get_many("keys").into_iter().flatten().cloned().collect() },
        ["warmup"] => Action::WarmUp { modules: leaf.get_many("modules").into_iter().flatten().cloned().collect() },
        ["completions"] => Action::Completions(leaf.get_one("shell").copied().unwrap_or(Shell::Bash)),
        ["stats"] => Action::Stats(Shown::of(leaf)),
        [group, LANGUAGES] if shortcuts.has_languages(group) => Action::Languages { category: (*group).to_owned() },
        [group, operation] => shortcut(shortcuts, group, operation, leaf, call(&matches, &path)?),
        _ => Action::Health(Shown::of(leaf)),
    };
    Ok(Invocation { general, action })
}

fn installed(name: &str, leaf: &ArgMatches) -> Result<InstalledAction, Error> {
    Ok(match name {
        "add" => InstalledAction::Add(Add::from_arg_matches(leaf)?),
        "remove" => InstalledAction::Remove(Remove::from_arg_matches(leaf)?),
        "update" => InstalledAction::Update(Update::from_arg_matches(leaf)?),
        "verify" => InstalledAction::Verify(Verify::from_arg_matches(leaf)?),
        "inspect" => InstalledAction::Inspect(Inspect::from_arg_matches(leaf)?),
        "lock" => InstalledAction::Lock(Lock::from_arg_matches(leaf)?),
        "repair" => InstalledAction::Repair(Repair::from_arg_matches(leaf)?),
        // Clap accepts no others.
        _ => InstalledAction::Tree(Tree::from_arg_matches(leaf)?),
    })
}

fn shortcut(shortcuts: &Shortcuts, group: &str, operation: &str, leaf: &ArgMatches, call: CallArgs) -> Action {
    // Clap accepts subcommands only that were made from these shortcuts.
    let Some(shortcut) = shortcuts.get(group, operation) else {
        return Action::Health(Shown::default());
    };
    let mut flags = Map::new();
    for flag in &shortcut.flags {
        flag.read(leaf, &mut flags);
    }
    Action::Call(Box::new(Target {
        module: shortcut.descriptor.id.to_string(),
        operation: operation.to_owned(),
        files: files(leaf),
        flags,
        call,
    }))
}

/// The subcommands with their matches, outermost first.
fn path(root: &ArgMatches) -> Vec<(&str, &ArgMatches)> {
    std::iter::successors(root.subcommand(), |(_, matches)| matches.subcommand()).collect()
}

fn call(root: &ArgMatches, path: &[(&str, &ArgMatches)]) -> Result<CallArgs, Error> {
    path.iter().try_fold(CallArgs::from_arg_matches(root)?, |call, (_, matches)| {
        Ok(call.then(CallArgs::from_arg_matches(matches)?))
    })
}

fn text(matches: &ArgMatches, id: &str) -> String {
    matches.get_one::<String>(id).cloned().unwrap_or_default()
}

fn files(matches: &ArgMatches) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>("files").into_iter().flatten().cloned().collect()
}
