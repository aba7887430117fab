//! How many elements of an array are still in their places before another.

/// Counts of what is left of `0..length` (Fenwick 1994): each step costs the logarithm of the length.
#[derive(Debug)]
pub(super) struct Ranks(Vec<usize>);

impl Ranks {
    pub(super) fn new(length: usize) -> Self {
        // Each place counts as many elements as the lowest bit of its number says.
        Self((1..=length).map(|place| place & place.wrapping_neg()).collect())
    }

    /// Takes out one that is there.
    pub(super) fn remove(&mut self, index: usize) {
        let mut place = index + 1;
        while let Some(count) = self.0.get_mut(place - 1) {
            *count -= 1;
            place += place & place.wrapping_neg();
        }
    }

    /// How many are there below `index`.
    pub(super) fn below(&self, index: usize) -> usize {
        let mut place = index.min(self.0.len());
        let mut count = 0;
        while place > 0 {
            count += self.0[place - 1];
            place &= place - 1;
        }
        count
    }
}
