//! Machine code that outlives the process. That entries cannot be forged is tested where they are made, in
//! `parsify-cache`.

use std::path::Path;

use parsify_cache::{CacheConfig, DiskCache};
use parsify_interface::{CacheState, CallOptions, Digest, Module as _, Request};
use parsify_sandbox::{Allocation, Sandbox, SandboxConfig, WASMTIME_VERSION, WasmModule, cached_module};

use crate::guests::guest;

const DIGEST: Digest = Digest::new([7; 32]);

fn cache(folder: &Path) -> DiskCache {
    DiskCache::open(CacheConfig::at(folder.join("cache"))).unwrap()
}

/// As a new process would: nothing in memory.
fn sandbox(folder: &Path) -> Sandbox {
    Sandbox::new(SandboxConfig::new().with_disk_cache(cache(folder))).unwrap()
}

async fn works(module: &WasmModule) {
    let request = Request::new("slugify").with_text("text", "Hello, World");
    let execution = module.execute(&request, &CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.text(), Some("hello-world"));
}

#[tokio::test]
async fn a_later_process_does_not_compile() {
    let folder = tempfile::tempdir().unwrap();
    let compiled = sandbox(folder.path()).load(guest("text-tools"), DIGEST).await.unwrap();
    assert_eq!(compiled.load_report().origin, CacheState::Compiled);

    let later = sandbox(folder.path());
    let module = later.load(guest("text-tools"), DIGEST).await.unwrap();
    let report = module.load_report();
    assert_eq!(report.origin, CacheState::Disk);
    assert_eq!(report.component_bytes, guest("text-tools").len() as u64);
    assert_eq!(module.descriptor(), compiled.descriptor());
    works(&module).await;
}

#[tokio::test]
async fn the_bytes_are_not_needed_again() {
    let folder = tempfile::tempdir().unwrap();
    assert!(sandbox(folder.path()).stored(DIGEST).await.is_none());
    sandbox(folder.path()).load(guest("text-tools"), DIGEST).await.unwrap();
    let module = sandbox(folder.path()).stored(DIGEST).await.unwrap();
    works(&module).await;
    assert!(sandbox(folder.path()).stored(Digest::new([8; 32])).await.is_none());
}

#[tokio::test]
async fn a_damaged_entry_is_compiled_anew() {
    let folder = tempfile::tempdir().unwrap();
    sandbox(folder.path()).load(guest("text-tools"), DIGEST).await.unwrap();
    let entries = std::fs::read_dir(folder.path().join("cache/entries")).unwrap();
    let [entry] = &entries.map(|entry| entry.unwrap().path()).collect::<Vec<_>>()[..] else { panic!("one entry") };
    let mut bytes = std::fs::read(entry).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(entry, bytes).unwrap();

    let module = sandbox(folder.path()).load(guest("text-tools"), DIGEST).await.unwrap();
    assert_eq!(module.load_report().origin, CacheState::Compiled);
    works(&module).await;
    assert_eq!(sandbox(folder.path()).stored(DIGEST).await.unwrap().load_report().origin, CacheState::Disk);
}

/// Both ways of allocation compile the same code.
#[tokio::test]
async fn allocation_does_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    sandbox(folder.path()).load(guest("text-tools"), DIGEST).await.unwrap();
    let config = SandboxConfig::new().with_disk_cache(cache(folder.path())).with_allocation(Allocation::OnDemand);
    let module = Sandbox::new(config).unwrap().stored(DIGEST).await.unwrap();
    works(&module).await;
}

#[tokio::test]
async fn several_at_once_compile_once() {
    let folder = tempfile::tempdir().unwrap();
    let loading = (0..4).map(|_| {
        let sandbox = sandbox(folder.path());
        tokio::spawn(async move { sandbox.load(guest("text-tools"), DIGEST).await.unwrap().load_report().origin })
    });
    let mut origins = Vec::new();
    for loading in loading.collect::<Vec<_>>() {
        origins.push(loading.await.unwrap());
    }
    assert_eq!(origins.iter().filter(|&&origin| origin == CacheState::Compiled).count(), 1, "{origins:?}");
}

#[tokio::test]
async fn an_entry_says_of_which_module_it_is() {
    let folder = tempfile::tempdir().unwrap();
    sandbox(folder.path()).load(guest("text-tools"), DIGEST).await.unwrap();
    let list = cache(folder.path()).list().unwrap();
    let content = list[0].content.as_ref().unwrap();
    assert_eq!(cached_module(&content.metadata).unwrap().id.as_str(), "text-tools");
    assert!(cached_module(b"nonsense").is_none());
}

#[test]
fn the_named_version_of_the_engine_is_the_one_in_use() {
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock");
    let lock = std::fs::read_to_string(lock).unwrap();
    let wanted = format!("name = \"wasmtime\"\nversion = \"{WASMTIME_VERSION}\"");
    assert!(lock.contains(&wanted), "change WASMTIME_VERSION in src/disk.rs");
}
