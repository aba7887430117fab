use parsify::serde_json::json;
use parsify::{Failure, Health, ModuleManager};

use crate::args::General;
use crate::exit::Exit;
use crate::notice::Notice;
use crate::{output, render};

pub(crate) async fn health(manager: &ModuleManager, general: &General) -> Result<Exit, Failure> {
    let notice = Notice::new("compiling the modules …".to_owned());
    let health = manager.health_check().await;
    drop(notice);
    if general.json {
        output::json(&json!(health))?;
    } else {
        output::show(&render::health(&health))?;
    }
    Ok(if health.health == Health::Healthy { Exit::Fine } else { Exit::ModuleFailed })
}
