use std::sync::Arc;

use parsify::install::{Installer, Receipt};
use parsify::serde_json::{Value, json};
use parsify::{Failure, ModuleInfo, ModuleManager, VersionReq};

use crate::args::General;
use crate::exit::Exit;
use crate::{app, output, render};

/// What is known of a module, and its receipt if it is installed.
pub(crate) type Known = (ModuleInfo, Option<Arc<Receipt>>);

pub(crate) fn list(
    manager: &ModuleManager,
    installer: Option<&Installer>,
    general: &General,
    category: Option<&str>,
) -> Result<Exit, Failure> {
    let descriptors = match category {
        Some(category) => manager.modules_of_category(category),
        None => manager.available_modules(),
    };
    let ids: Vec<_> = descriptors.iter().map(|descriptor| descriptor.id.to_string()).collect();
    let found = found(manager, installer, &ids)?;
    if found.is_empty() {
        app::say(&nothing_of(manager, category));
    }
    show(&found, general)
}

pub(crate) fn search(
    manager: &ModuleManager,
    installer: Option<&Installer>,
    general: &General,
    words: &str,
) -> Result<Exit, Failure> {
    let ids: Vec<_> = manager.search(words).iter().map(|hit| hit.descriptor.id.to_string()).collect();
    let found = found(manager, installer, &ids)?;
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

/// What is known of the modules, and the receipts of those that are installed.
fn found(manager: &ModuleManager, installer: Option<&Installer>, ids: &[String]) -> Result<Vec<Known>, Failure> {
    let receipts = installer.map(Installer::installed_modules).transpose()?.unwrap_or_default();
    let with_receipt = |info: ModuleInfo| {
        let receipt = receipts.iter().find(|receipt| info.digest == Some(receipt.digest)).cloned();
        (info, receipt)
    };
    ids.iter().map(|id| manager.info(id, None).map(with_receipt)).collect()
}

fn show(found: &[Known], general: &General) -> Result<Exit, Failure> {
    if general.json {
        let modules: Vec<_> = found.iter().map(|(info, receipt)| value(info, receipt.as_deref())).collect();
        output::json(&json!({ "modules": modules }))?;
    } else if !found.is_empty() {
        output::show(&render::modules(found))?;
    }
    Ok(Exit::Fine)
}

fn value(info: &ModuleInfo, receipt: Option<&Receipt>) -> Value {
    let mut value = json!(info);
    if let Some(receipt) = receipt {
        value["installed"] = json!({
            "origin": receipt.origin,
            "installedAt": receipt.installed_at,
            "askedFor": receipt.asked_for,
            "pinned": receipt.pinned,
        });
    }
    value
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
