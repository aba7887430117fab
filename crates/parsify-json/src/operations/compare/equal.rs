//! Whether two parts are equal by the options.

use std::collections::HashMap;

use super::align::matching;
use super::node::{Node, Token};
use super::options::CompareOptions;
use super::work::Work;
use crate::operations::arithmetic::Decimal;
use crate::tree::{Id, Number, Value};

/// Judges pairs of nodes.
#[derive(Debug)]
pub(super) struct Judge<'o> {
    pub(super) options: &'o CompareOptions,
    pub(super) work: Work,
}

impl Judge<'_> {
    pub(super) const fn tolerant(&self) -> bool {
        self.options.absolute_tolerance > 0.0 || self.options.relative_tolerance > 0.0
    }

    /// Whether both are equal. Costs nothing but a look at their numbers, unless there is a tolerance. When the work that is
    /// allowed is used up, what is not clearly equal counts as different.
    pub(super) fn equal(&mut self, left: &Node<'_>, right: &Node<'_>) -> bool {
        if left.id == right.id || !(left.counts || right.counts) {
            return true;
        }
        if !self.tolerant() || !self.work.take(1) {
            return false;
        }
        match (left.value, right.value) {
            (Value::Number(left), Value::Number(right)) => self.near(left, right),
            (Value::Array(_), Value::Array(_)) if self.options.ignore_order => {
                matching(self, &left.entries, &right.entries).is_some_and(|pairs| pairs.iter().all(Option::is_some))
                    && left.entries.len() == right.entries.len()
            }
            (Value::Array(_), Value::Array(_)) => {
                left.entries.len() == right.entries.len()
                    && left.entries.iter().zip(&right.entries).all(|(left, right)| self.equal(left, right))
            }
            (Value::Object(_), Value::Object(_)) => members(left, right).into_iter().all(|pair| match pair {
                (Some(left), Some(right)) => self.equal(left, right),
                (Some(alone), None) | (None, Some(alone)) => !alone.counts,
                (None, None) => true,
            }),
            _ => false,
        }
    }

    /// Whether two numbers differ by no more than is allowed. Doubles decide what they can; the rest is calculated exactly, so
    /// that 1.10 and 1.09 are near by 0.01, and 9007199254740992 and 9007199254740993 are not by 0.5.
    pub(super) fn near(&self, left: &Number<'_>, right: &Number<'_>) -> bool {
        if !self.tolerant() {
            return false;
        }
        let (one, other) = (left.to_f64(), right.to_f64());
        let largest = one.abs().max(other.abs());
        let allowed = self.options.absolute_tolerance.max(self.options.relative_tolerance * largest);
        let beyond = (one - other).abs() - allowed;
        let uncertain = (largest + allowed) * 8.0 * f64::EPSILON;
        if beyond.abs() > uncertain {
            return beyond < 0.0 && allowed.is_finite();
        }
        self.exactly_near(left, right).unwrap_or(beyond <= 0.0 && allowed.is_finite())
    }

    /// Nothing when it takes too many digits.
    fn exactly_near(&self, left: &Number<'_>, right: &Number<'_>) -> Option<bool> {
        let (left, right) = (Decimal::read(left)?, Decimal::read(right)?);
        let apart = left.add(right.negate()).ok()?.absolute();
        let (left, right) = (left.absolute(), right.absolute());
        let largest = if left.compare(right).is_lt() { right } else { left };
        // No two such numbers are nearer to each other than 1e-36, unless they are equal.
        let least = self.options.absolute_tolerance < 1e-36;
        let absolute = if least { Decimal::integer(0) } else { tolerance(self.options.absolute_tolerance)? };
        if apart.compare(absolute).is_le() {
            return Some(true);
        }
        let relative = tolerance(self.options.relative_tolerance)?.multiply(largest).ok()?;
        Some(apart.compare(relative).is_le())
    }
}

/// The decimal number that a double is written as.
fn tolerance(value: f64) -> Option<Decimal> {
    Decimal::read(&Number::from_f64(value)?)
}

/// The members of two objects in pairs: those of the left one in order, then those that only the right one has.
pub(super) fn members<'n, 'v>(
    left: &'n Node<'v>,
    right: &'n Node<'v>,
) -> Vec<(Option<&'n Node<'v>>, Option<&'n Node<'v>>)> {
    let mut places: HashMap<Id, Vec<usize>> = HashMap::with_capacity(right.entries.len());
    for (at, node) in right.entries.iter().enumerate() {
        if let Token::Key(_, key) = node.token {
            places.entry(key).or_default().push(at);
        }
    }
    let mut partners: Vec<Option<usize>> = vec![None; left.entries.len()];
    // The same key first, then one that is the same but for the case.
    for exactly in [true, false] {
        for (node, partner) in left.entries.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
            let Token::Key(key, id) = node.token else { continue };
            let Some(places) = places.get_mut(&id) else { continue };
            let fits = |at: &usize| match right.entries.get(*at).map(|node| node.token) {
                Some(Token::Key(other, _)) => !exactly || key == other,
                _ => false,
            };
            *partner = places.iter().position(fits).map(|found| places.remove(found));
        }
    }
    let mut alone: Vec<usize> = places.into_values().flatten().collect();
    alone.sort_unstable();
    let pairs =
        left.entries.iter().zip(partners).map(|(node, at)| (Some(node), at.and_then(|at| right.entries.get(at))));
    pairs.chain(alone.into_iter().map(|at| (None, right.entries.get(at)))).collect()
}
