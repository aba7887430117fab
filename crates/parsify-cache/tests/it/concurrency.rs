use std::thread;

use parsify_cache::{DiskCache, Lookup};

use crate::home::{Home, Random, check_hit, key, metadata, payload, put};

#[test]
fn threads_that_open_together_agree_on_one_key() {
    for _ in 0..30 {
        let home = Home::in_memory();
        let caches: Vec<DiskCache> = thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| home.open())).collect();
            threads.into_iter().map(|one| one.join().unwrap()).collect()
        });
        for (number, cache) in (0..).zip(&caches) {
            put(cache, number, 100);
        }
        for cache in &caches {
            for number in 0..8 {
                check_hit(cache, number, 100);
            }
        }
        assert_eq!(std::fs::read_dir(home.cache_path()).unwrap().count(), 4, "no temporary key is left");
    }
}

#[test]
fn threads_that_read_write_evict_and_clean_see_right_payloads_only() {
    let home = Home::in_memory();
    let cache = DiskCache::open(home.config().with_max_bytes(60_000)).unwrap();
    thread::scope(|scope| {
        for seed in 0..8 {
            let cache = &cache;
            scope.spawn(move || {
                let mut random = Random(seed);
                for _ in 0..300 {
                    let number = random.next() % 12;
                    match cache.get(&key(number)) {
                        Lookup::Hit(entry) => assert!(entry.payload() == payload(number, 2_000)),
                        Lookup::Miss => cache.put(&key(number), &metadata(number), &payload(number, 2_000)).unwrap(),
                        other => panic!("{other:?}"),
                    }
                    if random.below(100) == 0 {
                        cache.clean().unwrap();
                    }
                }
            });
        }
    });
    let stats = cache.stats();
    assert_eq!((stats.bad_total(), stats.write_failures, stats.read_failures), (0, 0, 0));
    assert!(stats.hits > 0 && stats.evictions > 0, "{stats:?}");
    assert!(home.files_in("tmp").is_empty());
}
