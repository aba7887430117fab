//! Caps under which none is allowed in either preset: what holds for each of them.

use parsify_cache::{CacheConfig, DiskCache};
use parsify_error::{ErrorKind, Failure, TwinRule};
use parsify_interface::CacheState;
use parsify_sandbox::{Sandbox, SandboxConfig, ScanCaps, ScanReport, scan};

use crate::guests::fresh_digest;

/// One cap, and how to get at it.
pub(crate) struct Cap {
    pub(crate) name: &'static str,
    /// What the hint says, among others.
    pub(crate) way_out: &'static str,
    pub(crate) set: fn(&mut ScanCaps, u64),
    pub(crate) found: fn(&ScanReport) -> u64,
}

impl Cap {
    /// The normal caps, but for this one.
    pub(crate) fn allowing(&self, count: u64) -> ScanCaps {
        let mut caps = ScanCaps::normal();
        (self.set)(&mut caps, count);
        caps
    }

    #[track_caller]
    pub(crate) fn check_passes(&self, component: &[u8]) {
        for caps in [ScanCaps::normal(), ScanCaps::strict()] {
            assert_eq!((self.found)(&scan(component, &caps).unwrap()), 0);
        }
    }

    /// Refused at the first, and let through when as many are allowed as there are.
    #[track_caller]
    pub(crate) fn check_refused(&self, component: &[u8], count: u64) {
        for caps in [ScanCaps::normal(), ScanCaps::strict()] {
            self.check_failure(&scan(component, &caps).unwrap_err(), 1, 0);
        }
        self.check_failure(&scan(component, &self.allowing(count - 1)).unwrap_err(), count, count - 1);
        assert_eq!((self.found)(&scan(component, &self.allowing(count)).unwrap()), count);
    }

    #[track_caller]
    pub(crate) fn check_failure(&self, failure: &Failure, found: u64, allowed: u64) {
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "sandbox.scan"), "{failure:?}");
        assert_eq!(failure.details()["limit"].as_str(), Some(self.name));
        assert_eq!(failure.details()["found"].as_u64(), Some(found));
        assert_eq!(failure.details()["allowed"].as_u64(), Some(allowed));
        assert!(failure.hints()[0].contains(self.way_out), "{failure:?}");
        assert_eq!(failure.classification().twin, TwinRule::Never);
    }

    /// A module with one of them that was compiled under a wider cap, and kept: others do not get it from the disk.
    pub(crate) async fn check_disk(&self, module: Vec<u8>) {
        let (folder, digest) = (tempfile::tempdir().unwrap(), fresh_digest());
        let config = || {
            let cache = DiskCache::open(CacheConfig::at(folder.path().join("cache"))).unwrap();
            SandboxConfig::new().with_disk_cache(cache)
        };
        let raised = || Sandbox::new(config().with_scan_caps(self.allowing(1))).unwrap();
        raised().load(module.clone(), digest).await.unwrap();
        assert_eq!(raised().stored(digest).await.unwrap().load_report().origin, CacheState::Disk);

        let sandbox = Sandbox::new(config()).unwrap();
        assert!(sandbox.stored(digest).await.is_none());
        self.check_failure(&sandbox.load(module.clone(), digest).await.unwrap_err(), 1, 0);
        let embedded = sandbox.load_embedded(module, digest).await.unwrap();
        assert_eq!(embedded.load_report().origin, CacheState::Disk);
    }
}
