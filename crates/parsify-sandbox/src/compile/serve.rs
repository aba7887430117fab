use std::io::{self, Read, Write};
use std::process;

use wasmtime::Engine;

use super::artifact::{compatibility, precompile};
use super::confine::confine;
use super::invitation::Invitation;
use super::protocol::{self, MAGIC, MAX_REFUSAL, Tag};
use crate::bulk::Unfit;
use crate::engine;

/// Compiles one component and ends the process. The parent reads the answer, not the exit code: what is not a whole
/// answer is a crash to it.
pub(super) fn serve(invitation: &Invitation) -> ! {
    let answered = answer(invitation, &mut io::stdin().lock(), &mut io::stdout().lock());
    process::exit(i32::from(answered.is_err()));
}

fn answer(invitation: &Invitation, from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
    to.write_all(&MAGIC)?;
    to.flush()?;
    let (engine, compatibility) = match ready(invitation) {
        Ok(ready) => ready,
        Err(error) => return protocol::write(to, Tag::Unfit, &text(&error)),
    };
    protocol::write(to, Tag::Ready, &compatibility.to_le_bytes())?;
    let length = protocol::read_length(from)?;
    let component = protocol::read_payload(from, length)?;
    match precompile(&engine, &component) {
        Ok(artifact) => protocol::write(to, Tag::Artifact, &artifact),
        Err(error) if matches!(error.downcast_ref(), Some(Unfit::Excess)) => protocol::write(to, Tag::Excess, &[]),
        Err(error) => protocol::write(to, Tag::Refusal, &text(&error)),
    }
}

/// An engine that compiles, and what the engines that run its code are known by.
fn ready(invitation: &Invitation) -> wasmtime::Result<(Engine, u64)> {
    confine(invitation)?;
    let compatibility = compatibility(&Engine::new(&engine::running())?);
    Ok((Engine::new(&engine::compiling())?, compatibility))
}

/// The chain of causes, no longer than the parent takes.
fn text(error: &wasmtime::Error) -> Vec<u8> {
    let mut text = format!("{error:#}").into_bytes();
    text.truncate(MAX_REFUSAL as usize);
    text
}
