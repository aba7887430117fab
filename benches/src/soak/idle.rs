//! The memory of a host that has called the JSON processor once: with the bare engine, and with the manager.

use std::process::Command;

use parsify_interface::CancelToken;

use super::Options;
use crate::figure::Figure;

/// KiB.
const WANTED: u64 = 12 << 10;

pub(super) fn measure(_: &Options, _: &CancelToken) -> Vec<Figure> {
    let (floor, manager, cached) = (kib("floor"), kib("manager"), kib("cached"));
    let shown = |kib: Option<(u64, u64)>| {
        let text = |(kib, files)| format!("{kib} KiB, {files} KiB of it pages of the program's file");
        kib.map_or_else(|| "not measured".to_owned(), text)
    };
    let held = cached.is_some_and(|(kib, _)| kib <= WANTED);
    vec![
        Figure::told("idle", "resident after one call of json-processor, bare wasmtime that compiles", shown(floor)),
        Figure::told("idle", "the same with the manager, compiled in a child", shown(manager)),
        Figure::judged(
            "idle",
            "the same with the manager, machine code from disk",
            shown(cached),
            format!("at most {WANTED} KiB"),
            held,
        ),
    ]
}

/// All that is resident, and what of it are pages of files. A process of its own for each, for memory that one has touched
/// stays with it.
fn kib(host: &str) -> Option<(u64, u64)> {
    let idle = std::env::current_exe().ok()?.with_file_name(format!("idle{}", std::env::consts::EXE_SUFFIX));
    let output = Command::new(idle).args([host, "--number"]).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (all, files) = text.trim().split_once(' ')?;
    Some((all.parse().ok()?, files.parse().ok()?))
}
