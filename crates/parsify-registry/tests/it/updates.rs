use parsify_interface::serde_json::{self, json};
use parsify_interface::{Capability, Dependency, Descriptor, DocumentSpec, ModuleId, Operation};
use parsify_registry::{Change, Mark, Registry, Update, UpdateKind, UpdateOptions};

use crate::{catalog, module, version};

fn updates(installed: &str, available: &str, options: &UpdateOptions) -> Vec<Update> {
    catalog(installed).updates(&catalog(available), options)
}

/// `id installed -> compatible, newest`
fn shown(updates: &[Update]) -> Vec<String> {
    let number = |candidate: &Option<parsify_registry::Candidate>| {
        candidate.as_ref().map_or("-".to_owned(), |candidate| candidate.version.to_string())
    };
    let line =
        |it: &Update| format!("{} {} -> {}, {}", it.id, it.installed, number(&it.compatible), number(&it.newest));
    updates.iter().map(line).collect()
}

#[track_caller]
fn check(installed: &str, available: &str, expected: &[&str]) {
    assert_eq!(shown(&updates(installed, available, &UpdateOptions::new())), expected);
}

#[test]
fn the_newest_compatible_and_the_newest_are_offered() {
    check("a 1.0.0", "a 1.0.0\na 1.0.1\na 1.2.0\na 2.1.0", &["a 1.0.0 -> 1.2.0, 2.1.0"]);
    check("a 1.0.0", "a 2.0.0", &["a 1.0.0 -> -, 2.0.0"]);
    check("a 0.1.0", "a 0.1.5\na 0.2.0", &["a 0.1.0 -> 0.1.5, 0.2.0"]);
    check("a 1.0.0\nb 1.0.0", "a 1.0.0\na 0.9.0", &[]);
    check("a 1.0.0", "a 1.1.0-rc.1\na 1.1.0 yanked", &[]);
    check("a 1.1.0-rc.1", "a 1.1.0-rc.2\na 1.2.0-rc.1", &["a 1.1.0-rc.1 -> 1.1.0-rc.2, 1.1.0-rc.2"]);
    check("a 1.0.0\na 2.0.0", "a 1.3.0\na 2.0.0\na 2.1.0", &["a 2.0.0 -> 2.1.0, 2.1.0", "a 1.0.0 -> 1.3.0, 2.1.0"]);
}

#[test]
fn pins_and_pre_releases() {
    let text = "a 1.1.0\na 1.2.0\na 2.0.0-rc.1";
    let pinned = UpdateOptions::new().with_pin(ModuleId::from_static("a"), "~1.1".parse().unwrap());
    assert_eq!(shown(&updates("a 1.0.0", text, &pinned)), ["a 1.0.0 -> 1.1.0, 1.1.0"]);
    let daring = UpdateOptions::new().with_pre_releases();
    assert_eq!(shown(&updates("a 1.0.0", text, &daring)), ["a 1.0.0 -> 1.2.0, 2.0.0-rc.1"]);
}

#[test]
fn a_dangerous_version_makes_it_a_security_update() {
    let mut available = catalog("a 1.0.0\na 1.0.1");
    let installed = catalog("a 1.0.0\nb 1.0.0 yanked");
    let options = UpdateOptions::new();
    assert!(!installed.updates(&available, &options)[0].compatible.as_ref().unwrap().security);
    available.mark("a", &version("1.0.0"), Mark::yanked("it can be tricked").for_security()).unwrap();
    let updates = installed.updates(&available, &options);
    let candidate = updates[0].compatible.as_ref().unwrap();
    assert_eq!((candidate.kind, candidate.security, candidate.breaking), (UpdateKind::Patch, true, false));
    assert_eq!(shown(&updates), ["a 1.0.0 -> 1.0.1, 1.0.1", "b 1.0.0 -> -, -"]);
    assert!(updates[1].mark.as_ref().unwrap().is_yanked(), "without a way out a person should still hear of it");
}

fn changes(from: &str, to: &str, old: impl FnOnce(&mut Descriptor), new: impl FnOnce(&mut Descriptor)) -> Vec<Change> {
    let (mut before, mut after) = (module("a", from), module("a", to));
    old(&mut before);
    new(&mut after);
    let (mut installed, mut available) = (Registry::new(), Registry::new());
    installed.register(before).unwrap();
    available.register(after).unwrap();
    let update = installed.updates(&available, &UpdateOptions::new()).remove(0);
    let candidate = update.newest.unwrap();
    assert_eq!(candidate.breaking, candidate.changes.iter().any(Change::is_breaking));
    candidate.changes
}

