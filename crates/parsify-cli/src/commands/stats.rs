use parsify::config::Config;
use parsify::{ErrorKind, Failure};

use super::watch::{Look, watch};
use crate::args::{General, Shown};
use crate::exit::Exit;
use crate::problem::{self, problem};
use crate::{render, status};

/// What the calls of a running application came to, from the file that it writes.
pub(crate) async fn stats(shown: &Shown, general: &General, config: &Config) -> Result<Exit, Failure> {
    let Some(file) = shown.file.clone().or_else(|| config.monitor().status) else {
        let message = "it is not said where an application writes its status";
        return Err(problem(ErrorKind::Params, problem::STATUS, message)
            .with_hint("name the file, or say `monitor.status` in the configuration, for the application too"));
    };
    let look = || async {
        let (json, status) = status::read(&file).await?;
        Ok(Look { json, text: render::statistics(&status), exit: Exit::Fine })
    };
    watch(shown.every, general, look).await
}
