//! Requirements as sets of versions, which the solver can join and complement.
//!
//! In the order of SemVer a requirement is no interval: `>=1.0.0` holds every release from 1.0.0 on, but of the
//! pre-releases between them none. So the solver works in another order: all releases first, in theirs, then all
//! pre-releases, in theirs. There a requirement is a union of few intervals.

use pubgrub::Ranges;
use semver::{BuildMetadata, Comparator, Op, Prerelease, Version, VersionReq};

/// A version in the order of the solver. Build metadata is left out, as it makes no difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    is_pre_release: bool,
    triple: Triple,
    /// An empty one is greater than all others, so among pre-releases it stands for the end of a family.
    pre: Prerelease,
}

type Triple = (u64, u64, u64);

/// The versions that a package may have.
pub(super) type Set = Ranges<Key>;

impl Key {
    pub(super) fn of(version: &Version) -> Self {
        let triple = (version.major, version.minor, version.patch);
        Self { is_pre_release: !version.pre.is_empty(), triple, pre: version.pre.clone() }
    }

    pub(super) const fn release(triple: Triple) -> Self {
        Self { is_pre_release: false, triple, pre: Prerelease::EMPTY }
    }

    fn pre_release(triple: Triple, pre: Prerelease) -> Self {
        Self { is_pre_release: true, triple, pre }
    }

    pub(super) fn version(&self) -> Version {
        let (major, minor, patch) = self.triple;
        Version { major, minor, patch, pre: self.pre.clone(), build: BuildMetadata::EMPTY }
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.version().fmt(f)
    }
}

/// The versions that `requirement` matches.
pub(super) fn set(requirement: &VersionReq) -> Set {
    let all_releases = Set::strictly_lower_than(Key::pre_release((0, 0, 0), lowest()));
    let comparators = &requirement.comparators;
    let releases = comparators.iter().fold(all_releases, |set, comparator| set.intersection(&releases(comparator)));
    families(comparators).fold(releases, |set, family| {
        let whole = Set::between(Key::pre_release(family, lowest()), Key::pre_release(family, Prerelease::EMPTY));
        let within = comparators.iter().fold(whole, |set, comparator| match of_family(comparator, family) {
            Family::All => set,
            Family::None => Set::empty(),
            Family::Some(some) => set.intersection(&some),
        });
        set.union(&within)
    })
}

/// No pre-release comes before it (SemVer §11.4).
fn lowest() -> Prerelease {
    Prerelease::new("0").unwrap_or(Prerelease::EMPTY)
}

/// The releases that a comparator matches. The upper bounds lie in the same order as the pre-releases, far below them.
fn releases(comparator: &Comparator) -> Set {
    let Comparator { op, major, minor, patch, pre } = comparator;
    let first = (*major, minor.unwrap_or(0), patch.unwrap_or(0));
    let exact = pre.is_empty();
    // The first release after those that have the same parts.
    let next = match (minor, patch) {
        (Some(minor), Some(patch)) => after_patch(*major, *minor, *patch),
        (Some(minor), None) => after_minor(*major, *minor),
        (None, _) => after_major(*major),
    };
    match op {
        Op::Greater if exact => from_to(next.unwrap_or((u64::MAX, u64::MAX, u64::MAX)), None, next.is_some()),
        Op::Greater | Op::GreaterEq => from_to(first, None, true),
        Op::Less => below(Some(first)),
        Op::LessEq => below(if exact { next } else { Some(first) }),
        Op::Tilde => {
            from_to(first, minor.map_or_else(|| after_major(*major), |minor| after_minor(*major, minor)), true)
        }
        Op::Caret => from_to(first, after_compatible(comparator), true),
        // Exact and wildcard; what else semver may invent matches at most this.
        _ => from_to(first, next, exact),
    }
}

fn from_to(first: Triple, end: Option<Triple>, any: bool) -> Set {
    if any { Set::higher_than(Key::release(first)).intersection(&below(end)) } else { Set::empty() }
}

fn below(end: Option<Triple>) -> Set {
    end.map_or_else(Set::full, |end| Set::strictly_lower_than(Key::release(end)))
}

fn after_compatible(comparator: &Comparator) -> Option<Triple> {
    match (comparator.major, comparator.minor, comparator.patch) {
        (0, Some(0), Some(patch)) => after_patch(0, 0, patch),
        (0, Some(minor), _) => after_minor(0, minor),
        (major, ..) => after_major(major),
    }
}

fn after_patch(major: u64, minor: u64, patch: u64) -> Option<Triple> {
    patch.checked_add(1).map_or_else(|| after_minor(major, minor), |patch| Some((major, minor, patch)))
}

fn after_minor(major: u64, minor: u64) -> Option<Triple> {
    minor.checked_add(1).map_or_else(|| after_major(major), |minor| Some((major, minor, 0)))
}

fn after_major(major: u64) -> Option<Triple> {
    major.checked_add(1).map(|major| (major, 0, 0))
}

