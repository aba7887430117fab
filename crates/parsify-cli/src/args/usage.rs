use clap::error::{ContextKind, ContextValue, ErrorKind as Clap};
use parsify::{ErrorKind, Failure};

use super::Shortcuts;
use crate::exit::Exit;
use crate::problem::{self, problem};
use crate::{app, output};

/// Shows what clap has to say: a help text that was asked for, or what is wrong with the words.
pub(crate) fn show(error: &clap::Error, shortcuts: &Shortcuts, json: bool) -> Exit {
    if matches!(error.kind(), Clap::DisplayHelp | Clap::DisplayVersion) {
        let text = error.render().ansi().to_string();
        return output::show(&text).map_or_else(|failure| app::show_failure(&failure, json), |()| Exit::Fine);
    }
    if json {
        return app::show_failure(&failure(error, shortcuts), json);
    }
    // Help that stands in for a missing subcommand belongs to standard error, as clap does it.
    let _ = error.print();
    for hint in further_hints(error, shortcuts) {
        app::say(&format!("\n  tip: {hint}\n"));
    }
    Exit::Usage
}

fn failure(error: &clap::Error, shortcuts: &Shortcuts) -> Failure {
    let rendered = error.render().to_string();
    let first = rendered.split("\n\n").next().unwrap_or_default().trim();
    let message = first.strip_prefix("error: ").unwrap_or(first);
    let message = if error.kind() == Clap::DisplayHelpOnMissingArgumentOrSubcommand {
        "a subcommand is missing".to_owned()
    } else {
        message.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let failure = problem(ErrorKind::Params, problem::USAGE, message);
    let failure =
        suggestions(error).into_iter().chain(further_hints(error, shortcuts)).fold(failure, Failure::with_hint);
    failure.with_hint("`parsify --help` and `parsify SUBCOMMAND --help` list what there is")
}

fn suggestions(error: &clap::Error) -> Vec<String> {
    let kinds = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let mut hints = Vec::new();
    for kind in kinds {
        let name = match error.get(kind) {
            Some(ContextValue::String(name)) => Some(name.clone()),
            // The best one comes last.
            Some(ContextValue::Strings(names)) => names.last().cloned(),
            _ => continue,
        };
        hints.extend(name.map(|name| format!("did you mean `{name}`?")));
    }
    hints
}

/// `parsify format` for `parsify json format`.
fn further_hints(error: &clap::Error, shortcuts: &Shortcuts) -> Vec<String> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return Vec::new() };
    let groups: Vec<_> = shortcuts.groups_with(word).map(|group| format!("`parsify {group} {word}`")).collect();
    if groups.is_empty() { groups } else { vec![format!("did you mean {}?", groups.join(" or "))] }
}
