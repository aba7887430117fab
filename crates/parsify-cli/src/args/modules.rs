use clap::{Arg, ArgAction, Args as _, Command};

use super::General;
use super::command::word;
use super::install::{Add, Inspect, Lock, Remove, Repair, Tree, Update, Verify};

/// `parsify modules` with everything below it.
pub(super) fn modules() -> Command {
    let command = Command::new("modules")
        .about("List, search, show, install, update and remove modules")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .after_help(
            "Examples:\n  parsify modules list\n  parsify modules info json-processor\n  parsify modules add ./modules\n  \
             parsify modules update --dry-run",
        );
    let leaves = looking().into_iter().chain(changing());
    General::augment_args(command).subcommands(leaves.map(General::augment_args))
}

fn looking() -> Vec<Command> {
    let list = Command::new("list")
        .about("List the modules: those of this program, and the installed ones")
        .arg(
            Arg::new("category").long("category").short('c').value_name("CATEGORY").help("Only those of this category"),
        )
        .arg(Arg::new("tag").long("tag").value_name("TAG").help("Only those with this tag"))
        .arg(Arg::new("format").long("format").value_name("FORMAT").help("Only those that work on this format"))
        .arg(Arg::new("language").long("language").value_name("LANGUAGE").help("Only those that work on this language"))
        .arg(Arg::new("operation").long("operation").value_name("OPERATION").help("Only those with this operation"))
        .after_help(
            "Examples:\n  parsify modules list\n  parsify modules list --category json\n  \
             parsify modules list --operation format --format json\n  \
             parsify modules list --module-dir ./modules --json",
        );
    let search = Command::new("search")
        .about("Find modules by words, best first; typing errors are forgiven")
        .arg(word("words", "WORDS", "What to look for; every word must fit").num_args(1..).action(ArgAction::Append))
        .after_help("Examples:\n  parsify modules search format json\n  parsify modules search jsno");
    let info = Command::new("info")
        .about("Show a module: operations, documents, params, limits, versions")
        .arg(word("module", "MODULE", "The module's id"))
        .arg(
            Arg::new("requirement")
                .long("version-req")
                .value_name("REQUIREMENT")
                .value_parser(parsify::VersionReq::parse)
                .help("The newest version that fits, such as '^1' [default: the newest]"),
        )
        .after_help("Examples:\n  parsify modules info json-processor\n  parsify modules info json-processor --json");
    let inspect =
        Command::new("inspect").about("Show everything about an installed module, or about one in a file").after_help(
            "Examples:\n  parsify modules inspect text-tools\n  parsify modules inspect ./text-tools.wasm\n  \
             parsify modules inspect text-tools --json",
        );
    let tree = Command::new("tree")
        .about("Draw what the installed modules depend on")
        .after_help("Examples:\n  parsify modules tree\n  parsify modules tree text-report --ascii");
    vec![list, search, info, Inspect::augment_args(inspect), Tree::augment_args(tree)]
}

fn changing() -> Vec<Command> {
    let add = Command::new("add").about("Install modules from files and folders, with what they depend on").after_help(
        "Every module is compiled and tried before anything changes, and everything changes at once. What a module \
             wants to touch outside its sandbox is asked for, or granted with --grant.\n\nExamples:\n  \
             parsify modules add ./modules\n  parsify modules add text-report.wasm --source ./modules --dry-run\n  \
             parsify modules add stopwatch.wasm --grant clock\n  \
             parsify modules add                     what the project's parsify.toml declares",
    );
    let remove = Command::new("remove")
        .about("Remove modules, and what nobody needs without them")
        .after_help("Examples:\n  parsify modules remove text-report\n  parsify modules remove text-tools --force");
    let update = Command::new("update")
        .about("Bring installed modules to their newest versions that go together")
        .after_help(
            "A version that does not work leaves everything as it was. With --pin or --unpin and no module, only that is \
             done.\n\nExamples:\n  parsify modules update --dry-run\n  parsify modules update text-tools\n  \
             parsify modules update 'text-tools@^0.2'\n  parsify modules update --pin text-tools",
        );
    let verify = Command::new("verify")
        .about("Check what is installed: its files, the lock file, and whether each module works")
        .after_help(
            "Exits with 3 if anything is wrong.\n\nExamples:\n  parsify modules verify\n  parsify modules verify text-tools",
        );
    let lock = Command::new("lock")
        .about("Write the lock file from what is installed, or check it")
        .after_help("Examples:\n  parsify modules lock\n  parsify modules lock --check");
    let repair = Command::new("repair")
        .about("Mend a damaged state from the receipts that lie beside the modules")
        .after_help("Examples:\n  parsify modules repair\n  parsify modules repair --previous");
    vec![
        Add::augment_args(add),
        Remove::augment_args(remove),
        Update::augment_args(update),
        Verify::augment_args(verify),
        Lock::augment_args(lock),
        Repair::augment_args(repair),
    ]
}
