use std::error::Error;
use std::io;
use std::path::Path;
use std::process::ExitStatus;

use parsify_error::{ErrorKind, Failure, code};

use super::CompileLimits;
use super::watch::End;

/// The limit a compilation hit.
#[derive(Clone, Copy)]
pub(super) enum Phase {
    Wall,
    /// Lack of memory and a fault of the compiler end a process in the same way.
    Crash,
    Artifact(u64),
}

/// A compilation that did not stay within its limits. Of kind `Limit`, so that nothing stands in for the module: a
/// component that exhausts its compiler is to be treated as one that exhausts its sandbox.
pub(super) fn limit(phase: Phase, limits: &CompileLimits) -> Failure {
    let (name, message) = match phase {
        Phase::Wall => ("wall", format!("the component was not compiled within {:?}", limits.wall)),
        Phase::Crash => {
            ("crash", format!("the compiler crashed or ran out of the {} bytes of memory it may use", limits.memory))
        }
        Phase::Artifact(found) => {
            ("artifact", format!("the component makes {found} bytes of machine code, {} are allowed", limits.artifact))
        }
    };
    let failure = Failure::new(ErrorKind::Limit, code::SANDBOX_COMPILE_LIMIT, message)
        .with_detail("phase", name)
        .with_hint("build the component smaller, or give its compilation more with `CompileLimits`");
    match phase {
        Phase::Wall => failure.with_detail("limitMs", u64::try_from(limits.wall.as_millis()).unwrap_or(u64::MAX)),
        Phase::Crash => failure.with_detail("limitBytes", limits.memory),
        Phase::Artifact(found) => failure.with_detail("limitBytes", limits.artifact).with_detail("wantedBytes", found),
    }
}

/// A child that ended before its answer was whole.
pub(super) fn ended(end: &End, limits: &CompileLimits) -> Failure {
    let signal = end.status.and_then(signal);
    if end.timed_out || signal == processor_time() {
        return limit(Phase::Wall, limits);
    }
    let failure = limit(Phase::Crash, limits);
    match signal {
        Some(signal) => failure.with_detail("signal", signal.unsigned_abs()),
        None => failure,
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

/// The signal of a process that used up its processor time.
#[cfg(unix)]
fn processor_time() -> Option<i32> {
    Some(rustix::process::Signal::XCPU.as_raw())
}

#[cfg(not(unix))]
fn processor_time() -> Option<i32> {
    // Never equal to the signal of a process, of which there is none here.
    Some(0)
}

pub(super) fn not_started(program: &Path, error: io::Error) -> Failure {
    // A missing or forbidden program stays so; a lack of processes, memory or files passes.
    let kind = match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied => ErrorKind::Internal,
        _ => ErrorKind::Capacity,
    };
    Failure::new(
        kind,
        code::SANDBOX_COMPILE_CHILD,
        format!("the compile child {} cannot be started", program.display()),
    )
    .with_source(error)
}

pub(super) fn not_a_child(program: &Path) -> Failure {
    Failure::new(
        ErrorKind::Internal,
        code::SANDBOX_COMPILE_CHILD,
        format!("{} does not answer as a compile child", program.display()),
    )
    .with_hint("call `CompileChild::run_if_asked()` at the very start of its `main`")
}

pub(super) fn unfit(reason: &[u8]) -> Failure {
    Failure::new(ErrorKind::Internal, code::SANDBOX_COMPILE_CHILD, "the compile child cannot be set up on this machine")
        .with_source(String::from_utf8_lossy(reason))
}

/// The compiler's refusal, in a child or in this process.
pub(crate) fn refused(reason: impl Into<Box<dyn Error + Send + Sync>>) -> Failure {
    Failure::new(ErrorKind::Compilation, code::SANDBOX_COMPILE, "the component does not compile")
        .with_hint("the file is damaged, or uses WebAssembly proposals that this host keeps off")
        .with_source(reason)
}
