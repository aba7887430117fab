//! Lengths of strings or arrays at a path.

use super::result::LengthStats;

#[derive(Debug, Default)]
pub(super) struct Lengths {
    count: usize,
    min: usize,
    max: usize,
    sum: usize,
    empty: usize,
}

impl Lengths {
    pub(super) fn add(&mut self, length: usize) {
        self.min = if self.count == 0 { length } else { self.min.min(length) };
        self.max = self.max.max(length);
        self.sum += length;
        self.count += 1;
        self.empty += usize::from(length == 0);
    }

    #[expect(clippy::cast_precision_loss, reason = "no document has 2^53 characters")]
    pub(super) fn finish(&self) -> Option<LengthStats> {
        let &Self { count, min, max, sum, empty } = self;
        let mean_length = sum as f64 / count as f64;
        (count > 0).then_some(LengthStats { min_length: min, max_length: max, mean_length, empty })
    }
}
