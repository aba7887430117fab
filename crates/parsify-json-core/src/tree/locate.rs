//! Where the values of a document stand in its source.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DEPTH, Pointer};
use crate::{Place, Positions, decoded, is_json, scan_string, skip_space};

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Located {
    /// Where its key starts, when it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<Place>,
    /// Where it starts.
    pub value: Place,
    /// How long it is, in bytes.
    pub length: usize,
}

/// Finds places in a source: for each pointer where its value stands, `None` when there is none. Of equal keys the last one
/// counts.
///
/// One pass over the source for all pointers. Nothing is found in a source that [`parse`](super::parse) refuses.
///
/// ```
/// use parsify_json_core::tree::{Pointer, locate};
///
/// let source = "{\n  \"a\": [1, 20]\n}";
/// let found = locate(source, &["/a/1".parse().unwrap(), "/b".parse().unwrap()]);
/// let place = found[0].unwrap();
/// assert_eq!((place.value.line, place.value.column, place.length), (2, 12, 2));
/// assert!(found[1].is_none());
/// ```
#[must_use]
pub fn locate(source: &str, pointers: &[Pointer]) -> Vec<Option<Located>> {
    let mut locator = Locator::new(source, pointers);
    if is_json(source, DEPTH) {
        locator.value(0, Some(ROOT), None);
    }
    let mut positions = Positions::new(source);
    let place = |span: Option<Span>| {
        span.map(|span| Located {
            key: span.key.map(|at| positions.place(at)),
            value: positions.place(span.start),
            length: span.end.saturating_sub(span.start),
        })
    };
    locator.found.into_iter().map(place).collect()
}

#[derive(Clone, Copy)]
struct Span {
    key: Option<usize>,
    start: usize,
    end: usize,
}

/// The branch that all pointers start from.
const ROOT: usize = 0;

/// A branch of the wanted pointers.
#[derive(Default)]
struct Branch {
    children: HashMap<Vec<u8>, usize>,
    /// Which pointers end here.
    wanted: Vec<usize>,
    /// Whether something was found here or below.
    visited: bool,
}

/// Walks over a source that is known to be JSON.
struct Locator<'a> {
    source: &'a str,
    branches: Vec<Branch>,
    found: Vec<Option<Span>>,
}

impl<'a> Locator<'a> {
    fn new(source: &'a str, pointers: &[Pointer]) -> Self {
        let mut branches = vec![Branch::default()];
        for (index, pointer) in pointers.iter().enumerate() {
            let mut branch = ROOT;
            for token in pointer.tokens() {
                let next = branches.len();
                branch = *branches[branch].children.entry(token.as_bytes().to_vec()).or_insert(next);
                if branch == next {
                    branches.push(Branch::default());
                }
            }
            branches[branch].wanted.push(index);
        }
        Self { source, branches, found: vec![None; pointers.len()] }
    }

    /// Walks over the value at `at` or behind the space there; gives the offset after it.
    fn value(&mut self, at: usize, branch: Option<usize>, key: Option<usize>) -> usize {
        let bytes = self.source.as_bytes();
        let start = skip_space(bytes, at);
        let end = match bytes.get(start) {
            Some(b'{') => self.entries(start, branch, b'}', true),
            Some(b'[') => self.entries(start, branch, b']', false),
            Some(b'"') => self.string(start),
            _ => bytes
                .iter()
                .skip(start)
                .position(|byte| b",]} \t\r\n".contains(byte))
                .map_or(bytes.len(), |length| start + length),
        };
        if let Some(branch) = branch {
            let branch = &mut self.branches[branch];
            branch.visited = true;
            for &index in &branch.wanted {
                self.found[index] = Some(Span { key, start, end });
            }
        }
        end
    }

    fn entries(&mut self, start: usize, branch: Option<usize>, closing: u8, keyed: bool) -> usize {
        let bytes = self.source.as_bytes();
        let mut at = skip_space(bytes, start + 1);
        let mut index = 0_usize;
        while bytes.get(at).is_some_and(|byte| *byte != closing) {
            let (branch, key) = if keyed {
                let end = self.string(at);
                let branch = self.child(branch, |source| decoded(source, at, end).into_owned());
                self.forget(branch);
                let key = at;
                at = skip_space(bytes, end) + 1;
                (branch, Some(key))
            } else {
                (self.child(branch, |_| index.to_string().into_bytes()), None)
            };
            index += 1;
            at = skip_space(bytes, self.value(at, branch, key));
            if bytes.get(at) == Some(&b',') {
                at = skip_space(bytes, at + 1);
            }
        }
        at + 1
    }

    /// What was found below an earlier equal key does not count.
    fn forget(&mut self, branch: Option<usize>) {
        let mut rest = Vec::from_iter(branch);
        while let Some(branch) = rest.pop().map(|index| &mut self.branches[index]) {
            if std::mem::take(&mut branch.visited) {
                rest.extend(branch.children.values());
                for &index in &branch.wanted {
                    self.found[index] = None;
                }
            }
        }
    }

    fn child(&self, branch: Option<usize>, token: impl FnOnce(&'a str) -> Vec<u8>) -> Option<usize> {
        let children = &self.branches[branch?].children;
        if children.is_empty() { None } else { children.get(&token(self.source)).copied() }
    }

    fn string(&self, at: usize) -> usize {
        scan_string(self.source.as_bytes(), at + 1).map_or(self.source.len(), |text| text.end)
    }
}
