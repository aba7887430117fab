//! Disks that are full for real. Where each single call meets a full disk, the tests inside the crate look.

#![cfg(unix)]

use std::process::Command;

use super::home::{Home, install};
use super::roles::{command_after, output};

/// A limit on the size of files: a write ends in the middle of the artifact, or of the state, which grows.
#[test]
fn a_write_that_ends_in_the_middle_changes_nothing() {
    for (blocks, length) in [(8, 20_000), (40, 0)] {
        let home = Home::new();
        let setup = format!("trap '' XFSZ && ulimit -f {blocks}");
        let said = output(command_after(&["sh"], &setup, "fill", home.path(), length));
        assert!(said.contains("full after"), "{said}");
        install(&home.store(), 20_000);
    }
}

/// A file system of two megabytes, where this user may make one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_file_system_changes_nothing() {
    let may = Command::new("unshare").args(["-Urm", "true"]).status().is_ok_and(|status| status.success());
    if !may {
        return;
    }
    for length in [0, 300_000] {
        let home = Home::new();
        let setup = "mount -t tmpfs -o size=2m,mode=755 tmpfs \"$FOLDER\"";
        let said = output(command_after(&["unshare", "-Urm", "sh"], setup, "fill", home.path(), length));
        assert!(said.contains("full after"), "{said}");
    }
}
