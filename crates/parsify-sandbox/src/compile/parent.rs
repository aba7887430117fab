use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parsify_error::Failure;

use super::artifact::Artifact;
use super::failure::{self, Phase};
use super::gate::Gate;
use super::invitation::Invitation;
use super::protocol::{self, MAGIC, MAX_REFUSAL, Tag};
use super::watch::Watch;
use super::{CompileLimits, serve};
use crate::bulk::Unfit;

/// Set once this program has shown that it can be its own compile child.
static ARMED: AtomicBool = AtomicBool::new(false);

/// Children at a time, unless said otherwise.
const CHILDREN: usize = 2;

/// Compiles components in child processes. Clones share the number of children.
///
/// A program becomes its own compile child with one line:
///
/// ```
/// use parsify_sandbox::CompileChild;
///
/// // The first line of `main`.
/// CompileChild::run_if_asked();
/// assert!(CompileChild::this_program().is_some());
/// ```
#[derive(Clone, Debug)]
pub struct CompileChild {
    program: PathBuf,
    gate: Arc<Gate>,
}

impl CompileChild {
    /// To be called first thing in `main`. In a compile child it does the work and never returns. Otherwise it takes
    /// note that this program can be run as one, and returns at once.
    pub fn run_if_asked() {
        if let Some(invitation) = Invitation::of_this_process() {
            serve::serve(&invitation);
        }
        ARMED.store(true, Ordering::Relaxed);
    }

    /// This program as its own compile child, if its `main` called [`run_if_asked`](Self::run_if_asked).
    #[must_use]
    pub fn this_program() -> Option<Self> {
        ARMED.load(Ordering::Relaxed).then(own_program).flatten().map(Self::program)
    }

    /// Another program whose `main` calls [`run_if_asked`](Self::run_if_asked), such as `parsify-compile-child` of this
    /// crate. It must be built from the same sources as this one, and is trusted as this one is: its machine code runs
    /// here.
    #[must_use]
    pub fn program(path: impl Into<PathBuf>) -> Self {
        Self { program: path.into(), gate: Arc::new(Gate::new(CHILDREN)) }
    }

    /// How many children run at a time; further compilations wait. At least one. Default: 2.
    #[must_use]
    pub fn with_children(mut self, children: usize) -> Self {
        self.gate = Arc::new(Gate::new(children.max(1)));
        self
    }

    /// Compiles a component in a child of its own. Blocks the thread, first for a place among the children, then for at
    /// most the wall time of the limits.
    ///
    /// The child is killed when the time is over and when this process ends, however it ends (the latter on Linux). It
    /// sees nothing of this process but a few variables that programs need to start.
    ///
    /// # Errors
    ///
    /// - Kind `Compilation`, code `sandbox.compile`: the component is not valid.
    /// - Kind `Limit`, code `sandbox.scan`: it has bulk memory operations on too many pairs of memories.
    /// - Kind `Limit`, code `sandbox.compile-limit`: it cannot be compiled within the limits. The detail `phase` is `wall`,
    ///   `artifact` or `crash`.
    /// - Code `sandbox.compile-child`: of kind `Capacity` when no process can be had at the moment, else `Internal`.
    pub fn precompile(&self, component: &[u8], limits: &CompileLimits) -> Result<Artifact, Failure> {
        let _place = self.gate.enter();
        let mut command = Invitation::command(&self.program, limits);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| failure::not_started(&self.program, error))?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let watch = Watch::start(child, limits.wall).map_err(|error| failure::not_started(&self.program, error))?;
        let said = match pipes {
            Some((to, from)) => talk(component, limits, to, from),
            None => Said::Nothing,
        };
        let end = watch.end();
        match said {
            Said::Artifact(artifact) => Ok(artifact),
            Said::Failure(failure) => Err(failure),
            // Before its first word it is no compile child, unless it had no time for that word.
            Said::Nothing if !end.timed_out => Err(failure::not_a_child(&self.program)),
            Said::Nothing | Said::Half => Err(failure::ended(&end, limits)),
        }
    }
}

/// What came out of a child.
enum Said {
    Artifact(Artifact),
    Failure(Failure),
    /// It fell silent on the way.
    Half,
    /// Not even its first word.
    Nothing,
}

fn talk(component: &[u8], limits: &CompileLimits, to: ChildStdin, mut from: ChildStdout) -> Said {
    let mut magic = [0; MAGIC.len()];
    if from.read_exact(&mut magic).is_err() || magic != MAGIC {
        return Said::Nothing;
    }
    converse(component, limits, to, from).unwrap_or(Said::Half)
}

fn converse(component: &[u8], limits: &CompileLimits, mut to: ChildStdin, mut from: ChildStdout) -> io::Result<Said> {
    let compatibility = match protocol::read_header(&mut from)? {
        (Tag::Ready, 8) => protocol::read_length(&mut from)?,
        (Tag::Unfit, length) => return Ok(Said::Failure(failure::unfit(&short(&mut from, length)?))),
        _ => return Err(io::ErrorKind::InvalidData.into()),
    };
    protocol::write_bytes(&mut to, component)?;
    drop(to);
    Ok(match protocol::read_header(&mut from)? {
        (Tag::Artifact, length) if length > limits.artifact => {
            Said::Failure(failure::limit(Phase::Artifact(length), limits))
        }
        (Tag::Artifact, length) => {
            Said::Artifact(Artifact::new(protocol::read_payload(&mut from, length)?, compatibility))
        }
        (Tag::Refusal, length) => Said::Failure(failure::refused(String::from_utf8_lossy(&short(&mut from, length)?))),
        (Tag::Excess, 0) => Said::Failure(Unfit::Excess.into()),
        _ => return Err(io::ErrorKind::InvalidData.into()),
    })
}

/// Reads a text; a child that announces a long one is out of its mind.
fn short(from: &mut ChildStdout, length: u64) -> io::Result<Vec<u8>> {
    if length > MAX_REFUSAL {
        return Err(io::ErrorKind::InvalidData.into());
    }
    protocol::read_payload(from, length)
}

/// The file this process was started from; on Linux even when it has been replaced or removed since.
fn own_program() -> Option<PathBuf> {
    let link = Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && link.exists() { Some(link.into()) } else { std::env::current_exe().ok() }
}
