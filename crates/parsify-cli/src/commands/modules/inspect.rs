use std::path::Path;

use parsify::Failure;
use parsify::install::Installer;
use parsify::serde_json::json;

use crate::args::General;
use crate::exit::Exit;
use crate::notice::Notice;
use crate::{output, render};

pub(super) async fn inspect(installer: &Installer, general: &General, word: &Path) -> Result<Exit, Failure> {
    let inspection = match word.to_str() {
        Some(id) if !is_file(word) => installer.inspect(id)?,
        _ => {
            let notice = Notice::new("compiling the module …".to_owned());
            let inspected = installer.inspect_file(word).await;
            drop(notice);
            inspected?
        }
    };
    if general.json {
        output::json(&json!(inspection))?;
    } else {
        output::show(&render::inspection(&inspection))?;
    }
    Ok(Exit::Fine)
}

/// No id has a dot or a slash.
fn is_file(word: &Path) -> bool {
    word.extension().is_some() || word.components().count() > 1 || word.is_absolute()
}
