use std::sync::Arc;

use parsify::Failure;
use parsify::install::{Goal, Installer, Receipt};
use parsify::serde_json::json;

use super::change::Changing;
use super::project::Declares;
use crate::args::{General, Update as Words};
use crate::exit::Exit;
use crate::notice::Notice;
use crate::{output, render};

pub(super) async fn update(mut installer: Installer, general: &General, words: Words) -> Result<Exit, Failure> {
    for source in &words.sources {
        installer = installer.with_source(source.display().to_string(), source);
    }
    let pinned = pin(&installer, &words)?;
    if !general.json {
        output::show(&render::pinned(&pinned, words.consent.dry_run))?;
    }
    if words.modules.is_empty() && !pinned.is_empty() {
        if general.json {
            output::json(
                &json!({ "pinned": words.pins, "unpinned": words.unpins, "applied": !words.consent.dry_run }),
            )?;
        }
        return Ok(Exit::Fine);
    }
    let notice = Notice::new("looking for newer versions …".to_owned());
    installer = installer.with_progress(notice.counting("looking for newer versions …"));
    let modules = words.modules.iter().map(|wanted| (wanted.id.clone(), wanted.requirement.clone())).collect();
    let plan = installer.plan(Goal::Update { modules }).await?;
    notice.over();
    if !general.json {
        let is_meant = |id: &str| words.modules.is_empty() || words.modules.iter().any(|wanted| wanted.id == id);
        output::show(&render::updates(&plan, is_meant))?;
        output::show(&render::held(&held(&installer, &words)?))?;
    }
    let changing = Changing { installer: &installer, general, named: &[], declares: Declares::Nothing };
    changing.carry_out(plan, &words.consent).await
}

/// The modules that do not move because they are pinned: no requirement was given for them that says otherwise.
fn held(installer: &Installer, words: &Words) -> Result<Vec<Arc<Receipt>>, Failure> {
    let moves = |id: &str| match words.modules.iter().find(|wanted| wanted.id == id) {
        Some(wanted) => wanted.requirement.is_some(),
        None => !words.modules.is_empty(),
    };
    let mut receipts = installer.installed_modules()?;
    receipts.retain(|receipt| receipt.pinned && !moves(receipt.id().as_str()));
    Ok(receipts)
}

/// Pins and unpins; in a dry run it only looks whether the modules are there.
fn pin(installer: &Installer, words: &Words) -> Result<Vec<(String, bool)>, Failure> {
    let pins = words.pins.iter().map(|module| (module, true));
    let pins: Vec<_> = pins.chain(words.unpins.iter().map(|module| (module, false))).collect();
    for (module, _) in &pins {
        installer.inspect(module)?;
    }
    let mut done = Vec::new();
    for (module, pinned) in pins {
        if !words.consent.dry_run {
            installer.pin(module, pinned)?;
        }
        done.push((module.clone(), pinned));
    }
    Ok(done)
}
