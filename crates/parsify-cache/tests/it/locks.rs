use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use crate::home::{Home, key};

const LONG: Duration = Duration::from_secs(60);

#[test]
fn one_at_a_time() {
    let home = Home::new();
    let (one, other) = (home.open(), home.open());
    let held = one.compile_lock(&key(1), Duration::ZERO).unwrap();
    assert!(other.compile_lock(&key(1), Duration::ZERO).is_none());
    assert!(one.compile_lock(&key(1), Duration::from_millis(5)).is_none());
    assert!(other.compile_lock(&key(2), Duration::ZERO).is_some(), "another entry is not concerned");
    drop(held);
    assert!(other.compile_lock(&key(1), Duration::ZERO).is_some());
    assert!(home.files_in("locks").is_empty(), "no file stays");
}

#[test]
fn waiters_get_it_in_turn() {
    let home = Home::in_memory();
    let cache = home.open();
    let count = home.path().join("count");
    fs::write(&count, "0").unwrap();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..20 {
                    let _lock = cache.compile_lock(&key(1), LONG).unwrap();
                    // Two at once would lose a step.
                    let number: u64 = fs::read_to_string(&count).unwrap().parse().unwrap();
                    thread::yield_now();
                    fs::write(&count, (number + 1).to_string()).unwrap();
                }
            });
        }
    });
    assert_eq!(fs::read_to_string(&count).unwrap(), "160");
}

/// Without waiting, so that locks are opened, taken and removed at the same moment as often as can be.
#[test]
fn a_removed_lock_is_no_lock() {
    let home = Home::in_memory();
    let cache = home.open();
    let holders = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..3_000 {
                    if let Some(lock) = cache.compile_lock(&key(1), Duration::ZERO) {
                        assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0, "two hold it at once");
                        thread::yield_now();
                        holders.fetch_sub(1, Ordering::SeqCst);
                        drop(lock);
                    }
                }
            });
        }
    });
}

#[test]
fn cleaning_leaves_held_locks_and_removes_abandoned_ones() {
    let home = Home::new();
    let cache = home.open();
    let held = cache.compile_lock(&key(1), Duration::ZERO).unwrap();
    fs::write(home.cache_path().join("locks/abandoned.lock"), b"").unwrap();
    cache.clean().unwrap();
    assert_eq!(home.files_in("locks").len(), 1);
    assert!(cache.compile_lock(&key(1), Duration::ZERO).is_none());
    drop(held);
    assert!(cache.compile_lock(&key(1), Duration::ZERO).is_some());
}
