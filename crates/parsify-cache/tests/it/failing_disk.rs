//! Each call to the file system fails once, in each way.

use std::fs;
use std::thread;
use std::time::Duration;

use parsify_cache::faults::{Fault, FaultPlan};
use parsify_cache::{Action, CacheError, DiskCache, EntryKey, Lookup};
use parsify_error::{Failure, code};

use crate::home::{Home, check_hit, key, metadata, payload, put};

const LENGTH: usize = 3_000;

/// What a caller does with a cache. Gives the number of right payloads it saw.
fn scenario(home: &Home, plan: &FaultPlan) -> u64 {
    // There is place for three.
    let Ok(cache) = plan.open(home.config().with_max_bytes(22_000)) else { return 0 };
    let mut seen = 0;
    for number in 0..2 {
        let _ = cache.put(&key(number), &metadata(number), &payload(number, LENGTH));
        seen += look(&cache, number);
    }
    damage(home, &key(1));
    seen += look(&cache, 1);
    damage(home, &key(0));
    let _ = cache.verify();
    for number in [0, 1, 2, 3, 4, 5] {
        let _lock = cache.compile_lock(&key(number), Duration::ZERO);
        let _ = cache.put(&key(number), &metadata(number), &payload(number, LENGTH));
        seen += look(&cache, number);
    }
    replace_by_folder(home, &key(5));
    seen += look(&cache, 5);
    let _ = cache.list();
    let _ = cache.size();
    let _ = cache.clean();
    seen
}

fn look(cache: &DiskCache, number: u64) -> u64 {
    match cache.get(&key(number)) {
        Lookup::Hit(entry) => {
            assert!(entry.payload() == payload(number, LENGTH), "a wrong payload");
            assert_eq!(entry.metadata(), metadata(number));
            1
        }
        Lookup::Miss | Lookup::Bad(_) => 0,
        Lookup::Failed(error) => {
            assert!(matches!(error, CacheError::Io { .. }), "{error:?}");
            0
        }
    }
}

fn damage(home: &Home, key: &EntryKey) {
    if let Ok(mut bytes) = fs::read(home.entry_path(key)) {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(home.entry_path(key), bytes).unwrap();
    }
}

fn replace_by_folder(home: &Home, key: &EntryKey) {
    let path = home.entry_path(key);
    if fs::remove_file(&path).is_ok() {
        fs::create_dir_all(path.join("inner")).unwrap();
    }
}

/// With the disk well again, the folder is in order, and works.
fn check_afterwards(home: &Home) {
    let cache = home.open();
    for report in cache.verify().unwrap() {
        if let Ok(content) = report.content {
            assert_eq!(content.payload_bytes, LENGTH as u64);
        }
    }
    assert!(cache.verify().unwrap().iter().all(|report| report.content.is_ok()));
    for number in 0..6 {
        look(&cache, number);
    }
    put(&cache, 9, LENGTH);
    check_hit(&cache, 9, LENGTH);
}

#[test]
fn no_fault_at_any_call_does_harm() {
    let home = Home::in_memory();
    let plan = FaultPlan::none();
    assert_eq!(scenario(&home, &plan), 8, "without a fault all is found");
    let sites = plan.calls();
    assert!(sites > 200, "only {sites} calls");
    // Threads, because most of it is waiting for the system.
    thread::scope(|scope| {
        for fault in Fault::ALL {
            scope.spawn(move || check_every_site(fault, sites));
        }
    });
}

fn check_every_site(fault: Fault, sites: u64) {
    let mut met = 0;
    for site in 0..sites {
        let home = Home::in_memory();
        let plan = FaultPlan::once(site, fault);
        scenario(&home, &plan);
        met += u64::from(plan.was_met());
        check_afterwards(&home);
    }
    assert!(met > 0, "{fault:?} was never met");
    if !matches!(fault, Fault::Short | Fault::Rename) {
        assert_eq!(met, sites, "{fault:?} was not met everywhere");
    }
}

#[test]
fn a_disk_that_fails_from_some_call_on_does_no_harm() {
    let plan = FaultPlan::none();
    scenario(&Home::in_memory(), &plan);
    for fault in [Fault::DiskFull, Fault::Io, Fault::TooManyFiles] {
        for site in (0..plan.calls()).step_by(3) {
            let home = Home::in_memory();
            scenario(&home, &FaultPlan::from(site, fault));
            check_afterwards(&home);
        }
    }
}

#[test]
fn a_read_only_disk_answers_look_ups() {
    let home = Home::new();
    put(&home.open(), 1, LENGTH);
    let cache = FaultPlan::on_changes(Fault::ReadOnly).open(home.config()).unwrap();
    check_hit(&cache, 1, LENGTH);
    assert!(matches!(cache.get(&key(2)), Lookup::Miss));
    let error = cache.put(&key(2), b"", b"").unwrap_err();
    let CacheError::Io { action: Action::Create, source, .. } = &error else { panic!("{error:?}") };
    assert_eq!(source.kind(), std::io::ErrorKind::ReadOnlyFilesystem);
    assert_eq!(Failure::from(error).code(), code::CACHE_IO);
    assert!(cache.compile_lock(&key(2), Duration::from_secs(60)).is_none(), "no wait where there are no locks");
    assert_eq!(cache.stats().write_failures, 1);
    // Nothing can be set aside either, and a bad entry stays refused.
    damage(&home, &key(1));
    for _ in 0..2 {
        assert!(matches!(cache.get(&key(1)), Lookup::Bad(_)));
    }
}

#[test]
fn a_full_disk_leaves_nothing_half() {
    let home = Home::new();
    let cache = home.open();
    put(&cache, 1, LENGTH);
    let before = FaultPlan::none();
    let counted = before.open(home.config()).unwrap();
    let opened = before.calls();
    put(&counted, 2, LENGTH);
    for site in opened..before.calls() {
        let full = FaultPlan::once(site, Fault::DiskFull).open(home.config()).unwrap();
        let put = full.put(&key(3), b"", b"code");
        assert_eq!(full.stats().writes + full.stats().write_failures, 1);
        if put.is_ok() {
            assert!(matches!(full.get(&key(3)), Lookup::Hit(_)));
        }
        assert!(cache.verify().unwrap().iter().all(|report| report.content.is_ok()));
        check_hit(&cache, 1, LENGTH);
    }
}
