//! A folder for one test, and modules whose bytes and receipts are known.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use parsify_interface::{Descriptor, ModuleId, Version};
use parsify_loader::{Artifact, Loader, Receipt, Source, State, Store, StorePlace, Transaction};
use tempfile::TempDir;

pub(crate) struct Home {
    folder: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// In memory where the system offers that: for tests that wait for the disk thousands of times.
    pub(crate) fn in_memory() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        Self { folder: folder.unwrap() }
    }

    /// A home with these modules installed, each by a change of its own.
    pub(crate) fn with(numbers: &[u64]) -> Self {
        let home = Self::in_memory();
        for number in numbers {
            install(&home.store(), *number);
        }
        home
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn store(&self) -> Store {
        project_store(self.path())
    }

    /// A file or folder inside the store.
    pub(crate) fn inside(&self, name: &str) -> PathBuf {
        self.path().join(".parsify").join(name)
    }

    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.inside(folder)) else { return Vec::new() };
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn artifact_file(&self, number: u64) -> PathBuf {
        let digest = artifact(number).digest().to_string();
        self.inside("artifacts").join(digest.replace("sha256:", "") + ".wasm")
    }

    /// The only file of the receipt of this number.
    pub(crate) fn receipt_file(&self, number: u64) -> PathBuf {
        let digest = artifact(number).digest().to_string().replace("sha256:", "");
        let name = self.names("receipts").into_iter().find(|name| name.starts_with(&digest)).expect("a receipt");
        self.inside("receipts").join(name)
    }
}

/// A store that many may change at once.
pub(crate) fn project_store(folder: &Path) -> Store {
    Store::new(StorePlace::project(folder)).with_wait(Duration::from_secs(300))
}

pub(crate) fn id(number: u64) -> ModuleId {
    ModuleId::new(format!("module-{number}")).unwrap()
}

pub(crate) fn version() -> Version {
    Version::new(1, 2, 0)
}

pub(crate) fn descriptor(number: u64) -> Descriptor {
    let text = format!(
        r#"{{"id": "{}", "name": "Module {number}", "version": "1.2.0", "apiVersion": "1.0.0", "summary": "Tests",
            "category": "tools", "operations": [{{"name": "run", "summary": "Runs", "params": {{"type": "object",
            "properties": {{"limit": {{"type": "number", "maximum": 0.1}}}}}}}}]}}"#,
        id(number)
    );
    Descriptor::parse(&text).unwrap()
}

pub(crate) fn sized_artifact(number: u64, length: usize) -> Artifact {
    let mut random = Random(number);
    let mut bytes = b"\0asm\x0d\0\x01\0".to_vec();
    while bytes.len() < length {
        bytes.extend(random.next().to_le_bytes());
    }
    Loader::new().load(&Source::bytes(format!("module-{number}.wasm"), bytes)).unwrap()
}

pub(crate) fn artifact(number: u64) -> Artifact {
    sized_artifact(number, 3000)
}

pub(crate) fn receipt(number: u64) -> Receipt {
    Receipt::new(&artifact(number), descriptor(number)).with_installed_at(1_000 + number)
}

pub(crate) fn add(transaction: &mut Transaction, number: u64) {
    transaction.add(&artifact(number), receipt(number)).unwrap();
}

pub(crate) fn install(store: &Store, number: u64) -> State {
    let mut transaction = store.begin().unwrap();
    add(&mut transaction, number);
    transaction.commit().unwrap()
}

/// What a lock file of a state says here, so that both can be compared.
pub(crate) fn lock_of(state: &State) -> String {
    state.receipts().map(|receipt| format!("{} {} {}\n", receipt.id(), receipt.version(), receipt.digest)).collect()
}

/// splitmix64: the same numbers for the same seed, everywhere.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }
}

/// `PARSIFY_FULL=1` makes long runs of short ones.
pub(crate) fn rounds(quick: u64, full: u64) -> u64 {
    if std::env::var_os("PARSIFY_FULL").is_some() { full } else { quick }
}