fn texts(changes: &[Change]) -> Vec<String> {
    changes.iter().map(ToString::to_string).collect()
}

#[test]
fn a_change_of_the_number_breaks_as_the_number_says() {
    let of = |from, to| texts(&changes(from, to, |_| {}, |_| {}));
    assert_eq!(of("1.0.0", "1.9.0"), [""; 0]);
    assert_eq!(of("1.0.0", "2.0.0"), ["2.0.0 promises no compatibility with 1.0.0"]);
    assert_eq!(of("0.1.0", "0.2.0"), ["0.2.0 promises no compatibility with 0.1.0"]);
    assert_eq!(of("0.0.1", "0.0.2"), ["0.0.2 promises no compatibility with 0.0.1"]);
}

#[test]
fn what_callers_have_to_change_is_said_whatever_the_number() {
    let document = |name| DocumentSpec::new(name, "", "");
    let found = changes(
        "1.0.0",
        "1.0.1",
        |old| {
            old.operations.push(Operation::new("gone", "Is gone"));
            old.operations[0] =
                Operation::new("run", "Runs").with_document(document("a").optional()).with_document(document("b"));
        },
        |new| {
            new.operations[0] =
                Operation::new("run", "Runs").with_document(document("a")).with_document(document("c").optional());
            new.operations[0].params = json!({ "type": "object", "required": ["depth"] });
            new.operations.push(Operation::new("fresh", "Is new"));
        },
    );
    assert_eq!(
        texts(&found),
        [
            "`run` needs the document `a`",
            "`run` no longer takes the document `b`",
            "`run` needs the parameter `depth`",
            "the operation `gone` is gone",
        ]
    );
    assert!(found.iter().all(|change| change.is_breaking() && !change.wants_more()));
}

#[test]
fn what_is_wanted_in_addition_is_said() {
    let needs = |grants: &[Capability]| {
        let bare = Dependency::new(ModuleId::from_static("b"), "*".parse().unwrap());
        vec![grants.iter().fold(bare, |dependency, capability| dependency.with_grant(*capability))]
    };
    let found = changes(
        "1.0.0",
        "1.0.1",
        |old| {
            old.capabilities = vec![Capability::Clock];
            old.dependencies = needs(&[Capability::Clock]);
        },
        |new| {
            new.capabilities = vec![Capability::Clock, Capability::Network];
            new.dependencies = needs(&[Capability::Files, Capability::Clock]);
        },
    );
    assert_eq!(texts(&found), ["it wants network", "it wants to let `b` use files"]);
    assert!(found.iter().all(|change| change.wants_more() && !change.is_breaking()));
    let newer = changes("1.0.0", "1.0.1", |_| {}, |new| new.api_version = version("1.1.0"));
    assert_eq!(texts(&newer), ["it was built for version 1.1.0 of the contract, not 1.0.0"]);
    assert!(newer[0].is_breaking(), "this host speaks 1.0.0");
}

#[test]
fn an_update_says_whom_it_concerns() {
    let installed = "app 1.0.0: a ^1\nold 1.0.0: a =1.0.0\nother 1.0.0: a ^3\na 1.0.0";
    let updates = updates(installed, "a 1.1.0\na 2.0.0", &UpdateOptions::new());
    let effects = |candidate: &Option<parsify_registry::Candidate>| -> Vec<String> {
        let dependents = &candidate.as_ref().unwrap().dependents;
        dependents.iter().map(|effect| format!("{} {}", effect.dependent, effect.fits)).collect()
    };
    assert_eq!(effects(&updates[0].compatible), ["`app` 1.0.0 (`^1`) true", "`old` 1.0.0 (`=1.0.0`) false"]);
    assert_eq!(effects(&updates[0].newest), ["`app` 1.0.0 (`^1`) false", "`old` 1.0.0 (`=1.0.0`) false"]);
}

#[test]
fn an_update_has_a_form_in_json() {
    let updates = updates("app 1.0.0: a ^1\na 1.0.0 yanked", "a 2.0.0", &UpdateOptions::new());
    assert_eq!(
        serde_json::to_value(&updates).unwrap(),
        json!([{
            "id": "a",
            "installed": "1.0.0",
            "mark": { "kind": "yanked", "reason": "it loses lines" },
            "newest": {
                "version": "2.0.0",
                "kind": "major",
                "security": false,
                "breaking": true,
                "changes": [{ "kind": "version", "from": "1.0.0", "to": "2.0.0" }],
                "dependents": [
                    { "id": "app", "version": "1.0.0", "requirement": "^1", "optional": false, "fits": false },
                ],
            },
        }])
    );
}
