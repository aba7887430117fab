//! Numbers by chance, the same everywhere for one seed.

/// SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. Small, passes the
/// usual tests, and good for choosing; nothing for secrets.
#[derive(Debug, Clone)]
pub(in crate::operations) struct Random(u64);

impl Random {
    pub(in crate::operations) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, each as likely as the others: Lemire, "Fast random integer generation in an interval", ACM
    /// TOMACS 29 (2019). 0 for a bound of 0.
    pub(in crate::operations) fn below(&mut self, bound: u64) -> u64 {
        loop {
            let product = u128::from(self.next()) * u128::from(bound);
            let [low, high] = [product as u64, (product >> 64) as u64];
            if low >= bound.wrapping_neg().checked_rem(bound).unwrap_or_default() {
                return high;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    /// The first numbers of the authors' own program for this seed.
    #[test]
    fn it_is_splitmix64() {
        let mut random = Random::new(1_234_567);
        let found = [random.next(), random.next(), random.next()];
        assert_eq!(found, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }
}
