use std::sync::Arc;

use parsify::install::{Installer, Receipt};
use parsify::serde_json::{Value, json};
use parsify::{Descriptor, Failure, ModuleInfo, ModuleManager, VersionReq, harmless};

use crate::args::{Filter, General};
use crate::exit::Exit;
use crate::{app, output, render};

/// What is known of a module, and its receipt if it is installed.
pub(crate) type Known = (ModuleInfo, Option<Arc<Receipt>>);

pub(crate) fn list(
    manager: &ModuleManager,
    installer: Option<&Installer>,
    general: &General,
    filter: &Filter,
) -> Result<Exit, Failure> {
    let modules = manager.available_modules();
    let listed = modules.iter().filter(|descriptor| TRAITS.iter().all(|it| it.holds(filter, descriptor)));
    let ids: Vec<_> = listed.map(|descriptor| descriptor.id.to_string()).collect();
    let found = found(manager, installer, &ids)?;
    if found.is_empty() {
        app::say(&nothing_of(&modules, filter));
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

/// Something that modules are listed by.
struct Trait {
    name: &'static str,
    wanted: fn(&Filter) -> Option<&str>,
    words: fn(&Descriptor) -> Vec<&str>,
}

const TRAITS: [Trait; 5] = [
    Trait {
        name: "category",
        wanted: |filter| filter.category.as_deref(),
        words: |descriptor| vec![descriptor.category.as_str()],
    },
    Trait {
        name: "tag",
        wanted: |filter| filter.tag.as_deref(),
        words: |descriptor| descriptor.tags.iter().map(String::as_str).collect(),
    },
    Trait {
        name: "format",
        wanted: |filter| filter.format.as_deref(),
        words: |descriptor| descriptor.operations.iter().flat_map(|it| &it.formats).map(String::as_str).collect(),
    },
    Trait {
        name: "language",
        wanted: |filter| filter.language.as_deref(),
        words: |descriptor| descriptor.operations.iter().flat_map(|it| &it.languages).map(String::as_str).collect(),
    },
    Trait {
        name: "operation",
        wanted: |filter| filter.operation.as_deref(),
        words: |descriptor| descriptor.operations.iter().map(|it| it.name.as_str()).collect(),
    },
];

impl Trait {
    fn holds(&self, filter: &Filter, descriptor: &Descriptor) -> bool {
        let wanted = (self.wanted)(filter);
        wanted.is_none_or(|wanted| (self.words)(descriptor).iter().any(|word| word.eq_ignore_ascii_case(wanted)))
    }
}

/// Which word nothing has, and which there are.
fn nothing_of(modules: &[Arc<Descriptor>], filter: &Filter) -> String {
    let unknown = TRAITS.iter().find(|it| !modules.iter().any(|descriptor| it.holds(filter, descriptor)));
    let Some(unknown) = unknown.filter(|_| !modules.is_empty()) else {
        return if modules.is_empty() { "there is no module\n" } else { "no module is all of that\n" }.to_owned();
    };
    let mut words: Vec<_> = modules.iter().flat_map(|descriptor| (unknown.words)(descriptor)).collect();
    words.sort_unstable();
    words.dedup();
    let (name, wanted) = (unknown.name, harmless((unknown.wanted)(filter).unwrap_or_default()));
    match words.is_empty() {
        true => format!("no module has any {name}\n"),
        false => format!("no module has the {name} `{wanted}`; there is {}\n", harmless(&words.join(", "))),
    }
}
