use std::fs;

use parsify_error::{Failure, code};
use parsify_loader::{Folder, Loader, LoaderError, Source};

use crate::bytes::COMPONENT;

fn names(sources: &[Source]) -> Vec<String> {
    let name = |source: &Source| match source {
        Source::File(path) => path.file_name().unwrap().to_str().unwrap().to_owned(),
        other => panic!("{other} is no file"),
    };
    sources.iter().map(name).collect()
}

#[test]
fn a_listing_is_sorted_and_shallow() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.wasm", "a.wasm", ".hidden.wasm", "readme.md", "wasm", "c.wasm.bak"] {
        fs::write(folder.path().join(name), COMPONENT).unwrap();
    }
    fs::create_dir(folder.path().join("sub.wasm")).unwrap();
    fs::write(folder.path().join("sub.wasm/d.wasm"), COMPONENT).unwrap();
    let listing = Folder::new(folder.path()).list().unwrap();
    assert_eq!(names(&listing), ["a.wasm", "b.wasm"]);
}

#[test]
fn a_bad_file_does_not_hide_the_good_ones() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [("a.wasm", COMPONENT), ("b.wasm", b"broken"), ("c.wasm", COMPONENT)] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let loader = Loader::new();
    let listing = Folder::new(folder.path()).list().unwrap();
    let results: Vec<_> = listing.iter().map(|source| loader.load(source).is_ok()).collect();
    assert_eq!(results, [true, false, true]);
}

#[test]
fn an_empty_folder_is_an_empty_listing() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Folder::new(folder.path()).list().unwrap(), []);
}

#[test]
fn what_is_no_folder_is_named() {
    let parent = tempfile::tempdir().unwrap();
    fs::create_dir(parent.path().join("modules")).unwrap();
    fs::write(parent.path().join("a.wasm"), COMPONENT).unwrap();
    let missing = Failure::from(Folder::new(parent.path().join("module")).list().unwrap_err());
    assert_eq!(missing.code(), code::LOADER_MISSING);
    assert_eq!(missing.hints(), ["did you mean `modules`?"]);
    let file = Folder::new(parent.path().join("a.wasm")).list().unwrap_err();
    assert!(matches!(file, LoaderError::NotAFolder { .. }));
    assert!(Failure::from(file).hints()[0].contains("load it as a file"));
}
