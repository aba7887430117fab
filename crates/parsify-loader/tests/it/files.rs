use std::fs;
use std::path::Path;

use parsify_error::{ErrorKind, Failure, code};
use parsify_loader::{Loader, LoaderError, Provenance, Source};

use crate::bytes::COMPONENT;

fn load(path: &Path) -> Result<(), Failure> {
    Ok(Loader::new().load(&Source::file(path)).map(drop)?)
}

#[test]
fn a_file_becomes_an_artifact() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.wasm");
    fs::write(&path, COMPONENT).unwrap();
    let artifact = Loader::new().load(&Source::file(&path)).unwrap();
    assert_eq!(artifact.bytes(), COMPONENT);
    assert_eq!(artifact.provenance(), &Provenance::File(path));
}

#[test]
fn a_missing_file_leads_to_its_neighbours() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["json-processor.wasm", "code-processor.wasm", ".json-procesor.wasm"] {
        fs::write(folder.path().join(name), COMPONENT).unwrap();
    }
    let failure = load(&folder.path().join("json-procesor.wasm")).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::NotFound, code::LOADER_MISSING));
    assert_eq!(failure.hints(), ["did you mean `json-processor.wasm`?"]);

    let failure = load(&folder.path().join("other")).unwrap_err();
    assert_eq!(failure.hints(), ["check the path"]);

    let below_a_file = load(&folder.path().join("json-processor.wasm").join("x")).unwrap_err();
    assert_eq!(below_a_file.code(), code::LOADER_MISSING);
}

#[test]
fn strange_paths_are_refused_in_words() {
    for path in ["", "/", "..", "a\0b"] {
        let failure = load(Path::new(path)).unwrap_err();
        assert_eq!(failure.kind(), ErrorKind::NotFound, "{path:?}");
        assert!(!failure.message().contains('\0'));
    }
    let unreadable = load(Path::new("a\0b")).unwrap_err();
    assert_eq!((unreadable.code(), unreadable.causes().len()), (code::LOADER_READ, 1));
    assert!(load(Path::new(&"x".repeat(5000))).is_err());
}

#[test]
fn a_folder_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let failure = load(folder.path()).unwrap_err();
    assert_eq!(failure.code(), code::LOADER_READ);
    assert!(failure.message().ends_with("is a folder, not a file"), "{failure}");
}

#[test]
fn the_limit_holds_while_reading() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.wasm");
    fs::write(&path, [COMPONENT, &[0; 100]].concat()).unwrap();
    let load = |limit| Loader::new().with_max_bytes(limit).load(&Source::file(&path));
    assert!(load(108).is_ok());
    assert!(load(u64::MAX).is_ok());
    assert!(matches!(load(107), Err(LoaderError::TooLarge { limit: 107, .. })));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn a_pipe_is_refused_without_waiting_for_a_writer() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe.wasm");
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        let failure = load(&path).unwrap_err();
        assert!(failure.message().ends_with("is a device, pipe or socket, not a file"), "{failure}");
        assert!(load(Path::new("/dev/zero")).is_err());
    }

    #[test]
    fn links_are_followed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), COMPONENT).unwrap();
        symlink("a", folder.path().join("b.wasm")).unwrap();
        symlink("nowhere", folder.path().join("c.wasm")).unwrap();
        assert!(load(&folder.path().join("b.wasm")).is_ok());
        assert_eq!(load(&folder.path().join("c.wasm")).unwrap_err().code(), code::LOADER_MISSING);
    }

    #[test]
    fn a_file_without_permission_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.wasm");
        fs::write(&path, COMPONENT).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        // The superuser may read everything.
        if fs::read(&path).is_ok() {
            return;
        }
        let failure = load(&path).unwrap_err();
        assert_eq!(failure.code(), code::LOADER_READ);
        assert_eq!(failure.causes().len(), 1);
    }
}
