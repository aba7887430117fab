use std::future::Future;
use std::io::{IsTerminal as _, stdout};
use std::time::Duration;

use parsify::Failure;
use parsify::serde_json::Value;

use crate::args::General;
use crate::exit::Exit;
use crate::{output, render};

/// To the upper left corner, and erase from there on (ECMA-48, CUP and ED 0): without the flicker of an empty screen.
const AGAIN: &str = "\u{1b}[H\u{1b}[J";

/// What is shown once, or again and again: as JSON, for people, and how the command ends after it.
pub(super) struct Look {
    pub(super) json: Value,
    pub(super) text: String,
    pub(super) exit: Exit,
}

/// Looks once, or as often as is wanted until Ctrl-C. A look that fails ends the command only if it was the only one: the file
/// may come, and the application may be started again.
pub(super) async fn watch<F: Future<Output = Result<Look, Failure>>>(
    every: Option<Duration>,
    general: &General,
    mut look: impl FnMut() -> F,
) -> Result<Exit, Failure> {
    let Some(every) = every else {
        let Look { json, text, exit } = look().await?;
        let shown = if general.json { output::json(&json) } else { output::show(&text) };
        return shown.map(|()| exit);
    };
    let terminal = stdout().is_terminal();
    loop {
        let looked = look().await;
        if general.json {
            // A line each, for programs that read on.
            let json = looked.map_or_else(|failure| parsify::serde_json::json!({ "error": failure }), |look| look.json);
            output::bytes(format!("{json}\n").as_bytes())?;
        } else {
            let text = looked.map_or_else(|failure| render::failure(&failure), |look| look.text);
            output::show(&if terminal { format!("{AGAIN}{text}") } else { format!("{text}\n") })?;
        }
        tokio::time::sleep(every).await;
    }
}
