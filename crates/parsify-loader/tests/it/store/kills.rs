//! `kill -9` at random moments of a process that installs and removes.

use std::fs;
use std::thread;
use std::time::Duration;

use parsify_interface::Digest;
use parsify_loader::Store;
use sha2::{Digest as _, Sha256};

use super::home::{Home, Random, install, lock_of, rounds};
use super::roles::{MODULES, command, wait_until_ready};

/// Nobody waits for somebody who was killed. But a process that another test starts just now holds what is open here, locks
/// included, until it runs its own program.
fn impatient(home: &Home) -> Store {
    home.store().with_wait(Duration::from_secs(10))
}

fn check_after_kill(home: &Home, round: u64) {
    let store = impatient(home);
    let state = store.state().unwrap();
    assert_eq!(store.lock_text().unwrap().unwrap_or_default(), lock_of(&state), "round {round}");
    for name in home.names("artifacts") {
        let bytes = fs::read(home.inside("artifacts").join(&name)).unwrap();
        let digest = Digest::new(Sha256::digest(bytes).into());
        assert_eq!(format!("sha256:{}", name.trim_end_matches(".wasm")), digest.to_string(), "round {round}");
    }
    for receipt in state.receipts() {
        store.artifact(receipt).unwrap();
    }
    drop(store.begin().unwrap());
    assert!(home.names("tmp").is_empty(), "round {round}");
    assert_eq!(store.state().unwrap(), state);
    assert_eq!(store.verify(|_| {}).unwrap(), [], "round {round}");
    assert_eq!(home.names("receipts").len(), state.len(), "round {round}");
    assert_eq!(fs::read_to_string(home.path().join("parsify.lock")).unwrap_or_default(), lock_of(&state));
    let others: Vec<_> = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(others.len() <= 2, "round {round}: {others:?}");
}

fn kill_often(home: &Home, count: u64, longest: u64) {
    let mut random = Random(count);
    let mut generation = 0;
    for round in 0..count {
        let mut child = command("change", home.path(), round).spawn().unwrap();
        wait_until_ready(&mut child);
        thread::sleep(Duration::from_micros(random.next() % longest));
        child.kill().unwrap();
        child.wait().unwrap();
        check_after_kill(home, round);
        let now = home.store().state().unwrap().generation();
        assert!(now >= generation);
        generation = now;
    }
    assert!(generation > count, "the processes changed next to nothing");
    install(&home.store(), MODULES + 1);
}

#[test]
fn a_killed_process_leaves_a_state_that_the_next_one_accepts() {
    kill_often(&Home::new(), rounds(30, 250), 200_000);
}

/// Without a disk to wait for, the process is killed at other places.
#[test]
fn nor_does_it_matter_where_it_is_killed() {
    kill_often(&Home::in_memory(), rounds(30, 250), 20_000);
}

#[test]
fn a_killed_holder_of_the_lock_blocks_nobody() {
    let home = Home::with(&[1]);
    let mut child = command("hold", home.path(), 0).spawn().unwrap();
    wait_until_ready(&mut child);
    let error = home.store().with_wait(Duration::from_millis(30)).begin().unwrap_err();
    assert!(error.to_string().contains(&format!("the process {}", child.id())), "{error}");
    child.kill().unwrap();
    child.wait().unwrap();
    drop(impatient(&home).begin().unwrap());
}
