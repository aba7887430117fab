use std::env;
use std::path::Path;
use std::process::{self, Command};

use super::CompileLimits;

/// The first argument of a compile child.
const ARGUMENT: &str = "--parsify-compile-child";
/// Holds the process id of the parent, so that a child of a dead parent knows itself an orphan.
const VARIABLE: &str = "PARSIFY_COMPILE_PARENT";

/// Needed to start some programs at all; everything else of the environment stays behind.
const KEPT: [&str; 3] = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot"];

/// What a compile child is told beside the component. Argument and variable must both be there: one alone can be an
/// accident.
pub(super) struct Invitation {
    pub(super) parent: u32,
    pub(super) memory: u64,
    pub(super) processor_seconds: u64,
}

impl Invitation {
    /// The invitation of this process, if it is a compile child.
    pub(super) fn of_this_process() -> Option<Self> {
        let mut arguments = env::args_os().skip(1);
        if arguments.next()? != ARGUMENT {
            return None;
        }
        let parent = env::var(VARIABLE).ok()?.parse().ok()?;
        let mut number = || arguments.next()?.to_str()?.parse().ok();
        Some(Self { parent, memory: number()?, processor_seconds: number()? })
    }

    /// The command that starts `program` as a compile child of this process.
    pub(super) fn command(program: &Path, limits: &CompileLimits) -> Command {
        let mut command = Command::new(program);
        command.env_clear();
        command.envs(KEPT.iter().filter_map(|name| Some((name, env::var_os(name)?))));
        command
            .arg(ARGUMENT)
            .arg(limits.memory.to_string())
            .arg(limits.processor_seconds().to_string())
            .env(VARIABLE, process::id().to_string())
            .env("RAYON_NUM_THREADS", limits.threads.max(1).to_string())
            // Each arena of the C library's allocator reserves 64 MiB of address space, used or not.
            .env("MALLOC_ARENA_MAX", "1");
        command
    }
}
