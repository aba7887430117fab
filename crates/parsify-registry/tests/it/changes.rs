use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{Digest, ModuleId};
use parsify_registry::{Entry, Mark, Registry, RegistryError};

use crate::{catalog, module, version};

const DIAMOND: &str = "
    app 1.0.0: left ^1, right ^1?
    left 1.0.0: base ^1
    right 1.0.0: base ^1
    base 1.0.0
    base 1.1.0
    base 2.0.0";

fn digest(byte: u8) -> Digest {
    Digest::new([byte; 32])
}

fn all(registry: &Registry) -> Vec<String> {
    registry.list().map(|descriptor| format!("{} {}", descriptor.id, descriptor.version)).collect()
}

#[test]
fn what_others_need_stays() {
    let mut registry = catalog(DIAMOND);
    registry.unregister("base", &version("1.0.0")).unwrap();
    registry.unregister("base", &version("2.0.0")).unwrap();
    let before = all(&registry);
    let refused = registry.unregister("base", &version("1.1.0")).unwrap_err();
    assert_eq!(refused.to_string(), "`base` 1.1.0 cannot go: `left` 1.0.0 (`^1`) and `right` 1.0.0 (`^1`) need it");
    let failure = Failure::from(refused);
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, code::REGISTRY_NEEDED));
    assert_eq!(all(&registry), before);
    registry.unregister("right", &version("1.0.0")).unwrap();
    assert!(matches!(registry.unregister("left", &version("1.0.0")), Err(RegistryError::Needed { .. })));
}

#[test]
fn force_says_what_it_breaks() {
    let mut registry = catalog(DIAMOND);
    assert!(registry.unregister_forced("base", &version("1.0.0")).unwrap().broken.is_empty());
    let removed = registry.unregister_forced("base", &version("1.1.0")).unwrap();
    assert_eq!(removed.entry.version(), &version("1.1.0"));
    let broken: Vec<_> = removed.broken.iter().map(ToString::to_string).collect();
    assert_eq!(broken, ["`left` 1.0.0 (`^1`)", "`right` 1.0.0 (`^1`)"]);
}

#[test]
fn a_withdrawn_version_is_no_stand_in() {
    let mut registry = catalog("app 1.0.0: base ^1\nbase 1.0.0\nbase 1.1.0 yanked");
    assert!(matches!(registry.unregister("base", &version("1.0.0")), Err(RegistryError::Needed { .. })));
}

#[test]
fn a_version_is_replaced_by_other_content_or_by_another_version() {
    let mut registry = catalog(DIAMOND);
    let mut changed = module("base", "1.1.0+again");
    changed.summary = "Other content".to_owned();
    assert_eq!(registry.replace(&version("1.1.0"), changed).unwrap().version(), &version("1.1.0"));
    assert_eq!(registry.get_exact("base", &version("1.1.0")).unwrap().summary, "Other content");

    registry.unregister("base", &version("1.0.0")).unwrap();
    registry.replace(&version("1.1.0"), module("base", "1.2.0")).unwrap();
    let taken = registry.replace(&version("1.2.0"), module("base", "2.0.0")).unwrap_err();
    assert!(matches!(taken, RegistryError::Duplicate { .. }));
    let needed = registry.replace(&version("1.2.0"), module("base", "3.0.0")).unwrap_err();
    assert!(matches!(needed, RegistryError::Needed { .. }));
    assert_eq!(registry.replace_forced(&version("1.2.0"), module("base", "3.0.0")).unwrap().broken.len(), 2);
    let gone = registry.replace(&version("1.2.0"), module("base", "1.3.0")).unwrap_err();
    assert!(matches!(gone, RegistryError::NoSuchVersion { .. }));
    assert_eq!(all(&registry), ["app 1.0.0", "base 3.0.0", "base 2.0.0", "left 1.0.0", "right 1.0.0"]);
    assert_eq!(registry.len(), 5);
}

