//! R23: more modules than a process may have open files, each with data segments, which are an open file each.

use std::process::Command;

use parsify_interface::CancelToken;

use super::Options;
use crate::figure::Figure;

/// The first word of the process that runs with fewer files.
const ARGUMENT: &str = "--few-files";

/// Called first in `main`: in a process that `measure` started, it does the work and never returns.
pub fn run_if_asked() {
    #[cfg(unix)]
    if let [first, modules, files] = &std::env::args().skip(1).collect::<Vec<_>>()[..]
        && first == ARGUMENT
        && let (Ok(modules), Ok(files)) = (modules.parse(), files.parse())
    {
        child::run(modules, files);
    }
}

#[cfg(unix)]
pub(super) fn measure(options: &Options, _: &CancelToken) -> Vec<Figure> {
    let (modules, files) = if options.quick { (400, 256) } else { (2000, 1024) };
    let counted = || {
        let words = [ARGUMENT.to_owned(), modules.to_string(), files.to_string()];
        let output = Command::new(std::env::current_exe().ok()?).args(words).output().ok()?;
        serde_json::from_slice::<child::Counts>(&output.stdout).ok()
    };
    let Some(counts) = counted() else {
        return vec![Figure::judged("R23", "the process with few files", "ended early", "a report", false)];
    };
    let most = files * 4 / 5;
    let first = counts.first.map(|text| format!(" ({text})")).unwrap_or_default();
    vec![
        Figure::judged(
            "R23",
            format!("errors of {modules} loads and {} calls, {files} files allowed", counts.calls),
            format!("{}{first}", counts.errors),
            "0",
            counts.errors == 0,
        ),
        Figure::none("R23", "wrong answers", counts.wrong),
        Figure::judged("R23", "most open files", counts.most, format!("at most {most}"), counts.most <= most),
    ]
}

#[cfg(not(unix))]
pub(super) fn measure(_: &Options, _: &CancelToken) -> Vec<Figure> {
    let _ = (ARGUMENT, Command::new);
    vec![Figure::told("R23", "more modules than open files", "not measured: this system has no such limit")]
}

#[cfg(unix)]
mod child {
    #![expect(clippy::print_stdout, reason = "what it prints is for the process that started it")]

    use parsify_interface::{CallOptions, Digest, Failure, Module as _, Request};
    use parsify_loader::{Loader, Source};
    use parsify_sandbox::{Sandbox, SandboxConfig};
    use parsify_testkit::GuestText;
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use serde::{Deserialize, Serialize};

    use crate::process::Held;
    use crate::soak::own_runtime;

    #[derive(Debug, Default, Serialize, Deserialize)]
    pub(super) struct Counts {
        pub(super) calls: usize,
        pub(super) errors: usize,
        pub(super) wrong: usize,
        /// The most files that were open at once.
        pub(super) most: usize,
        /// The first error.
        pub(super) first: Option<String>,
    }

    pub(super) fn run(modules: u32, files: u64) -> ! {
        let limit = Rlimit { current: Some(files), maximum: getrlimit(Resource::Nofile).maximum };
        let set = setrlimit(Resource::Nofile, limit);
        let counts = set.map(|()| own_runtime().block_on(count(modules))).unwrap_or_default();
        println!("{}", serde_json::to_string(&counts).unwrap_or_default());
        std::process::exit(0);
    }

    async fn count(modules: u32) -> Counts {
        // In this process: two thousand children would measure the starting of processes.
        let sandbox = Sandbox::new(SandboxConfig::new().without_compile_child()).expect("the engine works here");
        let mut counts = Counts::default();
        let guests: Vec<_> = (0..modules).map(guest).collect();
        // Once in order; then back again, when the first ones have left the memory.
        for number in (0..modules).chain((0..modules).rev()) {
            let (bytes, digest) = &guests[number as usize];
            counts.calls += 1;
            match call(&sandbox, bytes, *digest).await {
                Ok(answer) => counts.wrong += usize::from(answer != number),
                Err(failure) => {
                    counts.errors += 1;
                    counts.first.get_or_insert_with(|| format!("{failure} {:?}", failure.causes()));
                }
            }
            counts.most = counts.most.max(Held::now().files);
        }
        counts
    }

    fn guest(number: u32) -> (Vec<u8>, Digest) {
        let component = GuestText::new(format!("guest-{number}")).answering(number.to_string()).build();
        let artifact = Loader::new().load(&Source::bytes("guest", component)).expect("it is a component");
        (artifact.bytes().to_vec(), *artifact.digest())
    }

    async fn call(sandbox: &Sandbox, bytes: &[u8], digest: Digest) -> Result<u32, Failure> {
        let module = sandbox.load(bytes.to_vec(), digest).await?;
        let execution = module.execute(&Request::new("run"), &CallOptions::new()).await?;
        Ok(execution.response.data.as_u64().and_then(|answer| answer.try_into().ok()).unwrap_or(u32::MAX))
    }
}
