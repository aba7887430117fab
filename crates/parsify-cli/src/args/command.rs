use std::path::PathBuf;

use clap::{Arg, ArgAction, Args as _, Command};
use clap_complete::Shell;

use super::call::HEADING;
use super::modules::modules;
use super::quantity::duration;
use super::{CallArgs, General, Shortcuts};

pub(super) const FILES_HELP: &str = "The documents in the operation's order; - is standard input, which is also the \
                                     default for an operation that needs a document. NAME=FILE says which document a \
                                     file is, when no file of that whole name exists";

const EXIT_CODES: &str = "\
Exit codes:
  0    fine
  1    a document is bad, or was found not valid
  2    wrong usage: arguments, params, an unknown module or operation, a bad file name
  3    the module failed: it trapped, does not compile, or cannot run here; what is installed is not in order
  4    a limit was hit: time, memory, output, nesting
  130  interrupted with Ctrl-C";

const EXAMPLES: &str = "\
Examples:
  parsify json format data.json                 formatted, on standard output
  parsify json validate data.json               every problem, with its place
  parsify run json-processor minify < in > out  the long form, for every module
  parsify modules list                          what there is
  parsify json format big.json --verbose        and how it ran";

/// The names of the subcommands that are always there.
pub(crate) const FIXED: &[&str] =
    &["run", "modules", "config", "cache", "warmup", "health", "stats", "completions", "help"];

