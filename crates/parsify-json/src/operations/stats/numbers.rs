//! The numbers at a path.

use super::result::{NumberStats, Quantiles};
use super::sum::Sum;
use crate::operations::sample::Random;
use crate::tree::Number;

/// How many numbers are kept for quantiles.
const KEPT: usize = 1_024;
/// How much of a number is shown.
const SHOWN: usize = 100;

/// What is known of the numbers so far.
#[derive(Debug)]
pub(super) struct Numbers {
    integers: usize,
    extremes: Option<(Number<'static>, Number<'static>)>,
    sum: Sum,
    /// How many a double can hold, their mean, and the sum of squared distances from it: Welford, "Note on a method for
    /// calculating corrected sums of squares and products", Technometrics 4 (1962).
    held: usize,
    mean: f64,
    squares: f64,
    /// All of them, or a sample: Vitter, "Random sampling with a reservoir", ACM TOMS 11 (1985), algorithm R.
    kept: Vec<f64>,
    random: Random,
    beyond: usize,
}

impl Default for Numbers {
    fn default() -> Self {
        Self {
            integers: 0,
            extremes: None,
            sum: Sum::default(),
            held: 0,
            mean: 0.0,
            squares: 0.0,
            kept: Vec::new(),
            random: Random::new(0),
            beyond: 0,
        }
    }
}

impl Numbers {
    pub(super) fn add(&mut self, number: &Number<'_>) {
        self.integers += usize::from(number.is_integer());
        match &mut self.extremes {
            None => self.extremes = Some((number.clone().into_owned(), number.clone().into_owned())),
            Some((min, _)) if number.compare(min).is_lt() => *min = number.clone().into_owned(),
            Some((_, max)) if number.compare(max).is_gt() => *max = number.clone().into_owned(),
            Some(_) => {}
        }
        let value = number.to_f64();
        self.sum.add(number, value);
        if value.is_finite() {
            self.add_held(value);
        } else {
            self.beyond += 1;
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "no document has 2^53 numbers")]
    fn add_held(&mut self, value: f64) {
        self.held += 1;
        let distance = value - self.mean;
        self.mean += distance / self.held as f64;
        self.squares += distance * (value - self.mean);
        if self.kept.len() < KEPT {
            self.kept.push(value);
        } else if let Some(place) = self.kept.get_mut(self.random.below(self.held as u64) as usize) {
            *place = value;
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "no document has 2^53 numbers")]
    pub(super) fn finish(self) -> Option<NumberStats> {
        let (min, max) = self.extremes?;
        let (sum, sum_exact) = self.sum.text();
        let finite = |value: f64| Some(value).filter(|value| value.is_finite());
        // An exact sum is rounded once only.
        let mean = match sum.parse::<f64>() {
            Ok(sum) if sum_exact => sum / self.held.max(1) as f64,
            _ => self.mean,
        };
        let variance = (self.held > 1).then(|| self.squares / (self.held - 1) as f64).and_then(finite);
        Some(NumberStats {
            integers: self.integers,
            min: shown(&min),
            max: shown(&max),
            sum,
            sum_exact,
            mean: (self.held > 0).then_some(mean).and_then(finite),
            variance,
            standard_deviation: variance.map(f64::sqrt),
            quantiles: quantiles(self.kept, self.held),
            beyond_doubles: self.beyond,
        })
    }
}

fn shown(number: &Number<'_>) -> String {
    let text = number.as_str();
    // Numbers are ASCII.
    text.get(..SHOWN).filter(|_| text.len() > SHOWN).map_or_else(|| text.to_owned(), |head| format!("{head}…"))
}

fn quantiles(mut kept: Vec<f64>, of: usize) -> Option<Quantiles> {
    if kept.is_empty() {
        return None;
    }
    kept.sort_by(f64::total_cmp);
    let at = |part: f64| quantile(&kept, part);
    let exact = kept.len() == of;
    Some(Quantiles { p25: at(0.25), p50: at(0.5), p75: at(0.75), p90: at(0.9), p99: at(0.99), exact })
}

/// Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996), definition 7.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    reason = "a place in a short list"
)]
fn quantile(sorted: &[f64], part: f64) -> f64 {
    let place = part * (sorted.len() - 1) as f64;
    let below = place.floor();
    let (low, high) = (sorted[below as usize], sorted[place.ceil() as usize]);
    // The difference of two doubles may be beyond all of them.
    let weight = place - below;
    low * (1.0 - weight) + high * weight
}
