use std::sync::Arc;

use parsify_interface::{Descriptor, Operation, VersionReq};
use parsify_registry::{Field, Registry, RegistryError};

use crate::{described, module, version};

fn registry(versions: &[(&str, &str)]) -> Registry {
    let mut registry = Registry::new();
    for (id, version) in versions {
        registry.register(module(id, version)).unwrap();
    }
    registry
}

fn ids<'a>(descriptors: impl Iterator<Item = &'a Arc<Descriptor>>) -> Vec<String> {
    descriptors.map(|descriptor| format!("{} {}", descriptor.id, descriptor.version)).collect()
}

/// Which of `versions` answers a requirement, or "none".
#[track_caller]
fn check(versions: &[&str], requirement: &str, expected: &str) {
    let pairs: Vec<_> = versions.iter().map(|version| ("m", *version)).collect();
    let requirement: VersionReq = requirement.parse().unwrap();
    let registry = registry(&pairs);
    let found = registry.get("m", &requirement).map_or("none".to_owned(), |found| found.version.to_string());
    assert_eq!(found, expected);
}

#[test]
fn the_newest_version_that_fits_answers() {
    check(&["1.0.0", "1.10.0", "1.9.0"], "*", "1.10.0");
    check(&["1.0.0", "1.10.0", "2.0.0"], "1", "1.10.0");
    check(&["1.0.0", "1.2.0", "1.2.9"], "~1.2", "1.2.9");
    check(&["1.0.0", "1.2.0"], "=1.0.0", "1.0.0");
    check(&["1.0.0"], ">=2", "none");
    check(&["0.1.0", "0.2.0"], "0.1", "0.1.0");
    check(&["1.0.0+b"], "=1.0.0", "1.0.0+b");
}

#[test]
fn pre_releases_are_taken_only_when_named() {
    check(&["1.0.0", "1.1.0-beta.1"], "*", "1.0.0");
    check(&["1.0.0", "1.1.0-beta.1", "1.1.0-beta.2"], ">=1.1.0-beta.1", "1.1.0-beta.2");
    check(&["1.1.0-beta.1", "1.1.0"], ">=1.1.0-beta.1", "1.1.0");
    check(&["1.1.0-beta.1"], "1", "none");
}

#[test]
fn the_newest_is_a_release_where_there_is_one() {
    let registry = registry(&[("a", "1.0.0"), ("a", "2.0.0-rc.1"), ("b", "1.0.0-rc.1"), ("b", "1.0.0-rc.2")]);
    assert_eq!(registry.newest("a").unwrap().version, version("1.0.0"));
    assert_eq!(registry.newest("b").unwrap().version, version("1.0.0-rc.2"));
    assert_eq!(ids(registry.modules()), ["a 1.0.0", "b 1.0.0-rc.2"]);
    assert_eq!(ids(registry.list()), ["a 2.0.0-rc.1", "a 1.0.0", "b 1.0.0-rc.2", "b 1.0.0-rc.1"]);
    assert_eq!(registry.len(), 4);
}

#[test]
fn build_metadata_does_not_tell_versions_apart() {
    let mut registry = registry(&[("a", "1.0.0+first")]);
    let refused = registry.register(module("a", "1.0.0+second")).unwrap_err();
    assert!(
        matches!(refused, RegistryError::Duplicate { ref registered, .. } if *registered == version("1.0.0+first"))
    );
    assert_eq!(registry.get_exact("a", &version("1.0.0")).unwrap().version, version("1.0.0+first"));
    assert!(registry.unregister("a", &version("1.0.0+third")).is_ok());
    assert!(registry.is_empty());
}

#[test]
fn unregistering_takes_one_version() {
    let mut registry = registry(&[("a", "1.0.0"), ("a", "1.1.0"), ("b", "1.0.0")]);
    let before = registry.clone();
    assert_eq!(*registry.unregister("a", &version("1.1.0")).unwrap().version(), version("1.1.0"));
    assert_eq!(ids(registry.list()), ["a 1.0.0", "b 1.0.0"]);
    assert!(matches!(registry.unregister("a", &version("1.1.0")), Err(RegistryError::NoSuchVersion { .. })));
    assert!(registry.unregister("a", &version("1.0.0")).is_ok());
    assert!(matches!(registry.newest("a"), Err(RegistryError::NotFound { .. })));
    assert_eq!(before.len(), 3, "a clone is a catalog of its own");
}

#[test]
fn an_invalid_descriptor_leaves_no_trace() {
    let mut descriptor = module("a", "1.0.0");
    descriptor.operations.clear();
    let mut registry = Registry::new();
    assert!(matches!(registry.register(descriptor), Err(RegistryError::Invalid { .. })));
    assert!(registry.is_empty());
    assert!(matches!(registry.newest("a"), Err(RegistryError::NotFound { .. })));
}

#[test]
fn modules_are_listed_by_what_they_offer() {
    let format = || Operation::new("format", "Formats");
    let mut registry = Registry::new();
    for descriptor in [
        described("json", "JSON", "data", "x", vec![format().with_format("json"), Operation::new("query", "Queries")]),
        described("code", "Code", "code", "x", vec![format().with_language("Python").with_language("rust")]),
    ] {
        registry.register(descriptor).unwrap();
    }
    assert_eq!(ids(registry.with_operation("format")), ["code 1.0.0", "json 1.0.0"]);
    assert_eq!(ids(registry.offering("format", "python")), ["code 1.0.0"]);
    assert_eq!(ids(registry.offering("format", "JSON")), ["json 1.0.0"]);
    assert_eq!(ids(registry.offering("query", "json")), [""; 0], "a subject belongs to its operation");
    assert_eq!(ids(registry.by_category("code")), ["code 1.0.0"]);
    assert_eq!(ids(registry.with_format("JSON")), ["json 1.0.0"]);
    assert_eq!(ids(registry.with_language("python")), ["code 1.0.0"]);
    assert_eq!(ids(registry.with_language("json")), [""; 0], "a format is no language");
    let mut tagged = module("tagged", "1.0.0");
    tagged.tags = vec!["formatter".to_owned(), "fast".to_owned()];
    registry.register(tagged).unwrap();
    registry.register(module("tagged", "0.9.0")).unwrap();
    assert_eq!(ids(registry.with_tag("fast")), ["tagged 1.0.0"]);
    assert_eq!(registry.tags().into_iter().collect::<Vec<_>>(), ["fast", "formatter"]);
    assert_eq!(registry.search("formatter")[0].matched[0].field, Field::Tag);
    registry.unregister("tagged", &version("1.0.0")).unwrap();
    assert_eq!(ids(registry.with_tag("fast")), [""; 0], "only the newest version counts");
    registry.unregister("tagged", &version("0.9.0")).unwrap();
    assert_eq!(registry.categories().into_iter().collect::<Vec<_>>(), ["code", "data"]);
}
