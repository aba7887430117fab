//! An instant to count from: an `Instant` cannot be made up.

use std::time::Instant;

#[expect(clippy::disallowed_methods, reason = "the tests are the clock; what they assert does not depend on it")]
pub(crate) fn start() -> Instant {
    Instant::now()
}
