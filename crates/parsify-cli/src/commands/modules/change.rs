//! From a plan to what it came to.

use parsify::Failure;
use parsify::install::{Installer, Plan};
use parsify::serde_json::json;

use super::consent::{approval, grantable};
use super::project::{self, Declares};
use crate::args::{Consent, General};
use crate::exit::Exit;
use crate::notice::Notice;
use crate::{app, output, render};

/// A change of what is installed, about to be shown and carried out.
#[derive(Debug)]
pub(super) struct Changing<'a> {
    pub(super) installer: &'a Installer,
    pub(super) general: &'a General,
    /// The modules that are to be removed; others go along.
    pub(super) named: &'a [String],
    /// What a project's file is to say of it.
    pub(super) declares: Declares<'a>,
}

impl Changing<'_> {
    pub(super) async fn carry_out(&self, plan: Plan, consent: &Consent) -> Result<Exit, Failure> {
        app::say(&render::plan_warnings(&plan));
        self.show(&render::plan(&plan, self.named))?;
        if consent.dry_run && !plan.is_empty() {
            self.show(&render::dry_run(&plan))?;
        }
        let mut answer = json!(plan);
        let to_do = !(plan.is_empty() || consent.dry_run);
        if to_do {
            let asked: Vec<_> = plan.asking().cloned().collect();
            let approval = approval(&asked, consent, !self.general.json).await?;
            let notice = Notice::new("trying the new versions …".to_owned());
            let applied = self.installer.apply(plan, &approval).await.map_err(|failure| grantable(failure, &asked))?;
            drop(notice);
            answer["generation"] = json!(applied.generation);
            self.show(&render::applied(&applied))?;
            // What was installed is installed, whatever becomes of the project's own files.
            let declared = project::declare(self.installer, self.declares, &applied.changes);
            let declared = declared.unwrap_or_else(|failure| {
                app::say(&render::warning(&failure));
                Vec::new()
            });
            self.show(&declared.iter().map(|note| format!("{note}\n")).collect::<String>())?;
            answer["declared"] = json!(declared);
        }
        answer["applied"] = json!(to_do);
        if self.general.json {
            output::json(&answer)?;
        }
        Ok(Exit::Fine)
    }

    fn show(&self, text: &str) -> Result<(), Failure> {
        if self.general.json { Ok(()) } else { output::show(text) }
    }
}
