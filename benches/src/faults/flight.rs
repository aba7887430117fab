//! R13: many cold loads of one module at once are one fetch and one compilation.
//!
//! Both are counted from outside: opened files by the operating system, compilations by a script that stands before the
//! compile child.

use std::path::Path;

use parsify_interface::CancelToken;

use super::Options;
use crate::figure::Figure;

#[cfg(target_os = "linux")]
pub(super) fn measure(_: &Options, _: &CancelToken) -> Vec<Figure> {
    let folder = std::env::temp_dir().join(format!("parsify-flight-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
    let figures = counted::measure(&folder);
    forget(&folder);
    figures
}

#[cfg(not(target_os = "linux"))]
pub(super) fn measure(_: &Options, _: &CancelToken) -> Vec<Figure> {
    vec![Figure::told("R13", "cold loads of one module", "not measured: nothing counts opened files here")]
}

fn forget(folder: &Path) {
    // What stays behind stays among temporary files.
    let _ = std::fs::remove_dir_all(folder);
}

#[cfg(target_os = "linux")]
mod counted {
    use std::fs;
    use std::mem::MaybeUninit;
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::{Path, PathBuf};

    use parsify::json_operations::JsonProcessor;
    use parsify::{CallOptions, CompileChild, Fallback, ModuleManager, Request, SandboxConfig};
    use rustix::fs::inotify::{self, CreateFlags, Reader, WatchFlags};
    use rustix::io::Errno;
    use tokio::task::JoinSet;

    use crate::figure::Figure;
    use crate::guests;
    use crate::soak::runtime;

    const CALLERS: usize = 200;

    pub(super) fn measure(folder: &Path) -> Vec<Figure> {
        let module = folder.join("module.wasm");
        fs::copy(guests::path("json-processor"), &module).expect("a guest that was built can be copied");
        let (child, compilations) = counting_child(folder);
        let watch = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC).expect("files can be watched");
        inotify::add_watch(&watch, &module, WatchFlags::OPEN).expect("a file can be watched");
        let errors = runtime(4).block_on(load(module, child));
        let fetches = events(&watch);
        let compiled = fs::read_to_string(compilations).unwrap_or_default().len();
        vec![
            Figure::none("R13", format!("errors of {CALLERS} cold calls at once"), errors),
            Figure::judged("R13", "fetches", fetches, "1", fetches == 1),
            Figure::judged("R13", "compilations", compiled, "1", compiled == 1),
        ]
    }

    async fn load(module: PathBuf, child: CompileChild) -> usize {
        let manager = ModuleManager::builder()
            .without_builtin_modules()
            .with_sandbox(SandboxConfig::new().with_compile_child(child))
            .with_concurrency(CALLERS)
            // What is measured here is the loading, again and again.
            .with_breaker(parsify::BreakerPolicy { least_calls: u32::MAX, ..Default::default() })
            .with_module_and_twin(module, None, JsonProcessor)
            .build();
        let manager = manager.await.expect("nothing is loaded yet");
        let mut callers = JoinSet::new();
        for _ in 0..CALLERS {
            let manager = manager.clone();
            callers.spawn(async move {
                let options = CallOptions::new().with_fallback(Fallback::Forbidden);
                manager.execute("json-processor", Request::new("format").with_text("json", "[1]"), options).await
            });
        }
        let mut errors = 0;
        while let Some(ended) = callers.join_next().await {
            errors += usize::from(!ended.is_ok_and(|answer| answer.is_ok()));
        }
        errors
    }

    /// A script that makes a mark and becomes the compile child; and where the marks are.
    fn counting_child(folder: &Path) -> (CompileChild, PathBuf) {
        let (script, marks) = (folder.join("child.sh"), folder.join("compilations"));
        let program = std::env::current_exe().expect("this program has a path");
        let (program, shown) = (program.display(), marks.display());
        let text = format!("#!/bin/sh\nprintf x >> '{shown}'\nexec '{program}' \"$@\"\n");
        fs::write(&script, text).expect("the folder can be written");
        fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).expect("the script is ours");
        (CompileChild::program(script), marks)
    }

    fn events(watch: &impl std::os::fd::AsFd) -> usize {
        let mut buffer = [MaybeUninit::uninit(); 64 << 10];
        let mut reader = Reader::new(watch, &mut buffer);
        let mut count = 0;
        loop {
            match reader.next() {
                Ok(_) => count += 1,
                Err(Errno::INTR) => (),
                Err(_) => return count,
            }
        }
    }
}
