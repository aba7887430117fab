//! The laws about dependencies.

use super::Verdict;
use super::graph::{Graph, Member, Place};
use super::table::{FOR_GUESTS, LAYERS, NAMES_WASMTIME, TESTKIT, is_ours, layer};

/// Every law that the graph alone can answer.
pub(crate) fn all(graph: &Graph) -> Vec<Verdict> {
    vec![
        known_crates(graph),
        downward(graph),
        forbidden(graph),
        wasmtime_in_one_place(graph),
        testkit_for_tests(graph),
        guests_stay_small(graph),
        xtask_alone(graph),
    ]
}

fn known_crates(graph: &Graph) -> Verdict {
    let mut violations = Vec::new();
    for member in graph.in_place(Place::Crate) {
        if layer(&member.name).is_none() {
            violations.push(format!("`{}` is in no row; add it to xtask/src/layers/table.rs", member.name));
        }
        if member.folder != member.name {
            violations
                .push(format!("the folder of `{}` is called `{}`; give both one name", member.name, member.folder));
        }
    }
    Verdict { law: "known-crates", says: "each crate has a row, and its folder its name", violations }
}

fn downward(graph: &Graph) -> Verdict {
    let mut violations = Vec::new();
    for member in graph.in_place(Place::Crate) {
        let Some(from) = layer(&member.name) else { continue };
        for name in &member.direct {
            let Some(to) = layer(name) else { continue };
            // The testkit has a law of its own, with a better message.
            if to.row >= from.row && name != TESTKIT {
                violations.push(format!("`{}` (row {}) depends on `{name}` (row {})", member.name, from.row, to.row));
            }
        }
    }
    Verdict { law: "downward", says: "dependencies go to a lower row only", violations }
}

fn forbidden(graph: &Graph) -> Verdict {
    let mut violations = Vec::new();
    for layer in LAYERS {
        let Some(member) = graph.in_place(Place::Crate).find(|member| member.name == layer.name) else { continue };
        for name in layer.not_direct.iter().filter(|name| member.direct.contains(**name)) {
            violations.push(format!("`{}` names `{name}` in its manifest", layer.name));
        }
        for name in layer.not_at_all {
            if let Some(chain) = graph.reach(layer.name, name) {
                violations.push(format!("`{}` reaches `{name}`: {}", layer.name, chain.join(" → ")));
            } else if member.direct.contains(*name) {
                // Behind a build dependency or another platform's condition.
                violations.push(format!("`{}` names `{name}` in its manifest", layer.name));
            }
        }
    }
    Verdict { law: "forbidden", says: "no crate reaches what its row forbids", violations }
}

fn wasmtime_in_one_place(graph: &Graph) -> Verdict {
    let is_engine = |name: &&String| *name == "wasmtime" || name.starts_with("wasmtime-");
    let mut violations = Vec::new();
    for member in graph.members.iter().filter(|member| !NAMES_WASMTIME.contains(&member.name.as_str())) {
        for name in member.direct.iter().chain(&member.dev).filter(is_engine) {
            violations.push(format!("`{}` names `{name}`; use it through parsify-sandbox", member.name));
        }
    }
    Verdict {
        law: "one-engine-room",
        says: "only the sandbox and the benches name wasmtime, tests included",
        violations,
    }
}

fn testkit_for_tests(graph: &Graph) -> Verdict {
    let users = graph.members.iter().filter(|member| member.place != Place::Other && member.direct.contains(TESTKIT));
    let violations = users.map(|user| format!("`{}` needs {TESTKIT} outside of its tests", user.name)).collect();
    Verdict { law: "testkit-for-tests", says: "the testkit is a dev-dependency", violations }
}

fn guests_stay_small(graph: &Graph) -> Verdict {
    let host_side = |guest: &Member| {
        let foreign = guest.direct.iter().filter(|name| is_ours(name) && !FOR_GUESTS.contains(&name.as_str()));
        foreign.map(|name| format!("the guest `{}` depends on `{name}`", guest.name)).collect::<Vec<_>>()
    };
    let violations = graph.in_place(Place::Guest).flat_map(host_side).collect();
    Verdict { law: "guests-stay-small", says: "guests depend on no host-side crate", violations }
}

