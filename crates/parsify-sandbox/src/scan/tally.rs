use parsify_error::{ErrorKind, Failure, code};

use super::caps::{Quantity, ScanCaps, ScanReport};

/// Counts, and refuses as soon as a cap is passed.
pub(super) struct Tally<'a> {
    caps: &'a ScanCaps,
    report: ScanReport,
    /// Definitions as written, each once.
    written: u64,
}

impl<'a> Tally<'a> {
    pub(super) fn new(caps: &'a ScanCaps) -> Self {
        Self { caps, report: ScanReport::default(), written: 0 }
    }

    /// Adds to a sum.
    pub(super) fn add(&mut self, quantity: Quantity, count: u64) -> Result<(), Failure> {
        let found = quantity.found(&mut self.report);
        *found = found.saturating_add(count);
        let found = *found;
        self.judge(quantity, found)
    }

    /// Takes note of a size of which only the largest counts.
    pub(super) fn raise(&mut self, quantity: Quantity, size: u64) -> Result<(), Failure> {
        let found = quantity.found(&mut self.report);
        *found = size.max(*found);
        let found = *found;
        self.judge(quantity, found)
    }

    /// Adds definitions as they stand in the file.
    pub(super) fn write(&mut self, definitions: u64) -> Result<(), Failure> {
        self.written = self.written.saturating_add(definitions);
        self.raise(Quantity::Definitions, self.written)
    }

    fn judge(&self, quantity: Quantity, found: u64) -> Result<(), Failure> {
        let allowed = quantity.allowed(self.caps);
        if found > allowed { Err(refusal(quantity, found, allowed)) } else { Ok(()) }
    }

    pub(super) fn into_report(self) -> ScanReport {
        self.report
    }
}

/// Of kind `Limit`, not `Compilation`: nothing is wrong with the sandbox that a native twin should stand in for, and a
/// component made to exhaust its host must not pass for one that merely does not run here.
fn refusal(quantity: Quantity, found: u64, allowed: u64) -> Failure {
    let noun = quantity.noun();
    Failure::new(
        ErrorKind::Limit,
        code::SANDBOX_SCAN,
        format!("the component has {found} {noun} or more, {allowed} are allowed"),
    )
    .with_detail("limit", quantity.name())
    .with_detail("found", found)
    .with_detail("allowed", allowed)
    .with_hint(way_out(quantity))
}

const fn way_out(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Adapters => {
            "link its parts into one core module instead of composing components; the deadline cannot be held between them"
        }
        Quantity::Transcoders => {
            "build it with the string encoding UTF-8 instead; the deadline cannot be held while the host transcodes others"
        }
        _ => "build the component smaller or split it; compiled in a child process, more is allowed",
    }
}
