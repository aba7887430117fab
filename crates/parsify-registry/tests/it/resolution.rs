use std::collections::BTreeMap;

use parsify_interface::{Capability, Dependency, ModuleId, Version};
use parsify_registry::{AbsentReason, Registry, Resolution, ResolveError, ResolveOptions};
use proptest::prelude::*;

use crate::{catalog, dependencies, module, version};

fn resolve(registry: &Registry, wanted: &str, options: &ResolveOptions) -> Resolution {
    registry.resolve(&dependencies(wanted), options).unwrap()
}

fn chosen(resolution: &Resolution) -> String {
    let texts = resolution.modules().map(|it| format!("{} {}", it.entry.id(), it.entry.version()));
    texts.collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn check(text: &str, wanted: &str, expected: &str) {
    let registry = catalog(text);
    assert_eq!(chosen(&resolve(&registry, wanted, &ResolveOptions::new())), expected);
}

#[track_caller]
fn check_absent(text: &str, wanted: &str, expected: &str, absent: &[&str]) {
    check(text, wanted, expected);
    let resolution = resolve(&catalog(text), wanted, &ResolveOptions::new());
    let texts = resolution.absent().iter().map(|it| {
        let by = it.by.as_ref().map_or("request".to_owned(), |(id, version)| format!("{id} {version}"));
        format!("{by} without {} {}: {}", it.id, it.requirement, it.reason)
    });
    assert_eq!(texts.collect::<Vec<_>>(), absent);
}

fn id(text: &str) -> ModuleId {
    ModuleId::new(text).unwrap()
}

#[test]
fn the_newest_versions_that_fit_are_chosen() {
    let text = "
        report 1.0.0: sums ^1, tables ^1
        report 1.1.0: sums ^1.1, tables ^1
        tables 1.0.0: sums ^1
        sums 1.0.0
        sums 1.2.0
        sums 2.0.0
        other 1.0.0";
    check(text, "report ^1", "report 1.1.0, sums 1.2.0, tables 1.0.0");
    check(text, "report =1.0.0, sums <1.2", "report 1.0.0, sums 1.0.0, tables 1.0.0");
    check(text, "sums *, sums <2", "sums 1.2.0");
    check(text, "", "");
}

#[test]
fn an_older_version_is_taken_where_the_newest_does_not_fit() {
    let text = "
        menu 1.0.0: icons ^1
        menu 1.1.0: icons ^2
        icons 1.0.0
        icons 2.0.0";
    check(text, "menu *, icons ^1", "icons 1.0.0, menu 1.0.0");
    check(text, "icons ^1, menu *", "icons 1.0.0, menu 1.0.0");
}

#[test]
fn pre_releases_are_taken_only_when_named() {
    let text = "
        a 1.0.0: b ^1
        a 1.1.0: b ^1.1.0-rc.1
        b 1.0.0
        b 1.1.0-rc.2
        b 1.2.0-rc.1";
    check(text, "a =1.0.0", "a 1.0.0, b 1.0.0");
    check(text, "a *", "a 1.1.0, b 1.1.0-rc.2");
}

#[test]
fn build_metadata_makes_no_difference() {
    check("a 1.0.0+first: b =1.0.0\nb 1.0.0+second", "a =1.0.0", "a 1.0.0+first, b 1.0.0+second");
}

#[test]
fn withdrawn_versions_are_taken_only_when_asked_for_locked_or_pinned() {
    let text = "
        a 1.0.0: b ^1
        b 1.0.0
        b 1.1.0 yanked";
    let registry = catalog(text);
    check(text, "a *", "a 1.0.0, b 1.0.0");
    check(text, "a *, b =1.1.0", "a 1.0.0, b 1.1.0");
    let locked = ResolveOptions::new().with_locked(id("b"), version("1.1.0"));
    assert_eq!(chosen(&resolve(&registry, "a *", &locked)), "a 1.0.0, b 1.1.0");
    let pinned = ResolveOptions::new().with_pin(id("b"), version("1.1.0"));
    assert_eq!(chosen(&resolve(&registry, "a *", &pinned)), "a 1.0.0, b 1.1.0");
}

#[test]
fn locked_versions_come_before_newer_ones_if_they_fit() {
    let registry = catalog("a 1.0.0: b ^1\na 1.1.0: b ^1.1\nb 1.0.0\nb 1.1.0\nb 1.2.0");
    let locked = ResolveOptions::new().with_locked(id("a"), version("1.0.0")).with_locked(id("b"), version("1.0.0"));
    assert_eq!(chosen(&resolve(&registry, "a *", &locked)), "a 1.0.0, b 1.0.0");
    assert_eq!(chosen(&resolve(&registry, "a ^1.1", &locked)), "a 1.1.0, b 1.2.0");
    let gone = ResolveOptions::new().with_locked(id("b"), version("0.9.0"));
    assert_eq!(chosen(&resolve(&registry, "a *", &gone)), "a 1.1.0, b 1.2.0");
}

#[test]
fn a_pin_leaves_one_version() {
    let registry = catalog("a 1.0.0: b ^1\na 1.1.0: b ^1.1\nb 1.0.0\nb 1.1.0");
    let pinned = ResolveOptions::new().with_pin(id("b"), version("1.0.0"));
    assert_eq!(chosen(&resolve(&registry, "a *", &pinned)), "a 1.0.0, b 1.0.0");
}

#[test]
fn deprecated_versions_are_chosen_and_reported() {
    let registry = catalog("a 1.0.0: b *\nb 1.0.0 deprecated");
    let resolution = resolve(&registry, "a *", &ResolveOptions::new());
    let marked: Vec<_> =
        resolution.marked().map(|entry| format!("{}: {}", entry.id(), entry.mark().unwrap())).collect();
    assert_eq!(marked, ["b: deprecated: it is slow"]);
}

#[test]
fn optional_dependencies_are_met_where_they_can_be() {
    check_absent(
        "a 1.0.0: b ^1?, c ^1\nb 1.0.0: d ^1\nc 1.0.0\nd 1.3.0",
        "a *",
        "a 1.0.0, b 1.0.0, c 1.0.0, d 1.3.0",
        &[],
    );
    check_absent("a 1.0.0: b ^1?", "a *", "a 1.0.0", &["a 1.0.0 without b ^1: there is no such module"]);
    check_absent("a 1.0.0: b ^1?\nb 2.0.0", "a *", "a 1.0.0", &["a 1.0.0 without b ^1: no version fits"]);
    check_absent("a 1.0.0", "a *, b ^1?", "a 1.0.0", &["request without b ^1: there is no such module"]);
    check_absent("a 1.0.0", "a ^1?", "a 1.0.0", &[]);
}

#[test]
fn an_optional_dependency_never_displaces_what_is_needed() {
    let text = "
        a 1.0.0: b ^1?, c ^1
        b 1.0.0: c <1.1
        c 1.0.0
        c 1.1.0";
    check_absent(
        text,
        "a *",
        "a 1.0.0, c 1.1.0",
        &["a 1.0.0 without b ^1: what it needs itself does not fit the rest"],
    );
    let other = "a 1.0.0: b ^1?, c *\nb 1.0.0\nb 2.0.0\nc 1.0.0: b ^2";
    check_absent(
        other,
        "a *",
        "a 1.0.0, b 2.0.0, c 1.0.0",
        &["a 1.0.0 without b ^1: 2.0.0 was chosen, which does not fit"],
    );
}

#[test]
fn an_optional_dependency_that_would_close_a_circle_is_left_out() {
    let circle = "the modules would need each other in a circle";
    check_absent(
        "a 1.0.0: b *\nb 1.0.0: a *?",
        "a *",
        "a 1.0.0, b 1.0.0",
        &[&format!("b 1.0.0 without a *: {circle}")],
    );
    check_absent(
        "a 1.0.0: b *?\nb 1.0.0: c *\nc 1.0.0: d *\nd 1.0.0: c *",
        "a *",
        "a 1.0.0",
        &[&format!("a 1.0.0 without b *: {circle}")],
    );
}

#[test]
fn the_order_of_what_is_asked_for_makes_no_difference() {
    let registry = catalog("a 1.0.0: c ^1?\nb 1.0.0: c ^2?\nc 1.0.0\nc 2.0.0");
    let resolve = |wanted| resolve(&registry, wanted, &ResolveOptions::new());
    assert_eq!(resolve("a *, b *"), resolve("b *, a *"));
}

#[test]
fn levels_hold_what_can_be_loaded_at_once() {
    let text = "
        app 1.0.0: left *, right *
        left 1.0.0: base *
        right 1.0.0: base *, extra *
        base 1.0.0
        extra 1.0.0";
    let resolution = resolve(&catalog(text), "app *", &ResolveOptions::new());
    let levels: Vec<Vec<_>> =
        resolution.order().iter().map(|level| level.iter().map(|it| it.entry.id().as_str()).collect()).collect();
    assert_eq!(levels, [vec!["base", "extra"], vec!["left", "right"], vec!["app"]]);
}

#[test]
fn an_edge_says_what_was_asked_for_and_granted() {
    let mut caller = module("a", "1.0.0");
    let dependency = Dependency::new(id("b"), "^1".parse().unwrap()).optional().with_grant(Capability::Clock);
    caller.dependencies = vec![dependency];
    let mut registry = catalog("b 1.4.0");
    registry.register(caller).unwrap();
    let resolution = resolve(&registry, "a *", &ResolveOptions::new());
    let edge = &resolution.get("a").unwrap().dependencies[0];
    assert_eq!((edge.id.as_str(), &edge.version), ("b", &version("1.4.0")));
    assert_eq!((edge.requirement.to_string(), edge.optional), ("^1".to_owned(), true));
    assert!(edge.grants.allows(Capability::Clock) && !edge.grants.allows(Capability::Files));
}

fn drawn(resolution: &Resolution) -> Vec<String> {
    let rows = resolution.forest().into_iter().map(|row| {
        let version = row.version.map_or_else(|| "-".to_owned(), |version| version.to_string());
        let marks = [(row.last, "last"), (row.optional, "optional"), (row.repeated, "repeated")];
        let marks: Vec<_> = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
        format!("{}{} {version} {}", "  ".repeat(row.depth), row.id, marks.join(" ")).trim_end().to_owned()
    });
    rows.collect()
}

#[test]
fn the_tree_shows_each_module_in_full_once() {
    let text = "
        app 1.0.0: left *, right *
        left 1.0.0: base *
        right 1.0.0: base *, extra *?
        base 1.0.0: core *
        core 1.0.0";
    let resolution = resolve(&catalog(text), "app *, core *", &ResolveOptions::new());
    assert_eq!(
        drawn(&resolution),
        [
            "app 1.0.0",
            "  left 1.0.0",
            "    base 1.0.0 last",
            "      core 1.0.0 last",
            "  right 1.0.0 last",
            "    base 1.0.0 repeated",
            "    extra - last optional",
            "core 1.0.0 last",
        ]
    );
    let below: Vec<_> =
        resolution.tree("right").unwrap().into_iter().map(|row| (row.depth, row.id.to_string())).collect();
    let expected = [(0, "right"), (1, "base"), (2, "core"), (1, "extra")].map(|(depth, id)| (depth, id.to_owned()));
    assert_eq!(below, expected);
    assert_eq!(resolution.tree("right").unwrap()[3].absent, Some(AbsentReason::NotRegistered));
    assert!(resolution.tree("nothing").is_none());
}

/// Small catalogs, in which every choice can be tried.
fn any_catalog() -> impl Strategy<Value = (String, String)> {
    let requirement = prop::sample::select(vec!["*", "^1", "^2", "=1.0.0", ">=1.1.0", "^2.0.0-rc.1", "<2", "~1.0"]);
    let need = (0..4_usize, requirement.clone(), prop::bool::weighted(0.2));
    let needs = prop::collection::btree_map(0..4_usize, (requirement, prop::bool::weighted(0.2)), 0..3);
    let versions = prop::sample::subsequence(vec!["1.0.0", "1.1.0", "2.0.0-rc.1", "2.0.0"], 1..=4);
    let modules = prop::collection::vec(
        versions.prop_flat_map(move |versions| {
            let count = versions.len();
            (Just(versions), prop::collection::vec(needs.clone(), count))
        }),
        4,
    );
    (modules, prop::collection::vec(need, 1..3)).prop_map(|(modules, roots)| {
        let name = |number: usize| ["aa", "bb", "cc", "dd"][number];
        let optional = |optional: bool| if optional { "?" } else { "" };
        let mut lines = Vec::new();
        for (number, (versions, needs)) in modules.into_iter().enumerate() {
            for (version, needs) in versions.into_iter().zip(needs) {
                // Only upwards: circles are another matter.
                let needs = needs.into_iter().filter(|(other, _)| *other > number);
                let needs: Vec<_> =
                    needs.map(|(other, (req, opt))| format!("{} {req}{}", name(other), optional(opt))).collect();
                lines.push(format!("{} {version}: {}", name(number), needs.join(", ")));
            }
        }
        let roots: Vec<_> =
            roots.into_iter().map(|(id, req, opt)| format!("{} {req}{}", name(id), optional(opt))).collect();
        (lines.join("\n"), roots.join(", "))
    })
}

/// Whether any choice of versions meets every need, by trying them all.
fn has_solution(registry: &Registry, wanted: &[Dependency]) -> bool {
    fn meets(registry: &Registry, chosen: &BTreeMap<ModuleId, Version>, open: &[Dependency]) -> bool {
        let Some((next, rest)) = open.split_first() else { return true };
        if next.optional {
            return meets(registry, chosen, rest);
        }
        if let Some(version) = chosen.get(&next.id) {
            return next.version.matches(version) && meets(registry, chosen, rest);
        }
        let versions: Vec<_> = registry.versions(next.id.as_str()).unwrap().cloned().collect();
        versions.iter().filter(|version| next.version.matches(version)).any(|version| {
            let mut chosen = chosen.clone();
            chosen.insert(next.id.clone(), version.clone());
            let needs = &registry.get_exact(next.id.as_str(), version).unwrap().dependencies;
            let open: Vec<_> = rest.iter().chain(needs).cloned().collect();
            meets(registry, &chosen, &open)
        })
    }
    meets(registry, &BTreeMap::new(), wanted)
}

fn needs_only(registry: &Registry) -> Registry {
    let mut bare = Registry::new();
    for descriptor in registry.list() {
        let mut descriptor = (**descriptor).clone();
        descriptor.dependencies.retain(|dependency| !dependency.optional);
        bare.register(descriptor).unwrap();
    }
    bare
}

fn check_resolution(resolution: &Resolution, wanted: &[Dependency]) -> Result<(), TestCaseError> {
    for root in wanted {
        let found = resolution.get(root.id.as_str());
        let met = found.is_some_and(|it| root.version.matches(it.entry.version()));
        prop_assert!(met || root.optional, "{:?}", root);
    }
    for it in resolution.modules() {
        for dependency in &it.entry.descriptor().dependencies {
            let met = it.dependencies.iter().find(|edge| edge.id == dependency.id);
            let absent = resolution.absent().iter().any(|absent| {
                absent.id == dependency.id && absent.by.as_ref().is_some_and(|(id, _)| id == it.entry.id())
            });
            prop_assert_eq!(met.is_none(), absent);
            prop_assert!(dependency.optional || met.is_some());
            if let Some(edge) = met {
                prop_assert!(dependency.version.matches(&edge.version));
                prop_assert_eq!(resolution.get(edge.id.as_str()).map(|it| it.entry.version()), Some(&edge.version));
            }
        }
    }
    prop_assert_eq!(resolution.order().iter().map(Vec::len).sum::<usize>(), resolution.modules().len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn a_solution_is_found_where_there_is_one((text, wanted) in any_catalog()) {
        let (registry, wanted) = (catalog(&text), dependencies(&wanted));
        match registry.resolve(&wanted, &ResolveOptions::new()) {
            Ok(resolution) => check_resolution(&resolution, &wanted)?,
            Err(ResolveError::Unsolvable(why)) => {
                prop_assert!(!has_solution(&registry, &wanted), "{}\n{:?}", text, why);
                prop_assert!(!why.problems.is_empty() && !why.ways_out.is_empty(), "{}\n{:?}", text, why);
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn what_is_optional_changes_nothing_of_what_is_needed((text, wanted) in any_catalog()) {
        let (registry, wanted) = (catalog(&text), dependencies(&wanted));
        let needed: Vec<_> = wanted.iter().filter(|root| !root.optional).cloned().collect();
        let without = needs_only(&registry).resolve(&needed, &ResolveOptions::new());
        let with = registry.resolve(&wanted, &ResolveOptions::new());
        prop_assert_eq!(with.is_ok(), without.is_ok());
        if let (Ok(with), Ok(without)) = (with, without) {
            for it in without.modules() {
                let found = with.get(it.entry.id().as_str()).map(|it| it.entry.version());
                prop_assert_eq!(found, Some(it.entry.version()));
            }
        }
    }
}
