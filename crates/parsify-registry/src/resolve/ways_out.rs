//! What would help where no versions fit together.

use std::collections::BTreeSet;

use semver::Version;

use super::candidates::Candidates;
use super::clash::same_needer;
use super::explain::listed;
use super::problem::fitting;
use super::{Need, Needer, Problem};

/// No more sentences than this.
const MOST: usize = 8;

/// Sentences for a person, the most telling first, none twice.
pub(super) fn ways_out(needs: &[Need], problems: &[Problem], candidates: &Candidates<'_>) -> Vec<String> {
    let of_problems = problems.iter().flat_map(|problem| of_problem(problem, needs, candidates));
    let others = needs.iter().filter_map(|need| other_versions(need, candidates));
    let mut seen = BTreeSet::new();
    of_problems.chain(others).filter(|sentence| seen.insert(sentence.clone())).take(MOST).collect()
}

fn of_problem(problem: &Problem, needs: &[Need], candidates: &Candidates<'_>) -> Vec<String> {
    match problem {
        Problem::Missing { id, nearest } if nearest.is_empty() => {
            vec![format!("add `{id}`: nothing of that name is registered")]
        }
        Problem::Missing { nearest, .. } => {
            let names: Vec<_> = nearest.iter().map(|id| format!("`{id}`")).collect();
            vec![format!("did you mean {}?", names.join(" or "))]
        }
        Problem::NoFittingVersion { id, requirement, versions } => {
            let whose: Vec<_> = whose(needs, problem).collect();
            vec![match (&whose[..], versions.first()) {
                ([Needer::Request, ..], Some(newest)) => {
                    format!("relax `{requirement}`, which is asked of `{id}`, so that it admits {newest}")
                }
                _ => format!("add a version of `{id}` that fits `{requirement}`"),
            }]
        }
        Problem::OnlyPreReleases { versions, .. } => versions
            .first()
            .map(|newest| format!("a pre-release is taken only when a requirement names it: `^{newest}`"))
            .into_iter()
            .collect(),
        Problem::OnlyYanked { id, versions, .. } => versions
            .first()
            .map(|newest| {
                let (version, reason) = (&newest.version, &newest.reason);
                format!("`{id}` {version} was withdrawn: {reason}; who wants it all the same pins it, or asks for `={version}`")
            })
            .into_iter()
            .collect(),
        Problem::Pinned { id, .. } => vec![format!("pin `{id}` to another version, or not at all")],
        Problem::Clash { needs, .. } => {
            needs.iter().filter_map(|need| relaxed(need, needs, candidates)).take(MOST).collect()
        }
    }
}

/// Those that have the requirement that cannot be met.
fn whose<'a>(needs: &'a [Need], problem: &'a Problem) -> impl Iterator<Item = &'a Needer> {
    needs.iter().filter_map(move |need| match problem {
        Problem::NoFittingVersion { id, requirement, .. } => {
            (need.id == *id && need.requirement == *requirement).then_some(&need.by)
        }
        _ => None,
    })
}

/// What would follow if one need were given up: the newest version that meets the others.
fn relaxed(need: &Need, all: &[Need], candidates: &Candidates<'_>) -> Option<String> {
    let offered: Vec<_> = candidates.of(&need.id).collect();
    let others = || all.iter().filter(|other| !same_needer(need, other));
    let meets_others = |version: &&Version| others().all(|other| other.requirement.matches(version));
    let version = offered.iter().map(|entry| entry.version()).find(meets_others)?;
    Some(match &need.by {
        Needer::Request => {
            format!("relax `{}`, which is asked of `{}`, so that it admits {version}", need.requirement, need.id)
        }
        Needer::Module { id, .. } => {
            format!("use a version of `{id}` that takes `{}` {version}", need.id)
        }
    })
}

/// Versions that what is asked for leaves out.
fn other_versions(need: &Need, candidates: &Candidates<'_>) -> Option<String> {
    let Needer::Request = need.by else { return None };
    let offered: Vec<_> = candidates.of(&need.id).collect();
    if fitting(&offered, &need.requirement).is_empty() {
        return None;
    }
    let others = offered.iter().map(|entry| entry.version()).filter(|version| !need.requirement.matches(version));
    let others: Vec<_> = others.cloned().collect();
    let sentence =
        || format!("`{}` is there as {} too, which `{}` leaves out", need.id, listed(&others), need.requirement);
    (!others.is_empty()).then(sentence)
}
