use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use parsify_interface::ModuleId;
use semver::{Version, VersionReq};

use super::candidates::Candidates;
use super::ways_out::ways_out;
use super::{Problem, problem};

/// No line names more versions than this.
const MOST_VERSIONS: usize = 6;

/// Why no versions fit together: who needs what, where that clashes, and what to change.
///
/// [`Display`](fmt::Display) gives one line; [`explanation`](Self::explanation) all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unsolvable {
    /// All that the contradiction rests on, what is asked for first.
    pub needs: Vec<Need>,
    /// Where it clashes, at least one.
    pub problems: Vec<Problem>,
    /// What would help, as sentences.
    pub ways_out: Vec<String>,
}

/// One dependency that matters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Need {
    /// Whose dependency it is.
    pub by: Needer,
    /// The module that is needed.
    pub id: ModuleId,
    /// The versions that will do.
    pub requirement: VersionReq,
}

/// Who needs something.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Needer {
    /// What is asked for itself.
    Request,
    /// Versions of a module.
    Module {
        /// The module.
        id: ModuleId,
        /// The versions that have the same need, newest first.
        versions: Vec<Version>,
    },
}

impl Needer {
    pub(super) fn id(&self) -> Option<&ModuleId> {
        match self {
            Self::Request => None,
            Self::Module { id, .. } => Some(id),
        }
    }

    pub(super) fn verb(&self) -> &'static str {
        match self {
            Self::Module { versions, .. } if versions.len() > 1 => "need",
            _ => "needs",
        }
    }
}

impl fmt::Display for Needer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request => f.write_str("the request"),
            Self::Module { id, versions } => write!(f, "`{id}` {}", listed(versions)),
        }
    }
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} `{}` `{}`", self.by, self.by.verb(), self.id, self.requirement)
    }
}

impl Unsolvable {
    /// The whole story in lines: who needs what, then where it clashes. At most forty lines of needs.
    #[must_use]
    pub fn explanation(&self) -> Vec<String> {
        const MOST_NEEDS: usize = 40;
        let mut lines: Vec<_> = self.needs.iter().take(MOST_NEEDS).map(Need::to_string).collect();
        if self.needs.len() > MOST_NEEDS {
            lines.push(format!("and {} needs more", self.needs.len() - MOST_NEEDS));
        }
        lines.extend(self.problems.iter().map(|problem| format!("but {problem}")));
        lines
    }
}

impl fmt::Display for Unsolvable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no versions of the modules fit together")?;
        if let Some(first) = self.problems.first() {
            write!(f, ": {first}")?;
        }
        match self.problems.len() {
            0 | 1 => Ok(()),
            2 => f.write_str("; and one problem more"),
            more => write!(f, "; and {} problems more", more - 1),
        }
    }
}

pub(super) fn explain(needs: Vec<Need>, candidates: &Candidates<'_>) -> Unsolvable {
    let mut of_module: BTreeMap<&ModuleId, Vec<&Need>> = BTreeMap::new();
    for need in &needs {
        of_module.entry(&need.id).or_default().push(need);
    }
    let mut seen = BTreeSet::new();
    let in_order = needs.iter().map(|need| &need.id).filter(|id| seen.insert(*id));
    let problems: Vec<_> = in_order.flat_map(|id| problem::find(id, &of_module[id], candidates)).collect();
    let ways_out = ways_out(&needs, &problems, candidates);
    Unsolvable { needs, problems, ways_out }
}

/// `there is 1.0.0`, `there are 1.1.0 and 1.0.0`.
pub(super) fn there(versions: &[Version]) -> String {
    format!("there {} {}", if versions.len() == 1 { "is" } else { "are" }, listed(versions))
}

/// `1.0.0`, `1.1.0 and 1.0.0`, `1.2.0, 1.1.0 and 1.0.0`; long lists are cut.
pub(super) fn listed(versions: &[Version]) -> String {
    let mut texts: Vec<_> = versions.iter().take(MOST_VERSIONS).map(Version::to_string).collect();
    if versions.len() > MOST_VERSIONS {
        texts.push(format!("{} others", versions.len() - MOST_VERSIONS));
    }
    match texts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => "none".to_owned(),
    }
}
