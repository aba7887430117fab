//! What a look-up costs, and its parts: `cargo run --release -p parsify-cache --example figures`.
//!
//! Least and median of 40 runs each, with the files in the page cache.
#![expect(clippy::print_stdout, reason = "it prints its figures")]

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use parsify_cache::envelope::{self, MacKey, seal};
use parsify_cache::{CacheConfig, DiskCache, EntryKey, Lookup};

fn main() -> Result<(), Box<dyn Error>> {
    let home = tempfile::tempdir()?;
    let cache = DiskCache::open(CacheConfig::at(home.path().join("compiled")))?;
    for (name, bytes) in [("320 KB", 320 << 10), ("21 MB", 21 << 20)] {
        let key = EntryKey::new([u8::try_from(name.len())?; 32], "figures")?;
        let payload: Vec<u8> = (0..bytes).map(|at: usize| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        println!("{name}");
        show("put", || cache.put(&key, b"{}", &payload).expect("the disk takes it"));
        show("get", || {
            let Lookup::Hit(entry) = cache.get(&key) else { unreachable!("it was put") };
            black_box(entry);
        });
        let path = home.path().join("compiled/entries").join(format!("{key}.artifact1"));
        show("  read into new memory", || drop(black_box(fs::read(&path).expect("it is there"))));
        let mac = MacKey::derive(&[1; 32]);
        let sealed = seal(&mac, &key, b"{}", &payload);
        show("  check the MAC", || drop(black_box(envelope::open(&mac, &sealed).expect("it was sealed"))));
        show("what an engine's copy of the payload adds", || drop(black_box(payload.clone())));
    }
    let key = EntryKey::new([99; 32], "figures")?;
    println!("nothing there");
    show("get", || drop(black_box(cache.get(&key))));
    Ok(())
}

fn show(what: &str, mut run: impl FnMut()) {
    run();
    let mut times: Vec<Duration> = (0..40)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    println!("  {what:<44} {:>9.3} / {:>9.3} ms", times[0].as_secs_f64() * 1e3, times[20].as_secs_f64() * 1e3);
}
