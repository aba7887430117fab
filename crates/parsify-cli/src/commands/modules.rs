use parsify::serde_json::json;
use parsify::{Failure, ModuleInfo, ModuleManager, VersionReq};

use crate::args::General;
use crate::exit::Exit;
use crate::{app, output, render};

pub(crate) fn list(manager: &ModuleManager, general: &General, category: Option<&str>) -> Result<Exit, Failure> {
    let descriptors = match category {
        Some(category) => manager.modules_of_category(category),
        None => manager.available_modules(),
    };
    let ids: Vec<_> = descriptors.iter().map(|descriptor| descriptor.id.to_string()).collect();
    let found = infos(manager, &ids)?;
    if found.is_empty() {
        app::say(&nothing_of(manager, category));
    }
    show(&found, general)
}

pub(crate) fn search(manager: &ModuleManager, general: &General, words: &str) -> Result<Exit, Failure> {
    let ids: Vec<_> = manager.search(words).iter().map(|hit| hit.descriptor.id.to_string()).collect();
    let found = infos(manager, &ids)?;
    if found.is_empty() {
        app::say("nothing fits all of these words; `parsify modules list` shows every module\n");
    }
    show(&found, general)
}

pub(crate) fn info(
    manager: &ModuleManager,
    general: &General,
    module: &str,
    requirement: Option<&VersionReq>,
) -> Result<Exit, Failure> {
    let info = manager.info(module, requirement)?;
    if general.json {
        output::json(&json!(info))?;
    } else {
        output::show(&render::module(&info))?;
    }
    Ok(Exit::Fine)
}

fn infos(manager: &ModuleManager, ids: &[String]) -> Result<Vec<ModuleInfo>, Failure> {
    ids.iter().map(|id| manager.info(id, None)).collect()
}

fn show(found: &[ModuleInfo], general: &General) -> Result<Exit, Failure> {
    if general.json {
        output::json(&json!({ "modules": found }))?;
    } else if !found.is_empty() {
        output::show(&render::modules(found))?;
    }
    Ok(Exit::Fine)
}

fn nothing_of(manager: &ModuleManager, category: Option<&str>) -> String {
    let modules = manager.available_modules();
    let mut categories: Vec<_> = modules.iter().map(|descriptor| descriptor.category.as_str()).collect();
    categories.sort_unstable();
    categories.dedup();
    match category {
        Some(category) => {
            format!("no module is of the category `{category}`; the categories are {}\n", categories.join(", "))
        }
        None => "there is no module\n".to_owned(),
    }
}
