use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::Digest;
use parsify_registry::{Entry, Lock, LockError, Registry, ResolveOptions};
use proptest::prelude::*;

use crate::{catalog, dependencies, module, version};

const DIAMOND: &str = "
    app 1.0.0: left ^1, right ^1, extra ^1?
    left 1.0.0: base ^1
    right 1.0.0: base ^1.1
    base 1.0.0
    base 1.2.0";

fn diamond() -> Registry {
    let mut registry = catalog(DIAMOND);
    let source = "folder \"a\\b\"/base.wasm";
    let entry = Entry::new(module("base", "1.1.0")).with_digest(Digest::new([0xab; 32])).with_source(source);
    registry.register(entry).unwrap();
    registry.unregister("base", &version("1.2.0")).unwrap();
    registry
}

fn locked(registry: &Registry, wanted: &str) -> Lock {
    Lock::from_resolution(&registry.resolve(&dependencies(wanted), &ResolveOptions::new()).unwrap())
}

const TEXT: &str = r#"# Written by Parsify, not by hand: the versions that were chosen, where they come from, and their digests.
# Keep it with the project, and the next load takes the same ones. To choose anew, lock again or update.
version = 1

[[module]]
id = "app"
version = "1.0.0"
dependencies = [
    { id = "left", version = "^1" },
    { id = "right", version = "^1" },
]

[[module]]
id = "base"
version = "1.1.0"
source = 'folder "a\b"/base.wasm'
digest = "sha256:abababababababababababababababababababababababababababababababab"

[[module]]
id = "left"
version = "1.0.0"
dependencies = [
    { id = "base", version = "^1" },
]

[[module]]
id = "right"
version = "1.0.0"
dependencies = [
    { id = "base", version = "^1.1" },
]
"#;

#[test]
fn the_text_is_always_the_same_and_reads_back() {
    let lock = locked(&diamond(), "app *");
    assert_eq!(lock.to_string(), TEXT);
    assert_eq!(Lock::parse(TEXT).unwrap(), lock);
    assert_eq!(lock.get("base").unwrap().source.as_deref(), Some("folder \"a\\b\"/base.wasm"));
    let empty = Lock::default();
    assert_eq!(Lock::parse(&empty.to_string()).unwrap(), empty);
}

#[test]
fn what_is_locked_is_chosen_again() {
    let mut registry = diamond();
    let lock = locked(&registry, "app *");
    registry.register(module("base", "1.9.0")).unwrap();
    let options = ResolveOptions::new().with_lock(&lock);
    let again = registry.resolve(&dependencies("app *"), &options).unwrap();
    assert_eq!(Lock::from_resolution(&again), lock);
    assert_eq!(locked(&registry, "app *").get("base").unwrap().version, version("1.9.0"));
}

/// The text with a piece replaced.
#[track_caller]
fn refused(from: &str, to: &str, line: u64, message: &str) {
    assert_eq!(TEXT.matches(from).count(), 1, "{from}");
    let failure = Failure::from(Lock::parse(&TEXT.replace(from, to)).unwrap_err());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, code::LOCK_INVALID));
    assert!(failure.message().contains(message), "{}", failure.message());
    assert_eq!(failure.details()["line"].as_u64(), Some(line), "{}", failure.message());
    assert!(!failure.hints().is_empty());
}

#[test]
fn a_lock_that_was_edited_by_hand_is_refused_with_the_line() {
    refused("id = \"app\"", "id = \"App\"", 6, "`App` is no module id");
    refused("id = \"app\"", "id = \"left\"", 20, "`left` is locked twice");
    refused("version = \"1.1.0\"", "version = \"1.1\"", 15, "unexpected end of input");
    refused("version = \"1.1.0\"", "version = \"2.0.0\"", 23, "`left` needs `base` `^1`, but 2.0.0 is locked");
    refused("version = \"1.1.0\"", "version = \"1.0.9\"", 30, "`right` needs `base` `^1.1`, but 1.0.9 is locked");
    refused("version = \"^1.1\"", "version = \"^x\"", 30, "unexpected character");
    refused("sha256:ab", "sha256:AB", 17, "a digest is `sha256:` and 64 lower-case");
    refused("sha256:ab", "sha256:", 17, "a digest is `sha256:` and 64 lower-case");
    refused("source =", "sauce =", 16, "unknown field `sauce`");
    refused(
        "{ id = \"left\", version = \"^1\" }",
        "{ id = \"gone\", version = \"^1\" }",
        9,
        "`app` needs `gone`, which is not locked",
    );
    refused("{ id = \"left\", version = \"^1\" }", "{ id = \"left\" }", 9, "missing field `version`");
    refused("version = 1\n", "version = \"one\"\n", 3, "invalid type");
    refused("id = \"base\"\nversion = \"1.1.0\"", "id = \"base\"\nid = \"base\"", 15, "duplicate key");
    refused("[[module]]\nid = \"app\"", "[[module]\nid = \"app\"", 5, "");
}