#[test]
fn sources_must_agree_on_the_digest() {
    let offered = |byte, source: &str| Entry::new(module("a", "1.0.0")).with_digest(digest(byte)).with_source(source);
    let mut registry = Registry::new();
    registry.register(offered(1, "folder-one")).unwrap();
    registry.register(offered(1, "folder-two")).unwrap();
    assert_eq!(registry.entry_exact("a", &version("1.0.0")).unwrap().source(), Some("folder-one"));
    let failure = Failure::from(registry.register(offered(2, "folder-two")).unwrap_err());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Integrity, code::REGISTRY_DIGEST));
    assert_eq!(
        failure.message(),
        "`a` 1.0.0 has two digests: sha256:010101010101… from `folder-one` and sha256:020202020202… from `folder-two`"
    );
    let duplicate = registry.register(module("a", "1.0.0")).unwrap_err();
    assert!(matches!(duplicate, RegistryError::Duplicate { .. }), "without a digest nobody knows that it is the same");
    assert_eq!(registry.len(), 1);
}

#[test]
fn what_is_withdrawn_is_found_only_when_asked_for_exactly() {
    let mut registry = catalog("a 1.0.0\na 1.1.0");
    let mark = Mark::yanked("it loses lines").for_security();
    assert_eq!(registry.mark("a", &version("1.1.0"), mark.clone()).unwrap(), None);
    let found = |registry: &Registry, requirement: &str| {
        registry.get("a", &requirement.parse().unwrap()).map(|found| found.version.to_string())
    };
    assert_eq!(found(&registry, "^1").unwrap(), "1.0.0");
    assert_eq!(found(&registry, "=1.1.0").unwrap(), "1.1.0");
    assert_eq!(registry.newest("a").unwrap().version, version("1.0.0"));
    let failure = Failure::from(found(&registry, "^1.1").unwrap_err());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::NotFound, code::REGISTRY_YANKED));
    assert_eq!(failure.hints(), ["1.1.0 was withdrawn: it loses lines; who wants it all the same asks for `=1.1.0`"]);
    registry.mark("a", &version("1.0.0"), Mark::yanked("old")).unwrap();
    assert!(matches!(registry.newest("a"), Err(RegistryError::Yanked { .. })));
    assert_eq!((registry.modules().count(), registry.search("a").len(), registry.entries().count()), (0, 0, 2));
    assert_eq!(registry.mark("a", &version("1.1.0"), None).unwrap(), Some(mark));
    assert_eq!(registry.newest("a").unwrap().version, version("1.1.0"));
}

#[test]
fn a_deprecated_version_is_chosen_as_any_other() {
    let mut registry = catalog("a 1.0.0");
    let mark = Mark::deprecated("another does it better").replaced_by(ModuleId::from_static("b"));
    registry.mark("a", &version("1.0.0"), mark).unwrap();
    let entry = registry.newest_entry("a").unwrap();
    assert_eq!(entry.mark().unwrap().to_string(), "deprecated, use `b`: another does it better");
}

#[test]
fn a_mark_has_a_reason_of_one_line() {
    let mut registry = catalog("a 1.0.0");
    for reason in ["", " ", "two\nlines", &"x".repeat(301)] {
        let refused = registry.mark("a", &version("1.0.0"), Mark::yanked(reason)).unwrap_err();
        assert_eq!(Failure::from(refused).code(), code::REGISTRY_MARK);
    }
    assert!(registry.newest("a").is_ok());
}

#[test]
fn dependents_are_listed_whatever_they_ask_for() {
    let registry = catalog("a 1.0.0: c ^1\na 2.0.0: c ^2?\nb 1.0.0\nc 1.0.0");
    let listed: Vec<_> = registry.dependents_of("c").map(|it| (it.to_string(), it.optional)).collect();
    assert_eq!(listed, [("`a` 2.0.0 (`^2`)".to_owned(), true), ("`a` 1.0.0 (`^1`)".to_owned(), false)]);
    assert_eq!(registry.dependents_of("nothing").count(), 0);
}

#[test]
fn another_case_leads_to_the_right_id() {
    let failure = Failure::from(catalog("json-tools 1.0.0").newest("JSON-Tools").unwrap_err());
    assert_eq!(failure.hints(), ["did you mean `json-tools`?"]);
}
