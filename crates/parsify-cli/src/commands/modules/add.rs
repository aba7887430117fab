use parsify::Failure;
use parsify::install::{Goal, Installer};

use super::change::Changing;
use crate::args::{Add, General};
use crate::exit::Exit;
use crate::notice::Notice;

pub(super) async fn add(mut installer: Installer, general: &General, words: Add) -> Result<Exit, Failure> {
    for source in &words.sources {
        installer = installer.with_source(source.display().to_string(), source);
    }
    let goal = if words.paths.is_empty() {
        Goal::Sync
    } else {
        Goal::Add { paths: words.paths.clone(), replace: words.replace }
    };
    let notice = Notice::new("reading the modules …".to_owned());
    let plan = installer.plan(goal).await?;
    drop(notice);
    let pins: Vec<_> = plan.changes().iter().filter(|change| words.pin && change.asked_for).collect();
    let pins: Vec<_> = pins.into_iter().map(|change| change.id.to_string()).collect();
    let changing = Changing { installer: &installer, general, named: &[], pins: &pins, more: None };
    changing.carry_out(plan, &words.consent).await
}