#[test]
fn a_circle_is_refused() {
    let text =
        TEXT.replace("source = 'folder \"a\\b\"/base.wasm'", "dependencies = [{ id = \"app\", version = \"*\" }]");
    let error = Lock::parse(&text).unwrap_err();
    assert_eq!(
        error.to_string(),
        "modules are locked that need each other in a circle: `app` → `left` → `base` → `app`"
    );
    let itself = TEXT.replace("{ id = \"left\", version = \"^1\" }", "{ id = \"app\", version = \"^1\" }");
    assert!(matches!(Lock::parse(&itself), Err(LockError::Circle { .. })));
}

#[test]
fn a_newer_form_is_refused_whatever_else_it_holds() {
    let text = TEXT.replace("version = 1\n", "version = 2\nnew = true\n");
    let failure = Failure::from(Lock::parse(&text).unwrap_err());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Compatibility, code::LOCK_VERSION));
}

#[test]
fn hostile_texts_are_refused() {
    for text in ["", "\u{0}", "[", &"[".repeat(200_000), &format!("a = {}", "[".repeat(200_000)), "version = -1"] {
        assert!(matches!(Lock::parse(text), Err(LockError::Syntax { .. })), "{}", &text[..text.len().min(20)]);
    }
    let long = "#".repeat(Lock::MAX_TEXT + 1);
    assert!(matches!(Lock::parse(&long), Err(LockError::TooLarge { .. })));
}

#[test]
fn a_long_chain_is_read() {
    let mut text = String::from("version = 1\n");
    for number in 0..10_000 {
        text.push_str(&format!("[[module]]\nid = \"m{number}\"\nversion = \"1.0.0\"\n"));
        if number > 0 {
            text.push_str(&format!("dependencies = [{{ id = \"m{}\", version = \"^1\" }}]\n", number - 1));
        }
    }
    assert_eq!(Lock::parse(&text).unwrap().modules().len(), 10_000);
}

#[track_caller]
fn stale(registry: &Registry, lock: &Lock, wanted: &str, expected: &[&str]) {
    match lock.check(registry, &dependencies(wanted)) {
        Ok(()) => assert!(expected.is_empty()),
        Err(LockError::Stale { reasons }) => {
            assert_eq!(reasons.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_lock_is_compared_with_what_is_wanted_and_there() {
    let mut registry = diamond();
    let lock = locked(&registry, "app *");
    stale(&registry, &lock, "app *", &[]);
    stale(&registry, &lock, "app ^2", &["`app` `^2` is wanted, 1.0.0 is locked"]);
    stale(&registry, &lock, "app *, other ^1", &["`other` `^1` is wanted and not locked"]);
    stale(&registry, &lock, "app *, other ^1?", &[]);
    stale(
        &registry,
        &lock,
        "left *",
        &["`app` 1.0.0 is locked and no longer needed", "`right` 1.0.0 is locked and no longer needed"],
    );
    let mut changed = module("right", "1.0.0");
    changed.dependencies = dependencies("base ^1.0, other ^1?");
    registry.replace(&version("1.0.0"), changed).unwrap();
    stale(&registry, &lock, "app *", &["`right` 1.0.0 depends on `base` in another way than it was locked"]);
    registry.unregister_forced("left", &version("1.0.0")).unwrap();
    stale(
        &registry,
        &lock,
        "app *",
        &["`left` 1.0.0 is locked and not there", "`right` 1.0.0 depends on `base` in another way than it was locked"],
    );
    let failure = Failure::from(lock.check(&registry, &dependencies("app *")).unwrap_err());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, code::LOCK_STALE));
}

#[test]
fn another_content_is_a_breach_of_integrity() {
    let mut registry = diamond();
    let lock = locked(&registry, "app *");
    let other = Entry::new(module("base", "1.1.0")).with_digest(Digest::new([1; 32])).with_source("elsewhere");
    registry.replace(&version("1.1.0"), other).unwrap();
    assert!(matches!(lock.check_digests(&registry), Err(LockError::Digest { .. })));
    assert!(lock.check_digests(&diamond()).is_ok() && lock.check_digests(&Registry::new()).is_ok());
    let failure = Failure::from(lock.check(&registry, &dependencies("app *")).unwrap_err());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Integrity, code::LOCK_DIGEST));
    assert!(failure.message().contains("sha256:abababababab…"), "{}", failure.message());
    assert!(failure.message().contains("sha256:010101010101… from `elsewhere` is there"), "{}", failure.message());
}

proptest! {
    #[test]
    fn any_source_reads_back(source in "\\PC{0,30}|[\"'\\\\\n\t#]{0,8}") {
        let mut registry = Registry::new();
        registry.register(Entry::new(module("a", "1.0.0-rc.1+b")).with_source(source.as_str())).unwrap();
        let lock = locked(&registry, "a =1.0.0-rc.1");
        prop_assert_eq!(Lock::parse(&lock.to_string()).unwrap(), lock);
    }
}
