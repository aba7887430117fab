//! Several processes on one folder: the tests start this test binary again, in a role.

use std::fs::OpenOptions;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use parsify_cache::{CacheConfig, DiskCache, Lookup};

use crate::home::{Home, Random, check_hit, key, metadata, payload, rounds};

const ROLE: &str = "PARSIFY_CACHE_TEST_ROLE";
const FOLDER: &str = "PARSIFY_CACHE_TEST_FOLDER";
const SEED: &str = "PARSIFY_CACHE_TEST_SEED";
const MODULES: u64 = 12;
const LENGTH: usize = 20_000;

/// Not a test of its own: what the other processes do.
#[test]
fn role() {
    let Ok(role) = std::env::var(ROLE) else { return };
    let folder = PathBuf::from(std::env::var_os(FOLDER).unwrap());
    let seed = std::env::var(SEED).unwrap().parse().unwrap();
    let config = CacheConfig::at(folder.join("compiled"));
    match role.as_str() {
        "load" => load(&DiskCache::open(config).unwrap(), &folder, seed),
        "load-and-evict" => load(&DiskCache::open(config.with_max_bytes(150_000)).unwrap(), &folder, seed),
        "write" => write(&DiskCache::open(config.with_max_bytes(12 << 20)).unwrap(), seed),
        "hold" => hold(&DiskCache::open(config).unwrap()),
        other => panic!("no role {other}"),
    }
}

fn start(role: &str, home: &Home, seed: u64) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "processes::role", "--nocapture", "--test-threads=1"]);
    command.env(ROLE, role).env(FOLDER, home.path()).env(SEED, seed.to_string());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap()
}

/// Returns when the process has said that it is ready.
fn wait_until_ready(child: &mut Child) {
    let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    let ready = lines.map_while(Result::ok).any(|line| line.ends_with("ready"));
    assert!(ready, "the process ended before it was ready");
}

fn say_ready() {
    let mut out = std::io::stdout();
    out.write_all(b"ready\n").and_then(|()| out.flush()).unwrap();
}

fn load(cache: &DiskCache, folder: &Path, seed: u64) {
    let mut random = Random(seed);
    for _ in 0..rounds("PARSIFY_CACHE_LOADS", 300) {
        let number = random.next() % MODULES;
        if is_loaded(cache, number) {
            continue;
        }
        let _lock = cache.compile_lock(&key(number), Duration::from_secs(60));
        if !is_loaded(cache, number) {
            let mut compiles = OpenOptions::new().append(true).create(true).open(folder.join("compiles")).unwrap();
            compiles.write_all(&[0]).unwrap();
            cache.put(&key(number), &metadata(number), &payload(number, LENGTH)).unwrap();
        }
    }
    assert_eq!(cache.stats().bad_total(), 0);
}

fn is_loaded(cache: &DiskCache, number: u64) -> bool {
    match cache.get(&key(number)) {
        Lookup::Hit(entry) => {
            assert!(entry.payload() == payload(number, LENGTH), "a wrong payload");
            true
        }
        Lookup::Miss => false,
        other => panic!("{other:?}"),
    }
}

fn write(cache: &DiskCache, seed: u64) {
    let mut random = Random(seed);
    say_ready();
    loop {
        let number = random.next() % 10;
        let length = large(number);
        cache.put(&key(number), &metadata(number), &payload(number, length)).unwrap();
    }
}

fn large(number: u64) -> usize {
    usize::try_from(number).unwrap() * 300_000
}

fn hold(cache: &DiskCache) {
    let _lock = cache.compile_lock(&key(1), Duration::ZERO).unwrap();
    say_ready();
    loop {
        thread::park();
    }
}

fn run_eight(role: &str, home: &Home) {
    let children: Vec<_> = (0..8).map(|seed| start(role, home, seed)).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn eight_processes_compile_each_module_about_once() {
    let home = Home::in_memory();
    run_eight("load", &home);
    let compiles = home.path().join("compiles").metadata().unwrap().len();
    assert!((MODULES..=2 * MODULES).contains(&compiles), "{compiles} compiles of {MODULES} modules");
    let cache = home.open();
    for number in 0..MODULES {
        check_hit(&cache, number, LENGTH);
    }
    assert!(home.files_in("tmp").is_empty() && home.files_in("locks").is_empty());
}

#[test]
fn eight_processes_that_evict_each_others_entries_see_right_payloads_only() {
    let home = Home::in_memory();
    run_eight("load-and-evict", &home);
    assert!(home.open().size().unwrap() <= 150_000);
}

#[test]
fn a_killed_writer_leaves_whole_entries_and_no_rubbish() {
    let home = Home::new();
    let mut random = Random(7);
    for round in 0..rounds("PARSIFY_CACHE_KILLS", 30) {
        let mut child = start("write", &home, round);
        wait_until_ready(&mut child);
        thread::sleep(Duration::from_micros(random.next() % 40_000));
        child.kill().unwrap();
        child.wait().unwrap();

        let cache = home.open();
        assert!(home.files_in("tmp").is_empty(), "round {round}");
        for number in 0..10 {
            match cache.get(&key(number)) {
                Lookup::Hit(entry) => assert!(entry.payload() == payload(number, large(number)), "round {round}"),
                Lookup::Miss => {}
                other => panic!("{other:?} in round {round}"),
            }
        }
        let reports = cache.verify().unwrap();
        assert!(reports.iter().all(|report| report.content.is_ok()), "round {round}");
    }
}

#[test]
fn a_killed_holder_of_a_lock_blocks_nobody() {
    let home = Home::new();
    let cache = home.open();
    let mut child = start("hold", &home, 0);
    wait_until_ready(&mut child);
    assert!(cache.compile_lock(&key(1), Duration::from_millis(30)).is_none());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(cache.compile_lock(&key(1), Duration::ZERO).is_some());
}
