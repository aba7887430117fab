use std::time::Duration;

use parsify::serde_json::{Value, json};
use parsify::{Failure, ModuleManager};

use super::watch::{Look, watch};
use crate::args::{General, Shown};
use crate::exit::Exit;
use crate::notice::Notice;
use crate::render;
use crate::status::{self, Health, Status};

/// How the modules that are here do, which are asked.
pub(crate) async fn health(
    manager: &ModuleManager,
    general: &General,
    every: Option<Duration>,
) -> Result<Exit, Failure> {
    let look = || async {
        let notice = Notice::new("compiling the modules …".to_owned());
        let health = json!(manager.health_check().await);
        drop(notice);
        let shown = status::health(&health)?;
        Ok(Look { text: render::health(&shown), exit: exit(&shown), json: health })
    };
    watch(every, general, look).await
}

/// How those of a running application do, from the file that it writes.
pub(crate) async fn health_of(shown: &Shown, general: &General) -> Result<Exit, Failure> {
    let file = shown.file.clone().unwrap_or_default();
    let look = || async {
        let (mut json, status) = status::read(&file).await?;
        let Status { health, .. } = &status;
        let text = format!("{}{}", render::as_of(&status), render::health(health));
        let json = json.get_mut("health").map(Value::take).unwrap_or_default();
        Ok(Look { json, text, exit: exit(health) })
    };
    watch(shown.every, general, look).await
}

/// What nobody has used yet is no reason to ring.
fn exit(health: &Health) -> Exit {
    match health.health.as_str() {
        "healthy" | "unknown" => Exit::Fine,
        _ => Exit::ModuleFailed,
    }
}
