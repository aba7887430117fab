use super::key::FailureKey;
use crate::{ErrorKind, Severity};

/// Which failures a [snapshot](crate::History::snapshot) shows. What is `None` lets everything through.
///
/// ```
/// use parsify_error::{HistoryFilter, Severity};
///
/// let filter = HistoryFilter { severity: Some(Severity::Error), ..HistoryFilter::default() };
/// assert_eq!(filter.module, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Of this module.
    pub module: Option<String>,
    /// Of this kind.
    pub kind: Option<ErrorKind>,
    /// At least as bad as this.
    pub severity: Option<Severity>,
}

impl HistoryFilter {
    pub(super) fn lets(&self, key: &FailureKey, severity: Severity) -> bool {
        (self.module.is_none() || self.module == key.module)
            && self.kind.is_none_or(|kind| kind == key.kind)
            && self.severity.is_none_or(|least| severity >= least)
    }
}
