//! Whose folder and key are used, and that the key stays secret.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, chown, symlink};
use std::path::Path;

use parsify_cache::{BadReason, CacheConfig, CacheError, DiskCache, Lookup, Unsafe};
use parsify_error::{ErrorKind, Failure, code};

use crate::home::{Home, check_hit, key, put, this_user};

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[track_caller]
fn check_refused(config: CacheConfig, expected: Unsafe) {
    let (CacheError::Folder { problem, .. } | CacheError::Key { problem, .. }) = DiskCache::open(config).unwrap_err()
    else {
        panic!("another error was expected");
    };
    assert_eq!(problem, expected);
}

#[test]
fn everything_is_made_for_this_user_only() {
    let home = Home::new();
    put(&home.open(), 1, 100);
    let folder = home.cache_path();
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join("key")), 0o600);
    assert_eq!(folder.join("key").metadata().unwrap().len(), 32);
    assert_eq!(mode(&folder.join("entries")), 0o700);
    assert_eq!(mode(&home.entry_path(&key(1))), 0o600);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 4, "key, entries, tmp and stamp");
}

#[test]
fn a_folder_open_to_others_is_refused() {
    let home = Home::new();
    home.open();
    for bits in [0o710, 0o750, 0o701, 0o777] {
        set_mode(&home.cache_path(), bits);
        check_refused(home.config(), Unsafe::Permissions { mode: bits });
    }
    let failure = Failure::from(DiskCache::open(home.config()).unwrap_err());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Integrity, code::CACHE_FOLDER));
    assert!(failure.hints()[0].contains("chmod 0700"), "{:?}", failure.hints());
    set_mode(&home.cache_path(), 0o700);
    home.open();
}

#[test]
fn a_link_in_place_of_the_folder_is_refused() {
    let home = Home::new();
    home.open();
    let link = home.path().join("link");
    symlink(home.cache_path(), &link).unwrap();
    check_refused(CacheConfig::at(&link), Unsafe::Symlink);
    for spelling in ["link/", "link/.", "./link//"] {
        // With a key elsewhere, for the folder of the key is checked as well.
        let config = CacheConfig::at(home.path().join(spelling)).with_key_file(home.path().join("key"));
        check_refused(config, Unsafe::Symlink);
    }
    let dangling = home.path().join("dangling");
    symlink(home.path().join("nowhere"), &dangling).unwrap();
    check_refused(CacheConfig::at(&dangling), Unsafe::Symlink);
    assert!(!home.path().join("nowhere").exists());
}

#[test]
fn a_file_in_place_of_the_folder_is_refused() {
    let home = Home::new();
    fs::write(home.cache_path(), b"").unwrap();
    check_refused(home.config(), Unsafe::Kind { expected: "folder" });
}

#[test]
fn a_folder_of_another_user_is_refused() {
    let home = Home::new();
    let (folder, owner) = if this_user() == 0 {
        home.open();
        chown(home.cache_path(), Some(12_345), None).unwrap();
        (home.cache_path(), 12_345)
    } else {
        ("/usr".into(), 0)
    };
    check_refused(CacheConfig::at(folder), Unsafe::Owner { owner, expected: this_user() });
}

#[test]
fn a_link_in_place_of_an_inner_folder_is_refused_and_not_followed() {
    let home = Home::new();
    let cache = home.open();
    put(&cache, 1, 100);
    let entries = home.cache_path().join("entries");
    let elsewhere = home.path().join("elsewhere");
    fs::rename(&entries, &elsewhere).unwrap();
    symlink(&elsewhere, &entries).unwrap();
    let Lookup::Failed(error) = cache.get(&key(1)) else { panic!("a failure was expected") };
    assert!(matches!(error, CacheError::Folder { problem: Unsafe::Symlink, .. }), "{error:?}");
    assert!(matches!(cache.put(&key(2), b"", b""), Err(CacheError::Folder { problem: Unsafe::Symlink, .. })));
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 1);
}

#[test]
fn an_inner_folder_open_to_others_is_refused() {
    let home = Home::new();
    let cache = home.open();
    put(&cache, 1, 100);
    for name in ["entries", "tmp"] {
        let folder = home.cache_path().join(name);
        set_mode(&folder, 0o770);
        let error = cache.put(&key(2), b"", b"").unwrap_err();
        let expected = Unsafe::Permissions { mode: 0o770 };
        assert!(matches!(error, CacheError::Folder { problem, .. } if problem == expected), "{error:?}");
        set_mode(&folder, 0o700);
    }
    set_mode(&home.cache_path().join("entries"), 0o707);
    assert!(matches!(cache.get(&key(1)), Lookup::Failed(CacheError::Folder { .. })));
}

#[test]
fn a_moved_folder_is_still_the_one_that_was_opened() {
    let home = Home::new();
    let cache = home.open();
    put(&cache, 1, 100);
    fs::rename(home.cache_path(), home.path().join("moved")).unwrap();
    fs::create_dir(home.cache_path()).unwrap();
    check_hit(&cache, 1, 100);
    assert_eq!(fs::read_dir(home.cache_path()).unwrap().count(), 0);
}

