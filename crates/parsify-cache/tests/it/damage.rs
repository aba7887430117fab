//! Random damage to entries: what was changed is refused, and what was not is found.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use parsify_cache::{DiskCache, EntryKey, Lookup};
use rustix::fs::{CWD, Mode, mkfifoat};

use crate::home::{Home, Random, check_hit, key, metadata, payload, rounds};

const ENTRIES: u64 = 3;

struct Scene {
    home: Home,
    cache: DiskCache,
    right: Vec<(EntryKey, PathBuf, Vec<u8>)>,
}

fn length(number: u64) -> usize {
    [0, 700, 9_000][usize::try_from(number).unwrap()]
}

impl Scene {
    fn new() -> Self {
        let home = Home::in_memory();
        let cache = home.open();
        let right = (0..ENTRIES).map(|number| {
            cache.put(&key(number), &metadata(number), &payload(number, length(number))).unwrap();
            let path = home.entry_path(&key(number));
            (key(number), path.clone(), fs::read(&path).unwrap())
        });
        let right = right.collect();
        Self { home, cache, right }
    }

    fn restore(&self) {
        for folder in ["entries", "elsewhere"] {
            let _ = fs::remove_dir_all(self.home.cache_path().join(folder));
            let folder = self.home.cache_path().join(folder);
            fs::create_dir(&folder).unwrap();
            fs::set_permissions(&folder, private()).unwrap();
        }
        for (_, path, bytes) in &self.right {
            fs::write(path, bytes).unwrap();
        }
    }

    fn damage(&self, random: &mut Random) {
        let path = &self.right[random.below(self.right.len())].1;
        let other = &self.right[random.below(self.right.len())].1;
        let elsewhere = self.home.cache_path().join("elsewhere").join(random.next().to_string());
        match random.below(12) {
            0..=2 => change(path, |bytes| {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }),
            3 => change(path, |bytes| bytes.truncate(random.below(bytes.len()))),
            4 => change(path, |bytes| bytes.extend(payload(random.next(), 1 + random.below(5_000)))),
            5 => change(path, |bytes| {
                let from = random.below(bytes.len());
                let to = from + random.below(bytes.len() - from) + 1;
                bytes[from..to].fill(0);
            }),
            6 => swap(path, other, &elsewhere),
            7 => replace(path, |path| {
                fs::create_dir(path).unwrap();
                fs::write(path.join("inner"), b"x").unwrap();
            }),
            8 => {
                // A link to the right bytes is still a link.
                if fs::rename(path, &elsewhere).is_ok() {
                    symlink(&elsewhere, path).unwrap();
                }
            }
            9 => replace(path, |path| mkfifoat(CWD, path, Mode::RUSR | Mode::WUSR).unwrap()),
            10 if path != other && other.symlink_metadata().is_ok_and(|other| other.is_file()) => {
                replace(path, |path| fs::hard_link(other, path).unwrap());
            }
            _ => replace(path, |_| ()),
        }
    }

    /// Looks each entry up, and says how many were bad.
    fn check(&self, seed: u64) -> u64 {
        let mut bad = 0;
        for (number, (key, path, bytes)) in (0..).zip(&self.right) {
            let is_file = path.symlink_metadata().map(|facts| facts.is_file());
            let before = self.cache.stats().bad_total();
            match (is_file, self.cache.get(key)) {
                (Err(_), Lookup::Miss) => {}
                (Ok(_), Lookup::Hit(entry)) => {
                    assert!(entry.payload() == payload(number, length(number)), "wrong payload, seed {seed}");
                    assert_eq!(entry.metadata(), metadata(number), "seed {seed}");
                    assert!(fs::read(path).unwrap() == *bytes, "changed bytes were accepted, seed {seed}");
                }
                (Ok(is_file), Lookup::Bad(reason)) => {
                    let is_right = is_file && fs::read(path).is_ok_and(|found| found == *bytes);
                    assert!(!is_right, "a right entry was refused as {reason:?}, seed {seed}");
                    assert_eq!(self.cache.stats().bad_total(), before + 1);
                    assert!(matches!(self.cache.get(key), Lookup::Miss), "not set aside, seed {seed}");
                    bad += 1;
                }
                (is_file, other) => panic!("{is_file:?} gave {other:?}, seed {seed}"),
            }
        }
        bad
    }
}

fn private() -> fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o700)
}

/// Leaves alone what is no regular file any more.
fn change(path: &Path, by: impl FnOnce(&mut Vec<u8>)) {
    if !path.symlink_metadata().is_ok_and(|facts| facts.is_file()) {
        return;
    }
    let mut bytes = fs::read(path).unwrap();
    if !bytes.is_empty() {
        by(&mut bytes);
        fs::write(path, bytes).unwrap();
    }
}

fn replace(path: &Path, by: impl FnOnce(&Path)) {
    if fs::remove_file(path).is_err() {
        let _ = fs::remove_dir_all(path);
    }
    by(path);
}

fn swap(one: &Path, other: &Path, between: &Path) {
    if one != other {
        let _ = fs::rename(one, between);
        let _ = fs::rename(other, one);
        let _ = fs::rename(between, other);
    }
}

#[test]
fn no_damage_gives_a_wrong_payload() {
    let scene = Scene::new();
    let mut bad = 0;
    let seeds = rounds("PARSIFY_CACHE_DAMAGE_SEEDS", 2_000);
    for seed in 0..seeds {
        let mut random = Random(seed);
        scene.restore();
        for _ in 0..=random.below(3) {
            scene.damage(&mut random);
        }
        bad += scene.check(seed);
        let quarantined = scene.home.files_in("quarantine").len();
        assert!(quarantined <= 16, "{quarantined} files in the quarantine");
    }
    assert_eq!(scene.cache.stats().bad_total(), bad);
    assert!(bad > seeds / 2, "only {bad} bad entries: the damage does not do what it should");
}

#[test]
fn a_bad_entry_is_made_anew() {
    let scene = Scene::new();
    for seed in 0..50 {
        let mut random = Random(seed);
        scene.restore();
        scene.damage(&mut random);
        // Without a look-up before: the put has to clear its own way.
        for number in 0..ENTRIES {
            scene.cache.put(&key(number), &metadata(number), &payload(number, length(number))).unwrap();
            check_hit(&scene.cache, number, length(number));
        }
    }
}

#[test]
fn the_quarantine_is_bounded_in_bytes() {
    let home = Home::in_memory();
    let cache = home.open();
    for number in 0..5 {
        cache.put(&key(number), b"", &vec![0; 20 << 20]).unwrap();
        change(&home.entry_path(&key(number)), |bytes| bytes[5_000] ^= 1);
        assert!(matches!(cache.get(&key(number)), Lookup::Bad(parsify_cache::BadReason::Mac)));
    }
    let kept: u64 = home.files_in("quarantine").iter().map(|path| path.metadata().unwrap().len()).sum();
    assert!((40 << 20..=64 << 20).contains(&kept), "{kept} bytes are kept");
}
