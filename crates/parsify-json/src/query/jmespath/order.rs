//! Sorting, the least and the greatest.

use std::cmp::Ordering;

use parsify_error::Failure;

use super::ast::Node;
use super::evaluate::Evaluator;
use super::function::Function;
use super::item::Item;

/// What items are ordered by: all numbers or all strings.
type Keyed<'t> = Vec<(Item<'t>, Item<'t>)>;

impl Evaluator<'_> {
    /// Each item with what it is ordered by.
    pub(super) fn keyed<'t>(
        &self,
        at: usize,
        function: Function,
        items: Vec<Item<'t>>,
        by: Option<&'t Node>,
    ) -> Result<Keyed<'t>, Failure> {
        let mut keyed = Vec::with_capacity(items.len());
        for item in items {
            let key = match by {
                Some(by) => self.evaluate(by, &item)?,
                None => item.clone(),
            };
            if !(key.number().is_some() || key.text().is_some()) {
                let message =
                    format!("`{}` orders numbers or strings, not a value of type {}", function.name(), key.kind());
                return Err(self.fail(at, message));
            }
            keyed.push((key, item));
        }
        let texts = keyed.iter().filter(|(key, _)| key.text().is_some()).count();
        if texts == 0 || texts == keyed.len() {
            return Ok(keyed);
        }
        Err(self.fail(at, format!("`{}` orders either numbers or strings, not both", function.name())))
    }

    pub(super) fn sorted<'t>(&self, mut keyed: Keyed<'t>) -> Result<Item<'t>, Failure> {
        self.charge(&keyed)?;
        keyed.sort_by(|(one, _), (other, _)| order(one, other));
        Item::list(keyed.into_iter().map(|(_, item)| item).collect(), self.budget)
    }

    /// The first item that none is before, in the direction.
    pub(super) fn extreme<'t>(&self, keyed: Keyed<'t>, direction: Ordering) -> Result<Item<'t>, Failure> {
        self.charge(&keyed)?;
        let mut best: Option<(Item<'t>, Item<'t>)> = None;
        for (key, item) in keyed {
            if best.as_ref().is_none_or(|(least, _)| order(&key, least) == direction) {
                best = Some((key, item));
            }
        }
        Ok(best.map_or_else(Item::null, |(_, item)| item))
    }

    /// Counts the steps of sorting.
    fn charge(&self, keyed: &Keyed<'_>) -> Result<(), Failure> {
        let rounds = usize::try_from(keyed.len().checked_ilog2().unwrap_or_default()).unwrap_or_default() + 1;
        for (key, _) in keyed {
            let length = key.text().map_or(1, |text| 1 + text.raw().len() / 32);
            let digits = key.number().map_or(0, |number| number.as_str().len() / 32);
            self.budget.steps(rounds.saturating_mul(length + digits))?;
        }
        Ok(())
    }
}

fn order(one: &Item<'_>, other: &Item<'_>) -> Ordering {
    match (one.number(), other.number(), one.text(), other.text()) {
        (Some(one), Some(other), ..) => one.compare(other),
        (_, _, Some(one), Some(other)) => one.cmp(other),
        _ => Ordering::Equal,
    }
}
