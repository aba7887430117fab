use std::io::{IsTerminal as _, stdout};

use parsify::Failure;
use parsify::install::Installer;
use parsify::serde_json::json;

use crate::args::{General, Tree};
use crate::exit::Exit;
use crate::{app, output, render};

pub(super) fn tree(installer: &Installer, general: &General, words: &Tree) -> Result<Exit, Failure> {
    let rows = installer.tree(words.module.as_deref())?;
    if general.json {
        output::json(&json!({ "rows": rows }))?;
    } else if rows.is_empty() {
        app::say("nothing is installed; `parsify modules add` installs modules\n");
    } else {
        output::show(&render::tree(&rows, words.ascii || !draws_lines()))?;
    }
    Ok(Exit::Fine)
}

/// Whether standard output can show lines: a terminal says by its locale what it understands, a file takes everything.
fn draws_lines() -> bool {
    if cfg!(windows) || !stdout().is_terminal() {
        return true;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(std::env::var_os).find(|it| !it.is_empty());
    locale.is_some_and(|locale| is_utf_8(&locale.to_string_lossy()))
}

fn is_utf_8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::is_utf_8;

    #[test]
    fn locales() {
        assert!(["en_GB.UTF-8", "C.utf8", "de_AT.UTF-8@euro"].iter().all(|locale| is_utf_8(locale)));
        assert!(["C", "POSIX", "de_DE.ISO-8859-1"].iter().all(|locale| !is_utf_8(locale)));
    }
}
