//! Pipes that close and signals.
#![cfg(unix)]

use std::fs::OpenOptions;
use std::io::Read as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::cli::{file, folder, large, line};

#[test]
fn a_reader_that_has_enough() {
    let folder = folder();
    file(folder.path(), "a.json", large(5_000_000));
    let mut command = line("json format a.json").within(folder.path()).command();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), &*ended.stderr), (Some(0), &b""[..]));
}

#[test]
fn a_full_device() {
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else { return };
    let mut command = line("modules list").command();
    let ended = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("standard output cannot be written"));
}

#[test]
fn ctrl_c_ends_it() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = line("json format pipe -o out.json").within(folder.path()).command();
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Opens when the command has opened the other end, so it is at work by then.
    let writer = OpenOptions::new().write(true).open(&pipe).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let ended = child.wait_with_output().unwrap();
    drop(writer);
    assert_eq!(ended.status.code(), Some(130));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("interrupted"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no other file is left");
}
