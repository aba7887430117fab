use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::home::{Home, put};

/// The id of a process that has just ended.
fn ended_process() -> u32 {
    let mut child = Command::new("true").spawn().unwrap();
    child.wait().unwrap();
    child.id()
}

fn leave(home: &Home, process: u32) -> PathBuf {
    let path = home.cache_path().join(format!("tmp/{process}-00112233aabbccdd.tmp"));
    fs::write(&path, b"half an entry").unwrap();
    path
}

fn prepared() -> Home {
    let home = Home::new();
    put(&home.open(), 1, 10);
    home
}

#[test]
fn what_an_ended_process_left_is_swept_at_once() {
    let home = prepared();
    let path = leave(&home, ended_process());
    let cache = home.open();
    assert!(!path.exists());
    assert_eq!(cache.stats().swept, 1);

    let path = leave(&home, ended_process());
    put(&cache, 2, 10);
    assert!(!path.exists());
    assert_eq!(cache.stats().swept, 2);
}

#[test]
fn what_a_living_process_writes_is_left_alone_for_an_hour() {
    let home = prepared();
    let path = leave(&home, std::process::id());
    home.open();
    assert!(path.exists());
    // The process id was used again: no lock, and too old or from the future to be a write under way.
    for time in [SystemTime::now() - Duration::from_secs(3_700), SystemTime::now() + Duration::from_secs(9_000_000)] {
        let path = leave(&home, std::process::id());
        File::open(&path).unwrap().set_modified(time).unwrap();
        home.open();
        assert!(!path.exists());
    }
}

#[test]
fn a_locked_file_is_never_swept() {
    let home = prepared();
    // As seen from another container: no process of that id, but the lock is held.
    let path = leave(&home, ended_process());
    let writer = File::open(&path).unwrap();
    writer.try_lock().unwrap();
    writer.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    let cache = home.open();
    cache.clean().unwrap();
    assert!(path.exists());
    drop(writer);
    home.open();
    assert!(!path.exists());
}

#[test]
fn other_names_are_not_swept_but_cleaned() {
    let home = prepared();
    let path = home.cache_path().join("tmp/notes.txt");
    fs::write(&path, b"not of a writer").unwrap();
    let cache = home.open();
    assert!(path.exists());
    cache.clean().unwrap();
    assert!(!path.exists());
}

#[test]
fn half_a_key_of_a_killed_process_is_swept() {
    let home = prepared();
    let path = home.cache_path().join(format!("key.{}-00112233aabbccdd.tmp", ended_process()));
    fs::write(&path, b"half").unwrap();
    home.open();
    assert!(!path.exists());
}
