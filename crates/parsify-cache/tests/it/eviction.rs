use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, SystemTime};

use parsify_cache::{DiskCache, Lookup};

use crate::home::{Home, check_hit, key, put};

const LENGTH: usize = 6_000;
/// One entry: header, payload, metadata and MAC.
const ENTRY: u64 = 4_096 + 6_000 + 17 + 32;

fn open_for(home: &Home, entries: u64) -> DiskCache {
    DiskCache::open(home.config().with_max_bytes(entries * ENTRY)).unwrap()
}

fn year(year: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs((year - 1970) * 31_557_600)
}

fn set_time(path: &Path, time: SystemTime) {
    File::open(path).unwrap().set_modified(time).unwrap();
}

/// Which of the entries are there, without a look-up that would mark them as used.
fn present(home: &Home, numbers: std::ops::Range<u64>) -> Vec<u64> {
    numbers.filter(|number| home.entry_path(&key(*number)).exists()).collect()
}

#[test]
fn the_least_recently_used_go_first() {
    let home = Home::new();
    let cache = open_for(&home, 3);
    for number in 0..3 {
        put(&cache, number, LENGTH);
    }
    assert_eq!(cache.size().unwrap(), 3 * ENTRY);
    check_hit(&cache, 0, LENGTH);
    put(&cache, 3, LENGTH);
    assert_eq!(present(&home, 0..4), [0, 2, 3]);
    check_hit(&cache, 2, LENGTH);
    put(&cache, 4, LENGTH);
    assert_eq!(present(&home, 0..5), [2, 3, 4]);
    assert_eq!(cache.stats().evictions, 2);
    assert!(matches!(cache.get(&key(0)), Lookup::Miss));
}

#[test]
fn the_size_holds_through_many_puts() {
    let home = Home::in_memory();
    let cache = open_for(&home, 10);
    for number in 0..100 {
        put(&cache, number % 37, 500 * (usize::try_from(number).unwrap() % 13));
        assert!(cache.size().unwrap() <= 10 * ENTRY);
    }
}

#[test]
fn an_entry_dated_to_2100_does_not_stay() {
    let home = Home::new();
    let cache = open_for(&home, 3);
    for number in 0..3 {
        put(&cache, number, LENGTH);
    }
    set_time(&home.entry_path(&key(1)), year(2100));
    put(&cache, 3, LENGTH);
    assert_eq!(present(&home, 0..4), [0, 2, 3]);
}

#[test]
fn an_entry_dated_to_2100_that_is_used_stays() {
    let home = Home::new();
    let cache = open_for(&home, 3);
    for number in 0..3 {
        put(&cache, number, LENGTH);
    }
    set_time(&home.entry_path(&key(0)), year(2100));
    check_hit(&cache, 0, LENGTH);
    put(&cache, 3, LENGTH);
    assert_eq!(present(&home, 0..4), [0, 2, 3]);
}

#[test]
fn an_entry_dated_to_1970_goes_first() {
    let home = Home::new();
    let cache = open_for(&home, 3);
    for number in 0..3 {
        put(&cache, number, LENGTH);
    }
    set_time(&home.entry_path(&key(2)), SystemTime::UNIX_EPOCH);
    put(&cache, 3, LENGTH);
    assert_eq!(present(&home, 0..4), [0, 1, 3]);
}

#[test]
fn the_order_holds_when_the_clock_was_set_back() {
    let home = Home::new();
    let cache = open_for(&home, 3);
    put(&cache, 0, LENGTH);
    // As if all so far had happened ten years ahead of what the clock says now.
    let ahead = SystemTime::now() + Duration::from_secs(10 * 31_557_600);
    set_time(&home.entry_path(&key(0)), ahead);
    set_time(&home.cache_path().join("stamp"), ahead);
    put(&cache, 1, LENGTH);
    put(&cache, 2, LENGTH);
    check_hit(&cache, 0, LENGTH);
    put(&cache, 3, LENGTH);
    assert_eq!(present(&home, 0..4), [0, 2, 3]);
    check_hit(&cache, 2, LENGTH);
    put(&cache, 4, LENGTH);
    assert_eq!(present(&home, 0..5), [2, 3, 4]);
}

#[test]
fn what_was_used_while_the_clock_was_ahead_counts_as_used_later() {
    let home = Home::new();
    let cache = open_for(&home, 3);
    let ahead = SystemTime::now() + Duration::from_secs(10 * 31_557_600);
    put(&cache, 0, LENGTH);
    set_time(&home.cache_path().join("stamp"), ahead);
    put(&cache, 1, LENGTH);
    put(&cache, 2, LENGTH);
    assert!(home.entry_path(&key(2)).metadata().unwrap().modified().unwrap() > ahead);
    put(&cache, 3, LENGTH);
    assert_eq!(present(&home, 0..4), [1, 2, 3]);
}

#[test]
fn the_order_holds_when_the_clock_jumped_ahead() {
    let home = Home::new();
    let cache = open_for(&home, 3);
    for number in 0..3 {
        put(&cache, number, LENGTH);
        // As if all so far had happened ten years ago.
        set_time(&home.entry_path(&key(number)), year(2016) + Duration::from_secs(number));
    }
    set_time(&home.cache_path().join("stamp"), year(2016) + Duration::from_secs(2));
    check_hit(&cache, 0, LENGTH);
    put(&cache, 3, LENGTH);
    assert_eq!(present(&home, 0..4), [0, 2, 3]);
}

#[test]
fn a_lost_or_replaced_stamp_is_made_anew() {
    let home = Home::new();
    let cache = open_for(&home, 3);
    let stamp = home.cache_path().join("stamp");
    let replacements: [fn(&Path); 4] = [
        |_| (),
        |path| fs::create_dir(path).unwrap(),
        |path| symlink("/nowhere", path).unwrap(),
        |path| rustix::fs::mkfifoat(rustix::fs::CWD, path, rustix::fs::Mode::RUSR).unwrap(),
    ];
    for replace in replacements {
        for number in 0..3 {
            put(&cache, number, LENGTH);
        }
        fs::remove_file(&stamp).unwrap();
        replace(&stamp);
        check_hit(&cache, 0, LENGTH);
        put(&cache, 3, LENGTH);
        assert_eq!(present(&home, 0..4), [0, 2, 3]);
        assert!(stamp.symlink_metadata().unwrap().is_file());
        cache.clean().unwrap();
    }
}

#[test]
fn what_is_no_entry_is_evicted_in_its_turn() {
    let home = Home::new();
    let cache = open_for(&home, 3);
    put(&cache, 0, LENGTH);
    let foreign = home.cache_path().join("entries/of-a-later-version.artifact9");
    fs::write(&foreign, vec![0; LENGTH]).unwrap();
    set_time(&foreign, year(2020));
    assert_eq!(cache.size().unwrap(), ENTRY + 6_000);
    put(&cache, 1, LENGTH);
    assert!(foreign.exists());
    put(&cache, 2, LENGTH);
    assert!(!foreign.exists());
    assert_eq!(present(&home, 0..3), [0, 1, 2]);
}
