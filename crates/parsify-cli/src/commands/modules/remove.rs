use parsify::Failure;
use parsify::error::code;
use parsify::install::{Goal, Installer};

use super::change::Changing;
use super::project::Declares;
use crate::args::{Consent, General, Remove};
use crate::exit::Exit;

pub(super) async fn remove(installer: &Installer, general: &General, words: Remove) -> Result<Exit, Failure> {
    let goal = Goal::Remove { ids: words.modules.clone(), force: words.force };
    let plan = installer.plan(goal).await.map_err(forcible)?;
    let consent = Consent { dry_run: words.dry_run, ..Consent::default() };
    let changing = Changing { installer, general, named: &words.modules, declares: Declares::Removed(&words.modules) };
    changing.carry_out(plan, &consent).await
}

fn forcible(failure: Failure) -> Failure {
    if failure.code() == code::REGISTRY_NEEDED {
        return failure.with_hint("`--force` removes it all the same");
    }
    failure
}
