use std::cmp::Ordering;
use std::collections::BTreeMap;

use parsify_interface::ModuleId;
use semver::Version;

use super::{Candidate, Change, Effect, Update, UpdateKind, UpdateOptions};
use crate::{Dependent, Entry, Mark, Registry};

impl Registry {
    /// What could be updated of this catalog, the installed one, with what is available: for each installed version the
    /// newest compatible and the newest version, and what each would mean. By id, then newest first.
    ///
    /// A version that is installed beside another is no update of it, and one that was withdrawn never is. An installed
    /// version that was withdrawn is listed even if there is nothing to update to.
    ///
    /// ```
    /// use parsify_registry::{Registry, UpdateKind, UpdateOptions};
    ///
    /// # let describe = |version: &str| parsify_interface::Descriptor::parse(&format!(
    /// #     r#"{{"id": "sums", "name": "Sums", "version": "{version}", "apiVersion": "1.0.0", "summary": "Adds",
    /// #     "category": "tools", "operations": [{{"name": "add", "summary": "Adds", "params": {{"type": "object"}}}}]}}"#));
    /// let (mut installed, mut available) = (Registry::new(), Registry::new());
    /// installed.register(describe("1.0.0")?)?;
    /// available.register(describe("1.1.0")?)?;
    /// let updates = installed.updates(&available, &UpdateOptions::new());
    /// let candidate = updates[0].compatible.as_ref().unwrap();
    /// assert_eq!((candidate.kind, candidate.breaking), (UpdateKind::Minor, false));
    /// # Ok::<(), parsify_interface::Failure>(())
    /// ```
    #[must_use]
    pub fn updates(&self, available: &Self, options: &UpdateOptions) -> Vec<Update> {
        let plan = Plan { installed: self, available, options, users: users(self) };
        self.entries().filter_map(|entry| plan.of(entry)).collect()
    }
}

struct Plan<'a> {
    installed: &'a Registry,
    available: &'a Registry,
    options: &'a UpdateOptions,
    /// Who uses each module.
    users: BTreeMap<&'a ModuleId, Vec<Dependent>>,
}

fn users(installed: &Registry) -> BTreeMap<&ModuleId, Vec<Dependent>> {
    let mut users: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for entry in installed.entries() {
        for dependency in &entry.descriptor().dependencies {
            users.entry(&dependency.id).or_default().push(Dependent::of(entry, dependency));
        }
    }
    users
}

impl Plan<'_> {
    fn of(&self, installed: &Entry) -> Option<Update> {
        let known = self.available.known_or_none(installed.id().as_str());
        let mark = self.mark(installed);
        let offered: Vec<_> = known.iter().filter(|entry| self.is_offered(installed, entry)).collect();
        let compatible = offered.iter().find(|entry| is_compatible(installed.version(), entry.version()));
        let candidate = |entry: &&Entry| self.candidate(installed, entry, mark.as_ref());
        let update = Update {
            id: installed.id().clone(),
            installed: installed.version().clone(),
            pin: self.options.pins.get(installed.id()).cloned(),
            compatible: compatible.map(candidate),
            newest: offered.first().map(candidate),
            mark: mark.clone(),
        };
        (update.newest.is_some() || mark.is_some_and(|mark| mark.is_yanked())).then_some(update)
    }

    /// Whoever offers a version may have learned something of it since it was installed.
    fn mark(&self, installed: &Entry) -> Option<Mark> {
        let offered = self.available.find(installed.id().as_str(), installed.version());
        offered.and_then(Entry::mark).or(installed.mark()).cloned()
    }

    fn is_offered(&self, installed: &Entry, entry: &Entry) -> bool {
        let (from, to) = (installed.version(), entry.version());
        let release = |version: &Version| (version.major, version.minor, version.patch);
        let admitted =
            to.pre.is_empty() || self.options.pre_releases || (!from.pre.is_empty() && release(from) == release(to));
        let pinned_away = self.options.pins.get(entry.id()).is_some_and(|pin| !pin.matches(to));
        to.cmp_precedence(from) == Ordering::Greater
            && admitted
            && !pinned_away
            && !entry.is_yanked()
            && self.installed.find(entry.id().as_str(), to).is_none()
    }

    fn candidate(&self, installed: &Entry, entry: &Entry, mark: Option<&Mark>) -> Candidate {
        let (from, to) = (installed.version(), entry.version());
        let changes = Change::between(installed.descriptor(), entry.descriptor());
        let users = self.users.get(installed.id()).into_iter().flatten();
        let affected = users.filter(|user| user.requirement.matches(from));
        Candidate {
            version: to.clone(),
            kind: UpdateKind::between(from, to),
            security: mark.is_some_and(Mark::is_security),
            breaking: changes.iter().any(Change::is_breaking),
            changes,
            dependents: affected
                .map(|user| Effect { dependent: user.clone(), fits: user.requirement.matches(to) })
                .collect(),
            mark: entry.mark().cloned(),
            source: entry.source().map(str::to_owned),
            digest: entry.digest(),
        }
    }
}

/// What Cargo's `^` promises, for pre-releases as for releases.
pub(super) const fn is_compatible(from: &Version, to: &Version) -> bool {
    from.major == to.major
        && (from.major != 0 || (from.minor == to.minor && (from.minor != 0 || from.patch == to.patch)))
}
