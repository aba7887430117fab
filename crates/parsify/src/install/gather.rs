use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use parsify_error::Failure;
use parsify_loader::State;
use parsify_registry::Entry;

use super::Installer;
use super::available::{Available, PROVIDED, read};
use crate::component::Host;

impl Installer {
    /// What the program provides and what is installed.
    pub(super) fn installed(&self, state: &State) -> Result<Available, Failure> {
        let mut available = Available::default();
        for descriptor in &self.provided {
            available.registry.register(Entry::new(descriptor.clone()).with_source(PROVIDED))?;
        }
        for receipt in state.receipts() {
            let entry = Entry::new(receipt.descriptor.clone()).with_digest(receipt.digest);
            let entry = entry.with_source(receipt.origin.location.as_str());
            // What the program has come to provide itself since is the program's.
            if available.registry.find(entry.id().as_str(), entry.version()).is_none() {
                available.registry.register(entry)?;
            }
        }
        Ok(available)
    }

    /// The same with what every source offers.
    pub(super) async fn everything(&self, host: &Host, state: &State) -> Result<Available, Failure> {
        let mut available = self.installed(state)?;
        let paths: Vec<PathBuf> = self.places(state);
        for path in paths {
            let offered = read(host, &path, &known(state), |done, total| self.tell(done, total)).await?;
            available.add(offered, false)?;
        }
        Ok(available)
    }

    /// The configured sources, and the folders that installed modules came from as long as they are there.
    fn places(&self, state: &State) -> Vec<PathBuf> {
        let mut paths: Vec<_> = self.sources.values().cloned().collect();
        let origins = state.receipts().filter_map(|receipt| receipt.origin.updates.as_deref()).map(PathBuf::from);
        paths.extend(origins.filter(|path| path.is_dir()));
        paths.sort();
        paths.dedup();
        paths
    }
}

/// What need not be asked again.
pub(super) fn known(state: &State) -> Arc<BTreeMap<parsify_interface::Digest, Arc<parsify_interface::Descriptor>>> {
    let known = state.receipts().map(|receipt| (receipt.digest, Arc::new(receipt.descriptor.clone())));
    Arc::new(known.collect())
}
