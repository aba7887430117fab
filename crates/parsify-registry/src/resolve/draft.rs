//! From chosen versions to a resolution: what depends on what, without circles, and what is left out.

use std::collections::{BTreeMap, BTreeSet};

use parsify_interface::{Dependency, ModuleId};
use semver::Version;

use super::candidates::Candidates;
use super::resolution::{Absent, AbsentReason, Edge, Resolution, Resolved};
use super::solve::Chosen;
use super::{Circle, ResolveError};
use crate::Entry;
use crate::circle::{components, in_circles, reachable, way_round};
use crate::versions::numbers;

/// The chosen versions as a graph. Nodes are numbered by id.
pub(super) struct Draft<'a> {
    candidates: Candidates<'a>,
    nodes: Vec<Entry>,
    number: BTreeMap<ModuleId, usize>,
    /// The dependencies that are met: from, to, and whether it is optional.
    below: Vec<Vec<Link>>,
}

#[derive(Clone, Copy)]
struct Link {
    to: usize,
    optional: bool,
}

impl<'a> Draft<'a> {
    pub(super) fn new(candidates: Candidates<'a>, chosen: Chosen) -> Self {
        let number: BTreeMap<_, _> = chosen.keys().cloned().zip(0..).collect();
        let nodes: Vec<_> = chosen.into_values().collect();
        let mut draft = Self { candidates, below: Vec::new(), nodes, number };
        draft.below = draft.nodes.iter().map(|entry| draft.links(&entry.descriptor().dependencies)).collect();
        draft
    }

    fn links(&self, dependencies: &[Dependency]) -> Vec<Link> {
        let met = dependencies.iter().filter_map(|dependency| {
            let to = *self.number.get(&dependency.id)?;
            let fits = dependency.version.matches(self.nodes[to].version());
            fits.then_some(Link { to, optional: dependency.optional })
        });
        met.collect()
    }

    /// Leaves out what would close a circle, refuses a circle of what is needed, and drops what nothing uses any more.
    pub(super) fn finish(mut self) -> Result<Resolution, ResolveError> {
        let component = components(self.nodes.len(), |node| self.targets(node, true));
        for (from, links) in self.below.iter_mut().enumerate() {
            links.retain(|link| !link.optional || component[link.to] != component[from]);
        }
        let roots: Vec<_> = self.candidates.roots.iter().map(|root| (*root).clone()).collect();
        let mut entries = self.links(&roots);
        let component = components(self.nodes.len(), |node| self.targets(node, true));
        let circular = in_circles(&component);
        if !circular.is_empty() {
            self.refuse_if_needed(&entries, &component, &circular)?;
            self.cut_off(&mut entries, &circular);
        }
        let used = reachable(entries.iter().map(|link| link.to), |node| self.targets(node, true));
        Ok(self.resolution(&roots, &entries, &used))
    }

    fn targets(&self, node: usize, optional_too: bool) -> Vec<usize> {
        self.below[node].iter().filter(|link| optional_too || !link.optional).map(|link| link.to).collect()
    }

    fn refuse_if_needed(
        &self,
        roots: &[Link],
        component: &[usize],
        circular: &BTreeSet<usize>,
    ) -> Result<(), ResolveError> {
        let needed_roots = roots.iter().filter(|link| !link.optional).map(|link| link.to);
        let needed = reachable(needed_roots, |node| self.targets(node, false));
        let Some(start) = needed.iter().copied().find(|node| circular.contains(node)) else { return Ok(()) };
        let way = way_round(start, component, |node| self.targets(node, false));
        let place = |node: usize| (self.nodes[node].id().clone(), self.nodes[node].version().clone());
        Err(ResolveError::Cycle(Circle { modules: way.into_iter().map(place).collect() }))
    }

    /// Takes away every optional way to what needs a circle.
    fn cut_off(&mut self, roots: &mut Vec<Link>, circular: &BTreeSet<usize>) {
        let mut above = vec![Vec::new(); self.nodes.len()];
        for (from, links) in self.below.iter().enumerate() {
            for link in links.iter().filter(|link| !link.optional) {
                above[link.to].push(from);
            }
        }
        let poisoned = reachable(circular.iter().copied(), |node| above[node].clone());
        for links in self.below.iter_mut().chain([roots]) {
            links.retain(|link| !link.optional || !poisoned.contains(&link.to));
        }
    }

    fn resolution(&self, roots: &[Dependency], entries: &[Link], used: &BTreeSet<usize>) -> Resolution {
        let mut resolution = Resolution::default();
        let (met, mut absent) = self.split(None, roots, entries, used);
        resolution.roots = met;
        for &node in used {
            let entry = &self.nodes[node];
            let mut dependencies = entry.descriptor().dependencies.clone();
            dependencies.sort_by(|first, second| first.id.cmp(&second.id));
            let by = (entry.id().clone(), entry.version().clone());
            let (met, left_out) = self.split(Some(by), &dependencies, &self.below[node], used);
            absent.extend(left_out);
            resolution.modules.insert(entry.id().clone(), Resolved { entry: entry.clone(), dependencies: met });
        }
        resolution.absent = absent;
        resolution
    }

    fn split(
        &self,
        by: Option<(ModuleId, Version)>,
        dependencies: &[Dependency],
        links: &[Link],
        used: &BTreeSet<usize>,
    ) -> (Vec<Edge>, Vec<Absent>) {
        let linked: BTreeSet<_> = links.iter().map(|link| link.to).collect();
        let (mut met, mut absent) = (Vec::new(), Vec::new());
        for dependency in dependencies {
            let node = self.number.get(&dependency.id).copied().filter(|node| linked.contains(node));
            match node.map(|node| self.nodes[node].version()) {
                Some(version) if dependency.version.matches(version) => met.push(Edge::new(dependency, version)),
                _ => absent.push(Absent {
                    by: by.clone(),
                    id: dependency.id.clone(),
                    requirement: dependency.version.clone(),
                    reason: self.reason(dependency, used),
                }),
            }
        }
        (met, absent)
    }

    fn reason(&self, dependency: &Dependency, used: &BTreeSet<usize>) -> AbsentReason {
        let known = self.candidates.registry.known_or_none(dependency.id.as_str());
        let chosen = self.number.get(&dependency.id).map(|node| (*node, self.nodes[*node].version()));
        match chosen {
            _ if known.is_empty() => AbsentReason::NotRegistered,
            Some((_, version)) if dependency.version.matches(version) => AbsentReason::Cycle,
            Some((node, version)) if used.contains(&node) => AbsentReason::OtherVersion { version: version.clone() },
            _ if !self.candidates.of(&dependency.id).any(|entry| dependency.version.matches(entry.version())) => {
                AbsentReason::NoFittingVersion { versions: numbers(known) }
            }
            _ => AbsentReason::Clash,
        }
    }
}
