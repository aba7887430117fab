use std::fs;
use std::time::SystemTime;

use parsify_cache::{BadReason, EntryKey};

use crate::home::{ENGINE, Home, check_hit, key, metadata, put};

#[test]
fn a_list_says_what_is_there_most_recently_used_first() {
    let home = Home::new();
    let cache = home.open();
    assert!(cache.list().unwrap().is_empty());
    for number in 0..3 {
        put(&cache, number, 1_000);
    }
    check_hit(&cache, 1, 1_000);
    let list = cache.list().unwrap();
    let digests: Vec<_> = list.iter().map(|report| &report.digest[..2]).collect();
    assert_eq!(digests, ["01", "02", "00"]);
    let first = &list[0];
    assert_eq!(first.digest.len(), 64);
    assert_eq!(first.bytes, home.entry_path(&key(1)).metadata().unwrap().len());
    assert!(first.last_use <= SystemTime::now());
    let content = first.content.as_ref().unwrap();
    assert_eq!((content.engine.as_str(), content.payload_bytes), (ENGINE, 1_000));
    assert_eq!(content.metadata, metadata(1));
    assert_eq!(cache.size().unwrap(), list.iter().map(|report| report.bytes).sum::<u64>());
}

#[test]
fn a_check_finds_bad_entries_and_sets_them_aside() {
    let home = Home::new();
    let cache = home.open();
    for number in 0..4 {
        put(&cache, number, 1_000);
    }
    let path = home.entry_path(&key(0));
    let mut bytes = fs::read(&path).unwrap();
    bytes[4_500] ^= 4;
    fs::write(&path, bytes).unwrap();
    fs::copy(home.entry_path(&key(3)), home.entry_path(&key(1))).unwrap();

    let reasons = |reports: Vec<parsify_cache::EntryReport>| {
        let mut bad: Vec<_> = reports.into_iter().filter_map(|report| report.content.err()).collect();
        bad.sort();
        bad
    };
    assert_eq!(reasons(cache.list().unwrap()), [BadReason::Mac, BadReason::OtherKey]);
    assert!(path.exists(), "a list changes nothing");
    assert_eq!(reasons(cache.verify().unwrap()), [BadReason::Mac, BadReason::OtherKey]);
    assert_eq!(cache.stats().bad_total(), 2);
    assert_eq!(home.files_in("quarantine").len(), 2);
    assert_eq!(cache.verify().unwrap().len(), 2);
    check_hit(&cache, 2, 1_000);
}

#[test]
fn cleaning_removes_all_but_the_key() {
    let home = Home::new();
    let cache = home.open();
    for number in 0..3 {
        put(&cache, number, 1_000);
    }
    let other = EntryKey::new([9; 32], "another engine").unwrap();
    cache.put(&other, b"", b"code").unwrap();
    let path = home.entry_path(&key(0));
    fs::remove_file(&path).unwrap();
    fs::create_dir_all(path.join("a/b")).unwrap();
    fs::write(path.join("a/b/c"), [0; 10]).unwrap();
    let secret = fs::read(home.cache_path().join("key")).unwrap();

    let size = cache.size().unwrap();
    let cleaned = cache.clean().unwrap();
    assert_eq!((cleaned.files, cleaned.bytes), (4, size + 10));
    assert_eq!(cache.size().unwrap(), 0);
    assert!(cache.list().unwrap().is_empty());
    assert_eq!(fs::read(home.cache_path().join("key")).unwrap(), secret);
    assert_eq!(cache.clean().unwrap().files, 0);
    put(&cache, 1, 1_000);
    check_hit(&cache, 1, 1_000);
}

#[test]
fn a_folder_removed_under_an_open_cache_is_made_anew() {
    let home = Home::new();
    let cache = home.open();
    put(&cache, 1, 1_000);
    for folder in ["entries", "tmp"] {
        fs::remove_dir_all(home.cache_path().join(folder)).unwrap();
    }
    put(&cache, 1, 1_000);
    check_hit(&cache, 1, 1_000);
}
