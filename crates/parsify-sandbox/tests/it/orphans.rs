//! What becomes of compile children when they or their parents are killed. The parent is this test program once more,
//! running the ignored test at the end.

use std::fs;
use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use parsify_sandbox::{CompileChild, CompileLimits};
use rustix::process::{Pid, Signal, kill_process};

use crate::bombs;

const PATIENCE: Duration = Duration::from_secs(60);

fn parent() -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "orphans::compile_a_bomb", "--ignored", "--nocapture"])
        .env("CANARY", "a secret of the parent")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn kill(pid: u32) {
    kill_process(Pid::from_raw(i32::try_from(pid).unwrap()).unwrap(), Signal::KILL).unwrap();
}

/// The parent of a process that has not ended.
fn alive(pid: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The command in brackets may hold anything; what follows the last bracket is state and parent.
    let mut rest = stat.rsplit_once(')')?.1.split_whitespace();
    if rest.next()? == "Z" { None } else { rest.next()?.parse().ok() }
}

fn children(of: u32) -> Vec<u32> {
    let pids = fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    pids.filter(|&pid| alive(pid) == Some(of)).collect()
}

#[track_caller]
fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "{what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// The compile child of a parent, at a time when it is confined and at work.
fn working_child(of: u32) -> u32 {
    eventually("a confined child", || {
        let child = *children(of).first()?;
        let limits = fs::read_to_string(format!("/proc/{child}/limits")).ok()?;
        limits.lines().any(|line| line.starts_with("Max address space") && line.contains("536870912")).then_some(child)
    })
}

#[test]
fn a_child_is_confined_and_knows_nothing_of_its_parent() {
    let mut parent = parent();
    let child = working_child(parent.id());
    let limits = fs::read_to_string(format!("/proc/{child}/limits")).unwrap();
    for (name, value) in [("Max core file size", " 0 "), ("Max file size", " 0 "), ("Max open files", " 16 ")] {
        assert!(limits.lines().any(|line| line.starts_with(name) && line.contains(value)), "{limits}");
    }
    let environment = fs::read(format!("/proc/{child}/environ")).unwrap();
    let environment = String::from_utf8_lossy(&environment);
    assert!(environment.contains("PARSIFY_COMPILE_PARENT="), "{environment}");
    assert!(!environment.contains("CANARY") && !environment.contains("HOME="), "{environment}");
    parent.kill().unwrap();
    parent.wait().unwrap();
}

#[test]
fn no_child_outlives_a_parent_that_was_killed() {
    let mut parent = parent();
    let child = working_child(parent.id());
    parent.kill().unwrap();
    parent.wait().unwrap();
    eventually("the child is gone", || alive(child).is_none().then_some(()));
}

#[test]
fn a_child_that_is_killed_gives_a_typed_failure_and_no_zombie() {
    let mut parent = parent();
    kill(working_child(parent.id()));
    let mut said = String::new();
    parent.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(parent.wait().unwrap().success(), "{said}");
    assert!(said.contains("sandbox.compile-limit crash 9, 0 children"), "{said}");
}

#[test]
#[ignore = "the parent that the other tests start"]
#[expect(clippy::print_stdout, reason = "what the tests read")]
fn compile_a_bomb() {
    let child = CompileChild::program(env!("CARGO_BIN_EXE_parsify-compile-child"));
    let limits = CompileLimits::new().with_wall(PATIENCE * 2);
    let failure = child.precompile(&bombs::loops(6_000), &limits).unwrap_err();
    let details = failure.details();
    let own = std::process::id();
    let left = fs::read_dir("/proc").unwrap().filter_map(|entry| {
        let stat = fs::read_to_string(entry.ok()?.path().join("stat")).ok()?;
        let parent: u32 = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
        (parent == own).then_some(())
    });
    println!(
        "{} {} {}, {} children",
        failure.code(),
        details["phase"].as_str().unwrap(),
        details["signal"].as_u64().unwrap(),
        left.count()
    );
}
