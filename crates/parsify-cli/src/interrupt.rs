use std::ffi::OsString;
use std::time::Duration;

use parsify::error::code;
use parsify::{ErrorKind, Failure};

use crate::exit::Exit;
use crate::{app, args};

/// How long an interrupted run may take to come to a halt: a file that is being replaced gets done, a pipe that nobody
/// reads is left.
const GRACE: Duration = Duration::from_millis(500);

/// Runs the command until it is done or Ctrl-C comes. The run has a task of its own, so that Ctrl-C is heard while a
/// pipe blocks it.
pub(crate) async fn guard(words: Vec<OsString>) -> Exit {
    let json = args::wants_json(&words);
    let mut run = tokio::spawn(app::run(words));
    tokio::select! {
        ended = &mut run => ended.unwrap_or_else(|error| app::show_failure(&broken(error), json)),
        Ok(()) = tokio::signal::ctrl_c() => {
            run.abort();
            match tokio::time::timeout(GRACE, run).await {
                // It was done all the same.
                Ok(Ok(exit)) => exit,
                Ok(Err(_)) => app::show_failure(&cancelled(), json),
                Err(_) => Exit::Interrupted,
            }
        }
    }
}

fn cancelled() -> Failure {
    Failure::new(
        ErrorKind::Cancelled,
        code::SANDBOX_CANCELLED,
        "interrupted: the command was cancelled; nothing is left half done",
    )
}

fn broken(error: tokio::task::JoinError) -> Failure {
    Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the command itself broke down").with_source(error)
}