/// The versions whose pre-releases the comparators name: of all others, no pre-release matches.
fn families(comparators: &[Comparator]) -> impl Iterator<Item = Triple> {
    comparators.iter().filter(|comparator| !comparator.pre.is_empty()).filter_map(triple)
}

fn triple(comparator: &Comparator) -> Option<Triple> {
    Some((comparator.major, comparator.minor?, comparator.patch?))
}

enum Family {
    All,
    None,
    Some(Set),
}

/// Which pre-releases of `family` pass one comparator, when a family is open to pre-releases at all.
fn of_family(comparator: &Comparator, family: Triple) -> Family {
    if triple(comparator) != Some(family) {
        return if passes(comparator, family) { Family::All } else { Family::None };
    }
    let key = Key::pre_release(family, comparator.pre.clone());
    Family::Some(match comparator.op {
        Op::Greater => Set::strictly_higher_than(key),
        Op::GreaterEq | Op::Tilde | Op::Caret => Set::higher_than(key),
        Op::Less => Set::strictly_lower_than(key),
        Op::LessEq => Set::lower_than(key),
        _ => Set::singleton(key),
    })
}

/// Asks semver: a comparator that does not name the family itself takes all its pre-releases or none.
fn passes(comparator: &Comparator, (major, minor, patch): Triple) -> bool {
    let pre = lowest();
    let opening = Comparator { op: Op::GreaterEq, major, minor: Some(minor), patch: Some(patch), pre: pre.clone() };
    let both = VersionReq { comparators: vec![comparator.clone(), opening] };
    both.matches(&Version { major, minor, patch, pre, build: BuildMetadata::EMPTY })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Small numbers, so that versions and bounds meet, and the largest, so that nothing overflows.
    fn number() -> impl Strategy<Value = u64> {
        prop_oneof![8 => 0..3_u64, 1 => Just(u64::MAX)]
    }

    fn pre() -> impl Strategy<Value = String> {
        prop_oneof![3 => Just(String::new()), 2 => "-(0|1|a|b|a\\.0|a\\.1|0\\.a|rc-1)"]
    }

    fn version() -> impl Strategy<Value = Version> {
        (number(), number(), number(), pre(), "(|\\+b|\\+1)").prop_map(|(major, minor, patch, pre, build)| {
            format!("{major}.{minor}.{patch}{pre}{build}").parse().unwrap()
        })
    }

    fn comparator() -> impl Strategy<Value = String> {
        let parts = prop_oneof![
            4 => (number(), number(), number(), pre())
                .prop_map(|(major, minor, patch, pre)| format!("{major}.{minor}.{patch}{pre}")),
            2 => (number(), number()).prop_map(|(major, minor)| format!("{major}.{minor}")),
            1 => number().prop_map(|major| major.to_string()),
        ];
        let wildcard = prop_oneof![
            number().prop_map(|major| format!("{major}.*")),
            (number(), number()).prop_map(|(major, minor)| format!("{major}.{minor}.*")),
            number().prop_map(|major| format!("{major}.*.*")),
        ];
        prop_oneof![
            6 => ("(|=|>|>=|<|<=|~|\\^)", parts).prop_map(|(op, parts)| format!("{op}{parts}")),
            1 => wildcard,
        ]
    }

    fn requirement() -> impl Strategy<Value = VersionReq> {
        prop_oneof![
            1 => Just(VersionReq::STAR),
            9 => prop::collection::vec(comparator(), 1..4).prop_map(|all| all.join(", ").parse().unwrap()),
        ]
    }

    fn holds(set: &Set, version: &Version) -> bool {
        set.contains(&Key::of(version))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2048))]

        #[test]
        fn a_set_holds_what_the_requirement_matches(
            requirement in requirement(),
            versions in prop::collection::vec(version(), 1..20),
        ) {
            let set = set(&requirement);
            for version in versions {
                prop_assert_eq!(holds(&set, &version), requirement.matches(&version), "{} {}", requirement, version);
            }
        }

        #[test]
        fn sets_are_an_algebra(first in requirement(), second in requirement(), version in version()) {
            let (one, two) = (set(&first), set(&second));
            let (in_one, in_two) = (first.matches(&version), second.matches(&version));
            prop_assert_eq!(holds(&one.complement(), &version), !in_one);
            prop_assert_eq!(holds(&one.intersection(&two), &version), in_one && in_two);
            prop_assert_eq!(holds(&one.union(&two), &version), in_one || in_two);
            prop_assert_eq!(one.complement().complement(), one.clone());
            prop_assert_eq!(one.intersection(&one.complement()), Set::empty());
        }

        #[test]
        fn the_order_of_releases_and_of_pre_releases_is_that_of_semver(first in version(), second in version()) {
            let (one, two) = (Key::of(&first), Key::of(&second));
            if first.pre.is_empty() == second.pre.is_empty() {
                prop_assert_eq!(one.cmp(&two), first.cmp_precedence(&second));
            }
        }
    }
}
