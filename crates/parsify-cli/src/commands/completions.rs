use clap_complete::Shell;
use parsify::Failure;

use crate::args::{self, Shortcuts};
use crate::exit::Exit;
use crate::output;

pub(crate) fn completions(shell: Shell, shortcuts: &Shortcuts) -> Result<Exit, Failure> {
    let mut command = args::command(shortcuts);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "parsify", &mut script);
    output::bytes(&script)?;
    Ok(Exit::Fine)
}
