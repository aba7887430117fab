//! How the catalog's errors look to the layers above.

use parsify_error::{Details, ErrorKind, Failure, code};
use semver::Version;

use crate::{Claim, RegistryError};

/// No hint lists more versions than this.
const MOST_VERSIONS: usize = 8;

impl From<RegistryError> for Failure {
    fn from(error: RegistryError) -> Self {
        let message = error.to_string();
        let failure = |kind, code| Self::new(kind, code, message);
        match error {
            RegistryError::NotFound { id, nearest, modules } => {
                let hint = not_found_hint(&nearest, modules);
                failure(ErrorKind::NotFound, code::MODULE_NOT_FOUND)
                    .with_module(id.escape_debug())
                    .with_detail("nearest", nearest)
                    .with_hint(hint)
            }
            RegistryError::NoFittingVersion { id, requirement, versions } => {
                let failure = failure(ErrorKind::NotFound, code::MODULE_VERSION)
                    .with_module(id)
                    .with_detail("requirement", requirement.to_string());
                let only_pre_releases = versions.iter().all(|version| !version.pre.is_empty());
                let failure = with_versions(failure, &versions);
                if only_pre_releases {
                    failure.with_hint("a pre-release is taken only when the requirement names one of the same version")
                } else {
                    failure
                }
            }
            RegistryError::NoSuchVersion { id, version, versions } => {
                let failure = failure(ErrorKind::NotFound, code::MODULE_VERSION).with_module(id).with_version(version);
                with_versions(failure, &versions)
            }
            RegistryError::Duplicate { id, version, registered } => failure(ErrorKind::Input, code::REGISTRY_DUPLICATE)
                .with_module(id)
                .with_version(version)
                .with_detail("registered", registered.to_string())
                .with_hint("unregister the other one first, or raise the version"),
            RegistryError::Invalid { id, version, source } => failure(ErrorKind::Compatibility, code::REGISTRY_INVALID)
                .with_module(id)
                .with_version(version)
                .with_detail("place", source.place.as_str())
                .with_detail("problem", source.problem.as_str())
                .with_hint(format!("correct what `describe` gives: {source}"))
                .with_source(source),
            RegistryError::Yanked { id, versions, requirement } => {
                let reasons = versions.iter().map(|withdrawn| format!("{}: {}", withdrawn.version, withdrawn.reason));
                let failure = failure(ErrorKind::NotFound, code::REGISTRY_YANKED)
                    .with_module(id)
                    .with_detail("requirement", requirement.to_string())
                    .with_detail("withdrawn", reasons.collect::<Vec<_>>());
                match versions.first() {
                    Some(newest) => failure.with_hint(format!(
                        "{} was withdrawn: {}; who wants it all the same asks for `={}`",
                        newest.version, newest.reason, newest.version
                    )),
                    None => failure,
                }
            }
            RegistryError::Disagreement { id, version, registered, offered } => {
                failure(ErrorKind::Integrity, code::REGISTRY_DIGEST)
                    .with_module(id)
                    .with_version(version)
                    .with_detail("registered", registered.details())
                    .with_detail("offered", offered.details())
                    .with_hint("one version has one content: find out which source is right, and leave the other out")
            }
            RegistryError::Needed { id, version, dependents } => {
                let texts: Vec<_> = dependents.iter().map(|it| format!("{} {}", it.id, it.version)).collect();
                failure(ErrorKind::Dependency, code::REGISTRY_NEEDED)
                    .with_module(id)
                    .with_version(version)
                    .with_detail("dependents", texts)
                    .with_hint("remove those first, keep a version that fits them, or force it and leave them broken")
            }
            RegistryError::InvalidMark { id, version, problem } => failure(ErrorKind::Input, code::REGISTRY_MARK)
                .with_module(id)
                .with_version(version)
                .with_detail("problem", problem)
                .with_hint("give the reason as one line of at most 300 characters"),
        }
    }
}

impl Claim {
    pub(crate) fn details(&self) -> Details {
        let mut details = Details::from([("digest".to_owned(), self.digest.to_string().into())]);
        if let Some(source) = &self.source {
            details.insert("source".to_owned(), source.as_str().into());
        }
        details
    }
}

fn not_found_hint(nearest: &[String], modules: usize) -> String {
    let names: Vec<_> = nearest.iter().map(|id| format!("`{id}`")).collect();
    match (names.is_empty(), modules) {
        (false, _) => format!("did you mean {}?", names.join(" or ")),
        (true, 0) => "no module is registered: load one first".to_owned(),
        (true, 1) => "one module is registered: list it to see its id".to_owned(),
        (true, _) => format!("{modules} modules are registered: list or search them"),
    }
}

fn with_versions(failure: Failure, versions: &[Version]) -> Failure {
    let texts: Vec<_> = versions.iter().map(Version::to_string).collect();
    let more = if texts.len() > MOST_VERSIONS { ", and older ones" } else { "" };
    let listed = texts[..texts.len().min(MOST_VERSIONS)].join(", ");
    failure.with_detail("versions", texts).with_hint(format!("there is {listed}{more}"))
}
