use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use clap::{Args as _, Command};
use parsify::{Descriptor, DocumentSpec, ModuleId, Operation, harmless};

use super::command::{FILES_HELP, call_options, files, upper_options};
use super::flag::{Flag, flags};
use super::general::General;

/// The groups of shortcuts: `parsify json format` for `parsify run json-processor format`.
///
/// There is a group for each category of the shipped modules, with a subcommand for each operation, made from what the
/// modules say of themselves.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shortcuts {
    groups: BTreeMap<String, Group>,
    /// The groups with modules that name languages.
    with_languages: BTreeSet<String>,
}

/// The subcommand that shows what there is for which language.
pub(crate) const LANGUAGES: &str = "languages";

/// Examples of single options that a help text shows.
const MOST_FLAGS: usize = 3;

type Group = BTreeMap<String, Shortcut>;

/// One operation as a subcommand.
#[derive(Clone, Debug)]
pub(crate) struct Shortcut {
    pub(crate) descriptor: Arc<Descriptor>,
    pub(crate) flags: Vec<Flag>,
    index: usize,
}

impl Shortcuts {
    /// Groups whose name is `taken` by another subcommand are left out; `run` reaches their modules all the same.
    pub(crate) fn new(modules: &[Arc<Descriptor>], taken: &[&str]) -> Self {
        let options: Vec<String> = long_options();
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        for descriptor in modules.iter().filter(|descriptor| !taken.contains(&descriptor.category.as_str())) {
            let group = groups.entry(descriptor.category.clone()).or_default();
            for (index, operation) in descriptor.operations.iter().enumerate() {
                // Two modules with the same operation: the first by id gets the short name.
                group.entry(operation.name.clone()).or_insert_with(|| Shortcut {
                    descriptor: descriptor.clone(),
                    flags: flags(&operation.params, &options),
                    index,
                });
            }
        }
        let names_one = |descriptor: &&Arc<Descriptor>| descriptor.operations.iter().any(|it| !it.languages.is_empty());
        let with_languages = modules.iter().filter(names_one).map(|descriptor| descriptor.category.clone()).collect();
        Self { groups, with_languages }
    }

    /// Whether the group has [`LANGUAGES`], which no operation of it is called.
    pub(crate) fn has_languages(&self, group: &str) -> bool {
        self.with_languages.contains(group) && self.get(group, LANGUAGES).is_none()
    }

    pub(crate) fn get(&self, group: &str, operation: &str) -> Option<&Shortcut> {
        self.groups.get(group)?.get(operation)
    }

    /// The groups that have a subcommand of that name.
    pub(crate) fn groups_with<'a>(&'a self, operation: &'a str) -> impl Iterator<Item = &'a str> {
        self.groups.iter().filter(move |(_, group)| group.contains_key(operation)).map(|(name, _)| name.as_str())
    }

    pub(crate) fn commands(&self) -> impl Iterator<Item = Command> {
        self.groups.iter().map(|(name, group)| command(name, group, self.has_languages(name)))
    }
}

impl Shortcut {
    pub(crate) fn operation(&self) -> &Operation {
        &self.descriptor.operations[self.index]
    }
}

/// The options that every call has; a param of such a name can be said with `--param` only.
fn long_options() -> Vec<String> {
    let command = call_options(Command::new("call"));
    let own = command.get_arguments().filter_map(|arg| arg.get_long().map(str::to_owned));
    own.chain(["help".to_owned(), "version".to_owned()]).collect()
}

fn command(name: &str, group: &Group, has_languages: bool) -> Command {
    let modules: BTreeMap<_, _> =
        group.values().map(|shortcut| (shortcut.descriptor.id.clone(), &shortcut.descriptor)).collect();
    let about = match modules.values().collect::<Vec<_>>()[..] {
        [descriptor] => harmless(&descriptor.summary),
        _ => format!("Operations of the category `{name}`"),
    };
    let width = modules.keys().map(|id| id.as_str().len()).max().unwrap_or_default();
    let line = |(id, descriptor): (&ModuleId, &&Arc<Descriptor>)| {
        format!("  {:width$}  {}", id.as_str(), harmless(&descriptor.summary))
    };
    let lines = modules.iter().map(line).collect::<Vec<_>>().join("\n");
    let first = group.keys().next().map_or("", String::as_str);
    let command = Command::new(name.to_owned())
        .about(about)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("OPERATION")
        .subcommand_help_heading("Operations")
        .after_help(format!(
            "A short form of `parsify run` for:\n{lines}\n\nExamples:\n  parsify {name} {first} --help       the options of one operation\n  \
             parsify {name} {first} FILE         one file, the result on standard output"
        ));
    let command = match has_languages {
        true => command.subcommand(languages(name)),
        false => command,
    };
    upper_options(command).subcommands(group.values().map(|shortcut| operation(name, shortcut)))
}

fn languages(group: &str) -> Command {
    let command =
        Command::new(LANGUAGES).about("Shows which module does what for which language, and with which libraries");
    General::augment_args(
        command.after_help(format!("Examples:\n  parsify {group} {LANGUAGES}\n  parsify {group} {LANGUAGES} --json")),
    )
}

fn operation(group: &str, shortcut: &Shortcut) -> Command {
    let operation = shortcut.operation();
    let name = &operation.name;
    let command = Command::new(name.clone())
        .about(harmless(&operation.summary))
        .aliases(operation.aliases.clone())
        .arg(files().help(FILES_HELP))
        .after_help(examples(&format!("parsify {group} {name}"), shortcut))
        .args(shortcut.flags.iter().map(Flag::arg));
    call_options(command)
}

/// Lines that could be typed as they stand, with file names of one's own.
fn examples(call: &str, shortcut: &Shortcut) -> String {
    let documents = &shortcut.operation().documents;
    let (required, optional): (Vec<_>, Vec<_>) = documents.iter().partition(|document| !document.optional);
    let file = |document: &DocumentSpec| match (required.len(), document.repeated) {
        (1, false) => "FILE".to_owned(),
        (1, true) => "FILE FILE".to_owned(),
        _ => document.name.to_uppercase(),
    };
    let (needed, possible): (Vec<_>, Vec<_>) = shortcut.flags.iter().partition(|flag| flag.required);
    let files = required.iter().map(|document| format!(" {}", file(document))).collect::<String>();
    let needed = needed.iter().map(|flag| format!(" {}", flag.example())).collect::<String>();
    let mut lines = vec![format!("{call}{files}{needed}")];
    if let [document] = &required[..]
        && !document.repeated
    {
        lines.push(format!("{call}{needed} < FILE > RESULT"));
    }
    let with_examples: Vec<_> = possible.iter().filter(|flag| flag.has_examples()).take(MOST_FLAGS).collect();
    let shown = if with_examples.is_empty() { possible.iter().take(1).collect() } else { with_examples };
    lines.extend(shown.iter().map(|flag| format!("{call}{files}{needed} {}", flag.example())));
    lines.extend(optional.iter().map(|document| {
        let name = &document.name;
        format!("{call}{files} {name}={}{needed}", name.to_uppercase())
    }));
    lines.push(format!("{call}{files}{needed} -o RESULT --timeout 5s --verbose"));
    format!("Examples:\n  {}", lines.join("\n  "))
}
