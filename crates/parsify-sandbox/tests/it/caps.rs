//! Caps under which none is allowed in either preset: what holds for each of them.

use parsify_error::{ErrorKind, Failure, TwinRule};
use parsify_sandbox::{ScanCaps, ScanReport, scan};

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
}
