use parsify::config::{Origin, Setting};
use parsify::harmless;

use super::near::near;
use super::style::{FAINT, paint};
use super::table::table;

/// Every key with its value and where that came from. `unset`: keys that there are and that nobody has said anything of.
pub(crate) fn settings(settings: &[&Setting], unset: &[&str]) -> String {
    let said = settings.iter().map(|setting| [setting.key.clone(), value(setting), origin(&setting.origin)]);
    let unset = unset.iter().map(|key| [harmless(key), "-".to_owned(), "default".to_owned()]);
    let rows: Vec<_> = said.chain(unset).collect();
    table(["KEY", "VALUE", "FROM"], &rows)
}

fn value(setting: &Setting) -> String {
    match &setting.value {
        Some(value) => harmless(&value.to_string()),
        None if setting.hidden => "(hidden)".to_owned(),
        None => "-".to_owned(),
    }
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Default => paint(FAINT, origin),
        Origin::File { name, line, .. } => format!("{}:{line}", near(name)),
        Origin::Argument => "option".to_owned(),
        other => harmless(&other.to_string()),
    }
}