fn xtask_alone(graph: &Graph) -> Verdict {
    let mut violations = Vec::new();
    for member in graph.in_place(Place::Xtask) {
        for name in member.direct.iter().chain(&member.dev).filter(|name| is_ours(name)) {
            violations.push(format!("xtask depends on `{name}`; then it no longer builds when that does not"));
        }
    }
    Verdict { law: "xtask-alone", says: "xtask depends on no parsify crate", violations }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, place: Place, direct: &[&str], dev: &[&str]) -> Member {
        let set = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        Member {
            name: name.into(),
            place,
            folder: name.into(),
            manifest: format!("/w/{name}/Cargo.toml").into(),
            roots: Vec::new(),
            direct: set(direct),
            dev: set(dev),
        }
    }

    fn graph(members: Vec<Member>, more: &[(&str, &str)]) -> Graph {
        let mut graph = Graph { members, ..Graph::default() };
        for member in &graph.members {
            graph.normal.insert(member.name.clone(), member.direct.clone());
        }
        for (from, to) in more {
            graph.normal.entry((*from).into()).or_default().insert((*to).into());
        }
        graph
    }

    fn lawful() -> Vec<Member> {
        vec![
            member("parsify-error", Place::Crate, &["serde"], &["proptest"]),
            member("parsify-interface", Place::Crate, &["parsify-error", "serde_json"], &["tokio"]),
            member("parsify-sandbox", Place::Crate, &["parsify-interface", "wasmtime"], &["parsify-testkit"]),
            member("parsify-testkit", Place::Crate, &["parsify-interface"], &[]),
            member("parsify", Place::Crate, &["parsify-sandbox"], &["parsify-testkit"]),
            member("json-processor", Place::Guest, &["parsify-guest", "parsify-json"], &["parsify-testkit"]),
            member("parsify-bench", Place::Other, &["parsify", "wasmtime", "parsify-testkit"], &[]),
            member("xtask", Place::Xtask, &["anyhow"], &[]),
        ]
    }

    /// The laws that the lawful workspace breaks once these members are in it.
    fn broken(extra: Vec<Member>, more: &[(&str, &str)]) -> Vec<(&'static str, Vec<String>)> {
        let mut members = lawful();
        members.retain(|member| extra.iter().all(|other| other.name != member.name));
        members.extend(extra);
        let verdicts = all(&graph(members, more)).into_iter().filter(|verdict| !verdict.violations.is_empty());
        verdicts.map(|verdict| (verdict.law, verdict.violations)).collect()
    }

    #[test]
    fn what_only_another_member_switches_on_is_not_reached() {
        let mut graph = graph(lawful(), &[("parsify-sandbox", "serde"), ("serde", "clap")]);
        assert!(forbidden(&graph).violations.iter().any(|violation| violation.contains("`clap`")));
        let reached = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        graph.alone.insert("parsify".to_owned(), reached(&["parsify", "serde"]));
        assert_eq!(forbidden(&graph).violations, Vec::<String>::new());
        graph.alone.insert("parsify".to_owned(), reached(&["parsify", "serde", "clap"]));
        assert_eq!(forbidden(&graph).violations.len(), 1);
    }

    #[test]
    fn a_lawful_workspace_breaks_nothing() {
        assert_eq!(broken(Vec::new(), &[("parsify-sandbox", "wasmtime"), ("wasmtime", "anyhow")]), []);
    }

    #[test]
    fn a_crate_without_a_row_or_in_a_strange_folder() {
        let mut crates = vec![member("parsify-utils", Place::Crate, &[], &[])];
        assert_eq!(broken(crates.clone(), &[])[0].0, "known-crates");
        crates[0] = Member { folder: "loader".into(), ..member("parsify-loader", Place::Crate, &[], &[]) };
        let expected = "the folder of `parsify-loader` is called `loader`; give both one name".to_owned();
        assert_eq!(broken(crates, &[]), [("known-crates", vec![expected])]);
    }

    #[test]
    fn arrows_to_the_same_row_or_upwards() {
        let sideways = vec![member("parsify-loader", Place::Crate, &["parsify-guest"], &[])];
        let expected = "`parsify-loader` (row 3) depends on `parsify-guest` (row 3)".to_owned();
        assert_eq!(broken(sideways, &[]), [("downward", vec![expected])]);
        let upwards = vec![member("parsify-builtin", Place::Crate, &["parsify"], &[])];
        let laws: Vec<_> = broken(upwards, &[]).into_iter().map(|(law, _)| law).collect();
        assert!(laws.contains(&"downward"));
    }

    #[test]
    fn a_forbidden_name_far_away() {
        let found = broken(Vec::new(), &[("serde", "helper"), ("helper", "tokio")]);
        let chains = found.iter().flat_map(|(_, violations)| violations).cloned().collect::<Vec<_>>();
        assert!(found.iter().all(|(law, _)| *law == "forbidden"), "{found:?}");
        assert!(chains.contains(&"`parsify-error` reaches `tokio`: parsify-error → serde → helper → tokio".to_owned()));
    }

    #[test]
    fn a_forbidden_name_in_the_manifest() {
        let facade = vec![member("parsify", Place::Crate, &["anyhow"], &[])];
        assert_eq!(broken(facade, &[]), [("forbidden", vec!["`parsify` names `anyhow` in its manifest".to_owned()])]);
    }

    #[test]
    fn wasmtime_in_a_test_elsewhere() {
        let facade = vec![member("parsify", Place::Crate, &[], &["wasmtime-wasi"])];
        assert_eq!(broken(facade, &[])[0].0, "one-engine-room");
    }

    #[test]
    fn the_testkit_in_production() {
        let facade = vec![member("parsify", Place::Crate, &["parsify-testkit"], &[])];
        assert_eq!(broken(facade, &[])[0].0, "testkit-for-tests");
    }

    #[test]
    fn a_guest_with_a_host_side_crate() {
        let guest = vec![member("json-processor", Place::Guest, &["parsify-guest", "parsify-loader"], &[])];
        assert_eq!(broken(guest, &[])[0].0, "guests-stay-small");
    }

    #[test]
    fn an_xtask_with_a_crate_of_ours() {
        let xtask = vec![member("xtask", Place::Xtask, &[], &["parsify-interface"])];
        assert_eq!(broken(xtask, &[])[0].0, "xtask-alone");
    }

    #[test]
    fn each_law_of_the_table_names_a_crate_once() {
        for (place, layer) in LAYERS.iter().enumerate() {
            assert!(LAYERS[place + 1..].iter().all(|other| other.name != layer.name), "{}", layer.name);
        }
        assert!(LAYERS.is_sorted_by_key(|layer| std::cmp::Reverse(layer.row)));
    }
}
