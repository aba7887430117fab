use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::VersionReq;
use parsify_registry::{Registry, RegistryError};

use crate::{module, version};

fn registry() -> Registry {
    let mut registry = Registry::new();
    for (id, version) in [("json-processor", "1.0.0"), ("json-processor", "2.0.0"), ("code-processor", "1.0.0-rc.1")] {
        registry.register(module(id, version)).unwrap();
    }
    registry
}

#[track_caller]
fn check(error: RegistryError, kind: ErrorKind, code: &str, text: &str, hints: &[&str]) {
    let failure = Failure::from(error);
    assert_eq!((failure.kind(), failure.code()), (kind, code));
    assert_eq!(failure.to_string(), text);
    assert_eq!(failure.hints(), hints);
}

#[test]
fn an_unknown_id_leads_to_the_nearest() {
    let not_found = |id: &str, text: &str, hint: &str| {
        check(registry().newest(id).unwrap_err(), ErrorKind::NotFound, code::MODULE_NOT_FOUND, text, &[hint]);
    };
    not_found("json-procesor", "json-procesor: there is no module `json-procesor`", "did you mean `json-processor`?");
    not_found("code", "code: there is no module `code`", "did you mean `code-processor`?");
    not_found("a\nb", "a\\nb: there is no module `a\\nb`", "2 modules are registered: list or search them");
    let empty = Failure::from(Registry::new().newest("x").unwrap_err());
    assert_eq!(empty.hints(), ["no module is registered: load one first"]);
    let long = Failure::from(registry().newest(&"x".repeat(1 << 20)).unwrap_err());
    assert!(long.to_string().len() < 300);
}

#[test]
fn an_unmet_requirement_lists_the_versions() {
    let requirement: VersionReq = "^3".parse().unwrap();
    check(
        registry().get("json-processor", &requirement).unwrap_err(),
        ErrorKind::NotFound,
        code::MODULE_VERSION,
        "json-processor: no version of `json-processor` fits `^3`",
        &["there is 2.0.0, 1.0.0"],
    );
    check(
        registry().get("code-processor", &VersionReq::STAR).unwrap_err(),
        ErrorKind::NotFound,
        code::MODULE_VERSION,
        "code-processor: no version of `code-processor` fits `*`",
        &["there is 1.0.0-rc.1", "a pre-release is taken only when the requirement names one of the same version"],
    );
    check(
        registry().get_exact("json-processor", &version("1.5.0")).unwrap_err(),
        ErrorKind::NotFound,
        code::MODULE_VERSION,
        "json-processor: there is no version 1.5.0 of `json-processor`",
        &["there is 2.0.0, 1.0.0"],
    );
}

#[test]
fn a_long_list_of_versions_is_cut_in_the_hint_only() {
    let mut registry = Registry::new();
    for minor in 0..20 {
        registry.register(module("m", &format!("1.{minor}.0"))).unwrap();
    }
    let failure = Failure::from(registry.get_exact("m", &version("2.0.0")).unwrap_err());
    assert!(failure.hints()[0].ends_with("1.12.0, and older ones"), "{:?}", failure.hints());
    assert!(matches!(&failure.details()["versions"], parsify_error::Detail::List(all) if all.len() == 20));
}

#[test]
fn refusals_say_why() {
    check(
        registry().register(module("json-processor", "1.0.0")).unwrap_err(),
        ErrorKind::Input,
        code::REGISTRY_DUPLICATE,
        "json-processor: `json-processor` 1.0.0 cannot be registered: 1.0.0 is, and build metadata makes no difference",
        &["unregister the other one first, or raise the version"],
    );
    let mut invalid = module("x", "1.0.0");
    invalid.category = "No Word".to_owned();
    let failure = Failure::from(registry().register(invalid).unwrap_err());
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Compatibility, code::REGISTRY_INVALID));
    assert_eq!(failure.details()["place"].as_str(), Some("category"));
    assert_eq!(failure.causes(), ["category: `No Word` is no word of a-z, 0-9 and single hyphens"]);
}