#[test]
fn an_unsafe_key_is_refused() {
    let home = Home::new();
    home.open();
    let file = home.cache_path().join("key");
    for bits in [0o640, 0o604, 0o620, 0o666] {
        set_mode(&file, bits);
        check_refused(home.config(), Unsafe::Permissions { mode: bits });
    }
    set_mode(&file, 0o600);
    home.open();

    let elsewhere = home.path().join("elsewhere");
    fs::rename(&file, &elsewhere).unwrap();
    symlink(&elsewhere, &file).unwrap();
    check_refused(home.config(), Unsafe::Symlink);
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    check_refused(home.config(), Unsafe::Kind { expected: "file" });
    if this_user() == 0 {
        fs::remove_dir(&file).unwrap();
        fs::rename(&elsewhere, &file).unwrap();
        chown(&file, Some(12_345), None).unwrap();
        check_refused(home.config(), Unsafe::Owner { owner: 12_345, expected: 0 });
    }
}

#[test]
fn a_key_of_the_wrong_size_is_refused_and_kept() {
    let home = Home::new();
    home.open();
    let file = home.cache_path().join("key");
    for size in [0, 31, 33, 5_000] {
        fs::write(&file, vec![7; size]).unwrap();
        let error = DiskCache::open(home.config()).unwrap_err();
        assert!(matches!(error, CacheError::KeySize { bytes, .. } if bytes == size as u64), "{error:?}");
        assert_eq!(fs::read(&file).unwrap().len(), size);
        let failure = Failure::from(error);
        assert_eq!(failure.code(), code::CACHE_KEY);
        assert!(failure.hints()[0].contains("remove the key"));
    }
}

#[test]
fn a_key_may_lie_elsewhere_but_not_where_others_write() {
    let home = Home::new();
    let data = home.path().join("data/parsify");
    let config = home.config().with_key_file(data.join("cache.key"));
    let cache = DiskCache::open(config.clone()).unwrap();
    put(&cache, 1, 100);
    assert!(!home.cache_path().join("key").exists());
    set_mode(&data, 0o755);
    check_hit(&DiskCache::open(config.clone()).unwrap(), 1, 100);
    set_mode(&data, 0o770);
    check_refused(config, Unsafe::Permissions { mode: 0o770 });
}

#[test]
fn entries_of_another_key_are_refused() {
    let home = Home::new();
    let cache = home.open();
    put(&cache, 1, 100);
    fs::remove_file(home.cache_path().join("key")).unwrap();
    let other = home.open();
    assert!(matches!(other.get(&key(1)), Lookup::Bad(BadReason::Mac)));
    assert!(matches!(other.get(&key(1)), Lookup::Miss));
    assert_eq!(other.stats().bad(BadReason::Mac), 1);
}

#[test]
fn an_entry_that_others_may_write_is_refused() {
    let home = Home::new();
    let cache = home.open();
    for bits in [0o620, 0o602] {
        put(&cache, 1, 100);
        set_mode(&home.entry_path(&key(1)), bits);
        assert!(matches!(cache.get(&key(1)), Lookup::Bad(BadReason::Permissions)));
    }
    if this_user() == 0 {
        put(&cache, 1, 100);
        chown(home.entry_path(&key(1)), Some(12_345), None).unwrap();
        assert!(matches!(cache.get(&key(1)), Lookup::Bad(BadReason::Owner)));
    }
}

#[test]
fn a_file_larger_than_an_entry_may_be_is_not_read() {
    let home = Home::new();
    let cache = home.open();
    put(&cache, 1, 100);
    // A sparse file: it takes no place, and reading it would take 1 TiB of memory.
    let file = fs::OpenOptions::new().write(true).open(home.entry_path(&key(1))).unwrap();
    file.set_len(1 << 40).unwrap();
    assert!(matches!(cache.get(&key(1)), Lookup::Bad(BadReason::TooLarge)));
}

#[test]
fn the_key_is_nowhere_but_in_its_file() {
    let home = Home::new();
    home.open();
    let secret = b"A-SECRET-THAT-NOBODY-ELSE-SEES!!";
    fs::write(home.cache_path().join("key"), secret).unwrap();
    let cache = home.open();
    put(&cache, 1, 100);
    set_mode(&home.cache_path().join("key"), 0o644);
    let error = DiskCache::open(home.config()).unwrap_err();
    let shown = format!("{cache:?} {error:?} {error} {:?}", cache.get(&key(1)));
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let list = format!("{secret:?}");
    for form in [std::str::from_utf8(secret).unwrap(), &hex, list.trim_matches(['[', ']'])] {
        assert!(!shown.contains(form));
    }
    let entry = fs::read(home.entry_path(&key(1))).unwrap();
    assert!(!entry.windows(8).any(|window| window == &secret[..8]));
}
