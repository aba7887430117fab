use parsify_interface::{ModuleId, VersionReq};
use parsify_registry::Registry;

/// The catalog without the versions that somebody said may not answer. Modules that are not there are passed over.
pub(crate) fn answering<'a>(
    registry: &Registry,
    said: impl IntoIterator<Item = (&'a ModuleId, VersionReq)>,
) -> Registry {
    let mut answering = registry.clone();
    for (id, requirement) in said {
        let Ok(versions) = registry.versions(id.as_str()) else { continue };
        for version in versions.filter(|version| !requirement.matches(version)) {
            // It is there, and nobody is asked who needs it.
            let _ = answering.unregister_forced(id.as_str(), version);
        }
    }
    answering
}
