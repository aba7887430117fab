use std::collections::BTreeMap;

use parsify_interface::{Dependency, ModuleId};
use pubgrub::PubGrubError;

use super::candidates::Candidates;
use super::draft::Draft;
use super::explain::explain;
use super::facts::facts;
use super::provider::{Package, Provider, ROOT};
use super::{Resolution, ResolveError, ResolveOptions};
use crate::{Entry, Registry};

/// The version that was chosen of each module.
pub(super) type Chosen = BTreeMap<ModuleId, Entry>;

impl Registry {
    /// Chooses versions of what is asked for, and of all it depends on, that fit together: one version of each module, the
    /// newest that fits, or the locked one.
    ///
    /// A requirement is met exactly where [`VersionReq::matches`](semver::VersionReq::matches) says so, pre-releases
    /// included. Versions that were withdrawn are taken only where they are locked, pinned, or asked for exactly (`=1.2.3`)
    /// by `wanted` itself. Optional dependencies are looked at last, when all that is needed has its version: they never
    /// change it. Those that cannot be met are [listed](Resolution::absent).
    ///
    /// The answer depends on nothing but the arguments, whatever the order of `wanted`.
    ///
    /// ```
    /// use parsify_interface::{Dependency, ModuleId};
    /// use parsify_registry::{Registry, ResolveOptions};
    ///
    /// # let describe = |id: &str, dependencies: &str| parsify_interface::Descriptor::parse(&format!(
    /// #     r#"{{"id": "{id}", "name": "{id}", "version": "1.2.0", "apiVersion": "1.0.0", "summary": "Adds",
    /// #     "category": "tools", "dependencies": [{dependencies}],
    /// #     "operations": [{{"name": "add", "summary": "Adds", "params": {{"type": "object"}}}}]}}"#));
    /// let mut registry = Registry::new();
    /// registry.register(describe("report", r#"{"id": "sums", "version": "^1"}"#)?)?;
    /// registry.register(describe("sums", "")?)?;
    /// let wanted = [Dependency::new(ModuleId::from_static("report"), "^1".parse().unwrap())];
    /// let resolution = registry.resolve(&wanted, &ResolveOptions::new())?;
    /// let levels: Vec<_> = resolution.order().iter().map(|level| level[0].entry.id().to_string()).collect();
    /// assert_eq!(levels, ["sums", "report"]);
    /// # Ok::<(), parsify_interface::Failure>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What is asked for is not there; no versions fit together, with the reason and the ways out; modules need each other
    /// in a circle; or the work exceeds [`ResolveOptions::max_work`].
    pub fn resolve(&self, wanted: &[Dependency], options: &ResolveOptions) -> Result<Resolution, ResolveError> {
        for root in wanted.iter().filter(|root| !root.optional) {
            self.known(root.id.as_str()).map_err(ResolveError::NotFound)?;
        }
        let mut provider = Provider::new(Candidates::new(self, wanted, options));
        let mut chosen = solve(&provider)?;
        if offers_more(&provider, &chosen) {
            provider.candidates.fixed =
                chosen.iter().map(|(id, entry)| (id.clone(), entry.version().clone())).collect();
            provider.optional = true;
            chosen = solve(&provider)?;
        }
        Draft::new(provider.candidates, chosen).finish()
    }
}

/// True when there are optional dependencies.
fn offers_more(provider: &Provider<'_>, chosen: &Chosen) -> bool {
    let roots = provider.candidates.roots.iter().copied();
    let within = chosen.values().flat_map(|entry| &entry.descriptor().dependencies);
    roots.chain(within).any(|dependency| dependency.optional)
}

fn solve(provider: &Provider<'_>) -> Result<Chosen, ResolveError> {
    match pubgrub::resolve(provider, Package::Root, ROOT) {
        Ok(solution) => Ok(solution
            .into_iter()
            .filter_map(|(package, key)| {
                let Package::Module(id) = package else { return None };
                let entry = provider.candidates.registry.find(id.as_str(), &key.version())?.clone();
                Some((id, entry))
            })
            .collect()),
        Err(PubGrubError::NoSolution(tree)) => {
            let facts = facts(tree, &provider.candidates);
            Err(ResolveError::Unsolvable(Box::new(explain(facts, &provider.candidates))))
        }
        // Nothing else can fail: the catalog is in memory.
        Err(_) => Err(ResolveError::TooHard { max_work: provider.candidates.options.max_work }),
    }
}
