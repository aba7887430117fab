use parsify::Failure;
use parsify::install::Installer;
use parsify::serde_json::json;

use crate::args::General;
use crate::exit::Exit;
use crate::{output, render};

pub(super) fn repair(installer: &Installer, general: &General, previous: bool) -> Result<Exit, Failure> {
    let (state, left_out) = if previous {
        (installer.store().restore_previous()?, Vec::new())
    } else {
        let rebuilt = installer.store().rebuild()?;
        (rebuilt.state, rebuilt.left_out.iter().map(ToString::to_string).collect())
    };
    let modules: Vec<_> = state.receipts().map(|receipt| (receipt.id(), receipt.version())).collect();
    if general.json {
        let modules: Vec<_> = modules.iter().map(|(id, version)| json!({ "id": id, "version": version })).collect();
        output::json(&json!({ "modules": modules, "leftOut": left_out, "generation": state.generation() }))?;
    } else {
        output::show(&render::repaired(&modules, &left_out))?;
    }
    Ok(Exit::Fine)
}
