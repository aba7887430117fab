use std::collections::BTreeSet;

use parsify_interface::ModuleId;
use semver::{Version, VersionReq};
use serde::Serialize;

use super::{AbsentReason, Edge, Resolution};

/// One line of a drawn tree of dependencies. The rows stand in the order in which they are drawn; a list instead of nested
/// values, so that no depth of dependencies is too deep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TreeRow {
    /// How deep it stands; 0 for a root.
    pub depth: usize,
    /// It is the last one below the same row.
    pub last: bool,
    /// The module.
    pub id: ModuleId,
    /// The version that was chosen, or `None` for an optional dependency that is not met.
    pub version: Option<Version>,
    /// What was asked for; `None` for a root that nothing asked for.
    pub requirement: Option<VersionReq>,
    /// The dependency is optional.
    pub optional: bool,
    /// The module stood in the tree before, and what is below it is not shown again.
    pub repeated: bool,
    /// Why it is left out.
    pub absent: Option<AbsentReason>,
}

impl Resolution {
    /// The tree of what was asked for, one root after another. What stands several times is drawn in full the first time.
    #[must_use]
    pub fn forest(&self) -> Vec<TreeRow> {
        let mut roots: Vec<_> = self.roots.iter().map(TreeRow::met).collect();
        roots.extend(self.rows_left_out(None));
        self.draw(roots)
    }

    /// The tree below one module that was chosen, or `None` if it was not.
    #[must_use]
    pub fn tree(&self, root: &str) -> Option<Vec<TreeRow>> {
        let (id, resolved) = self.modules.get_key_value(root)?;
        let version = Some(resolved.entry.version().clone());
        Some(self.draw(vec![TreeRow { version, ..TreeRow::bare(id) }]))
    }

    fn draw(&self, roots: Vec<TreeRow>) -> Vec<TreeRow> {
        let mut drawn = BTreeSet::new();
        let mut rows = Vec::new();
        let mut stack = Vec::new();
        push_all(&mut stack, roots, 0);
        while let Some(mut row) = stack.pop() {
            let below = row.version.as_ref().map(|version| self.below(&row.id, version)).unwrap_or_default();
            if row.version.is_some() && !drawn.insert(row.id.clone()) {
                row.repeated = !below.is_empty();
            } else {
                push_all(&mut stack, below, row.depth + 1);
            }
            rows.push(row);
        }
        rows
    }

    fn below(&self, id: &ModuleId, version: &Version) -> Vec<TreeRow> {
        let met = self.modules.get(id).into_iter().flat_map(|resolved| &resolved.dependencies);
        met.map(TreeRow::met).chain(self.rows_left_out(Some((id, version)))).collect()
    }

    fn rows_left_out<'a>(&'a self, by: Option<(&'a ModuleId, &'a Version)>) -> impl Iterator<Item = TreeRow> + 'a {
        let whose = move |it: &Option<(ModuleId, Version)>| it.as_ref().map(|(id, version)| (id, version)) == by;
        // `absent` goes by whom they belong to.
        let from = self.absent.partition_point(|absent| absent.by.as_ref().map(|(id, version)| (id, version)) < by);
        self.absent[from..].iter().take_while(move |absent| whose(&absent.by)).map(|absent| TreeRow {
            requirement: Some(absent.requirement.clone()),
            optional: true,
            absent: Some(absent.reason.clone()),
            ..TreeRow::bare(&absent.id)
        })
    }
}

impl TreeRow {
    fn bare(id: &ModuleId) -> Self {
        Self {
            depth: 0,
            last: false,
            id: id.clone(),
            version: None,
            requirement: None,
            optional: false,
            repeated: false,
            absent: None,
        }
    }

    fn met(edge: &Edge) -> Self {
        Self {
            version: Some(edge.version.clone()),
            requirement: Some(edge.requirement.clone()),
            optional: edge.optional,
            ..Self::bare(&edge.id)
        }
    }
}

/// The first one ends on top.
fn push_all(stack: &mut Vec<TreeRow>, mut rows: Vec<TreeRow>, depth: usize) {
    if let Some(last) = rows.last_mut() {
        last.last = true;
    }
    stack.extend(rows.into_iter().rev().map(|row| TreeRow { depth, ..row }));
}
