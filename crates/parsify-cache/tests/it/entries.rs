use parsify_cache::{CacheConfig, CacheError, DiskCache, EntryKey, Lookup};
use parsify_error::{ErrorKind, Failure, code};

use crate::home::{Home, check_hit, hit, key, metadata, payload, put};

#[test]
fn what_was_put_is_found_by_clones_and_by_the_next_process() {
    let home = Home::new();
    let cache = home.open();
    assert!(matches!(cache.get(&key(1)), Lookup::Miss));
    put(&cache, 1, 10_000);
    check_hit(&cache.clone(), 1, 10_000);
    check_hit(&home.open(), 1, 10_000);
    let stats = cache.stats();
    assert_eq!((stats.hits, stats.misses, stats.writes, stats.bad_total()), (1, 1, 1, 0));
}

#[test]
fn nothing_at_all_can_be_an_entry() {
    let home = Home::new();
    let cache = home.open();
    cache.put(&key(1), b"", b"").unwrap();
    let entry = hit(&cache, &key(1));
    assert_eq!((entry.payload(), entry.metadata()), (&b""[..], &b""[..]));
}

#[test]
fn a_second_put_replaces_the_first() {
    let home = Home::new();
    let cache = home.open();
    cache.put(&key(1), b"one", b"1").unwrap();
    cache.put(&key(1), b"two", b"2").unwrap();
    assert_eq!(hit(&cache, &key(1)).payload(), b"2");
    assert_eq!(home.files_in("entries").len(), 1);
}

#[test]
fn another_engine_misses_and_leaves_the_entry_alone() {
    let home = Home::new();
    let cache = home.open();
    put(&cache, 1, 100);
    let other = EntryKey::new(*key(1).source(), "wasmtime 49.0.0").unwrap();
    assert!(matches!(cache.get(&other), Lookup::Miss));
    check_hit(&cache, 1, 100);
}

#[test]
fn the_buffer_is_handed_on_without_a_copy() {
    let home = Home::new();
    let cache = home.open();
    put(&cache, 1, 5_000);
    let (buffer, code, about) = hit(&cache, &key(1)).into_parts();
    assert_eq!(code.start, 4096);
    assert!(buffer[code] == payload(1, 5_000));
    assert_eq!(buffer[about], metadata(1));
}

#[test]
fn what_is_too_large_is_refused_before_anything_is_written() {
    let home = Home::new();
    let cache = DiskCache::open(home.config().with_max_entry_bytes(5_000)).unwrap();
    let error = cache.put(&key(1), b"", &payload(1, 5_000)).unwrap_err();
    assert!(matches!(error, CacheError::TooLarge { bytes: 9_128, limit: 5_000 }), "{error:?}");
    let failure = Failure::from(error);
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, code::CACHE_TOO_LARGE));

    let error = home.open().put(&key(1), &vec![0; (4 << 20) + 1], b"").unwrap_err();
    assert!(matches!(error, CacheError::Metadata { .. }), "{error:?}");
    assert!(home.files_in("entries").is_empty());
    assert_eq!(cache.stats().write_failures, 1);
}

#[test]
fn one_entry_cannot_be_larger_than_all_together() {
    let config = CacheConfig::at("anywhere").with_max_bytes(10).with_max_entry_bytes(20);
    assert_eq!(config.max_entry_bytes(), 10);
}

#[test]
fn engines_are_named_in_printable_ascii() {
    for bad in ["", "a\nb", "wasmtime ü", &"x".repeat(256)] {
        assert!(matches!(EntryKey::new([0; 32], bad), Err(CacheError::Engine)), "{bad:?}");
    }
    assert!(EntryKey::new([0; 32], "x".repeat(255)).is_ok());
    // What looks like a path stays inside the folder: only a hash of it is in the name.
    let home = Home::new();
    let cache = home.open();
    let key = EntryKey::new([1; 32], "../../../escaped").unwrap();
    cache.put(&key, b"", b"inside").unwrap();
    assert_eq!(hit(&cache, &key).payload(), b"inside");
    assert!(home.entry_path(&key).is_file());
}

#[test]
fn a_cache_goes_to_other_threads() {
    fn is_shareable<T: Clone + Send + Sync + 'static>() {}
    is_shareable::<DiskCache>();
}