/// The whole command with the shortcuts.
pub(crate) fn command(shortcuts: &Shortcuts) -> Command {
    let root = Command::new("parsify")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Runs modules on files, each call in a sandbox with hard limits")
        .after_help(format!("{EXAMPLES}\n\n{EXIT_CODES}"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .max_term_width(100);
    upper_options(root)
        .subcommand(run())
        .subcommands(shortcuts.commands())
        .subcommand(modules())
        .subcommand(config())
        .subcommand(cache())
        .subcommand(warmup())
        .subcommand(health())
        .subcommand(stats())
        .subcommand(completions())
}

/// Adds the options that stand before and after the subcommands. They are not clap's `global` ones: of those, a list
/// that is given in both places keeps one half only.
pub(super) fn call_options(command: Command) -> Command {
    General::augment_args(CallArgs::augment_args(command))
}

/// The same where subcommands follow. The options of a call work there too, and are listed where they belong.
pub(super) fn upper_options(command: Command) -> Command {
    call_options(command).mut_args(|arg| {
        let hidden = arg.get_help_heading() == Some(HEADING);
        arg.hide(hidden)
    })
}

pub(super) fn files() -> Arg {
    Arg::new("files")
        .value_name("FILE")
        .value_parser(clap::value_parser!(PathBuf))
        .value_hint(clap::ValueHint::FilePath)
        .action(ArgAction::Append)
        .num_args(0..)
}

fn run() -> Command {
    let command = Command::new("run")
        .about("Run an operation of a module on documents")
        .arg(word("module", "MODULE", "The module's id, as `parsify modules list` shows it"))
        .arg(word("operation", "OPERATION", "The operation, as `parsify modules info MODULE` shows it"))
        .arg(files().help(FILES_HELP))
        .after_help(format!(
            "Examples:
  parsify run json-processor format data.json --param indent=4 --param sortKeys=true
  parsify run json-processor format data.json --params '{{\"indent\": \"tab\"}}' -o formatted.json
  parsify run json-processor validate data.json --json
  parsify run my-module work --module my-module.wasm --timeout 5s --memory 64MiB -

{EXIT_CODES}"
        ));
    call_options(command)
}

fn config() -> Command {
    let keys = Arg::new("keys").value_name("KEY").action(ArgAction::Append).num_args(0..);
    let show = Command::new("show")
        .about("Print every key with its value, and where that came from")
        .arg(keys.help("Only these keys, and what is below them [default: all]"))
        .after_help(
            "Examples:\n  parsify config show\n  parsify config show defaults.limits\n  \
             parsify config show --set defaults.limits.memory=1GiB --json",
        );
    let command = Command::new("config")
        .about("Show the configuration")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .after_help(
            "A key is said in the user's parsify.toml, the project's parsify.toml, a variable of the environment, or with \
             --set; the last of these counts.\n\nExamples:\n  parsify config show\n  parsify config show cache",
        );
    General::augment_args(command).subcommand(General::augment_args(show))
}

fn cache() -> Command {
    let leaf = |name, about, example: &str| {
        Command::new(name).about(about).after_help(format!("Examples:\n  {example}\n  {example} --json"))
    };
    let leaves = [
        leaf("dir", "Print the folder", "parsify cache dir"),
        leaf("size", "Say how much is kept", "parsify cache size"),
        leaf("list", "List what is kept, most recently used first", "parsify cache list"),
        leaf("clean", "Remove everything; it is compiled again when it is needed", "parsify cache clean"),
        leaf(
            "verify",
            "Check every entry, and set bad ones aside; exits with 3 if there are any",
            "parsify cache verify",
        ),
    ];
    let command = Command::new("cache")
        .about("Show and clean the compiled modules on disk")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .after_help(
            "Entries are authenticated with a key that only you can read: one that was changed or made elsewhere is \
             never run.\n\nExamples:\n  parsify cache list\n  parsify cache clean\n  parsify cache size --cache-dir ./cache",
        );
    General::augment_args(command).subcommands(leaves.map(General::augment_args))
}

fn warmup() -> Command {
    General::augment_args(
        Command::new("warmup")
            .about("Compile modules ahead of their first call")
            .arg(
                Arg::new("modules")
                    .value_name("MODULE")
                    .action(ArgAction::Append)
                    .num_args(0..)
                    .help("The modules' ids [default: all]"),
            )
            .after_help(
                "Exits with 3 if one of them cannot run in the sandbox.\n\nExamples:\n  parsify warmup\n  \
                 parsify warmup json-processor\n  parsify warmup --module-dir ./modules",
            ),
    )
}

fn health() -> Command {
    let command = Command::new("health")
        .about("Compile every module and say how it does; or show how those of a running application do")
        .arg(status_file("The status file of an application, which is shown instead; - is standard input"))
        .after_help(
            "Exits with 3 if a module is degraded or unhealthy.\n\nExamples:\n  parsify health\n  parsify health --json\n  \
             parsify health parsify-status.json --watch\n  curl -s http://localhost:8080/status | parsify health -",
        );
    General::augment_args(command.arg(watch()))
}

fn stats() -> Command {
    let command = Command::new("stats")
        .about("Show what the calls of a running application came to")
        .arg(status_file("The application's status file; - is standard input [default: the configured `monitor.status`]"))
        .after_help(
            "An application writes the file when it has a monitor: `[monitor]` in its parsify.toml, or `with_monitor` in its \
             code.\n\nExamples:\n  parsify stats\n  parsify stats parsify-status.json --watch\n  \
             parsify stats --json --watch=10s\n  curl -s http://localhost:8080/status | parsify stats -",
        );
    General::augment_args(command.arg(watch()))
}

fn status_file(help: &'static str) -> Arg {
    Arg::new("status")
        .value_name("FILE")
        .value_parser(clap::value_parser!(PathBuf))
        .value_hint(clap::ValueHint::FilePath)
        .help(help)
}

fn watch() -> Arg {
    Arg::new("watch")
        .long("watch")
        .value_name("EVERY")
        .num_args(0..=1)
        .require_equals(true)
        .default_missing_value("2s")
        .value_parser(duration)
        .help("Show it again and again, until Ctrl-C; every two seconds unless it says otherwise (--watch=10s)")
}

fn completions() -> Command {
    General::augment_args(
        Command::new("completions")
            .about("Print a completion script for a shell")
            .arg(
                Arg::new("shell")
                    .value_name("SHELL")
                    .required(true)
                    .value_parser(clap::value_parser!(Shell))
                    .help("The shell"),
            )
            .after_help(
                "Examples:\n  parsify completions bash > ~/.local/share/bash-completion/completions/parsify\n  \
                 parsify completions zsh > ~/.zfunc/_parsify\n  \
                 parsify completions fish > ~/.config/fish/completions/parsify.fish",
            ),
    )
}

pub(super) fn word(id: &'static str, name: &'static str, help: &'static str) -> Arg {
    Arg::new(id).value_name(name).required(true).help(help)
}
