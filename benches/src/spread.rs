//! Quantiles of durations.

use std::fmt;
use std::time::Duration;

/// Durations in order.
#[derive(Clone, Debug, Default)]
pub struct Spread(Vec<Duration>);

impl Spread {
    /// Sorts them.
    #[must_use]
    pub fn new(mut samples: Vec<Duration>) -> Self {
        samples.sort_unstable();
        Self(samples)
    }

    /// The sample below which that part of all samples lies; 0 when there are none.
    #[must_use]
    pub fn quantile(&self, part: f64) -> Duration {
        let last = self.0.len().saturating_sub(1);
        self.0.get((last as f64 * part).round() as usize).copied().unwrap_or_default()
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [half, most, all] = [0.5, 0.99, 1.0].map(|part| self.quantile(part));
        write!(f, "p50 {half:.2?}, p99 {most:.2?}, max {all:.2?}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_samples() {
        let spread = Spread::new((0..=100).rev().map(Duration::from_millis).collect());
        let quantile = |part| spread.quantile(part).as_millis();
        assert_eq!((quantile(0.0), quantile(0.5), quantile(0.99), quantile(1.0)), (0, 50, 99, 100));
        assert_eq!(Spread::default().quantile(0.5), Duration::ZERO);
    }
}
