//! Lists: indexes, slices, flattening and projections.

use parsify_error::Failure;

use super::ast::{Node, Over, Projection, Slice};
use super::evaluate::Evaluator;
use super::item::Item;

impl Evaluator<'_> {
    pub(super) fn index<'t>(&self, current: &Item<'t>, index: i64) -> Item<'t> {
        let place = current.len().and_then(|length| {
            let size = usize::try_from(index.unsigned_abs()).ok()?;
            if index < 0 { length.checked_sub(size) } else { Some(size) }
        });
        place.and_then(|place| current.element(place)).unwrap_or_else(Item::null)
    }

    /// As in Python: places beyond the ends count as the ends.
    pub(super) fn slice<'t>(&self, current: &Item<'t>, slice: Slice) -> Result<Item<'t>, Failure> {
        let Some(length) = current.len() else { return Ok(Item::null()) };
        let size = i64::try_from(length).unwrap_or(i64::MAX);
        let (least, most) = if slice.step > 0 { (0, size) } else { (-1, size - 1) };
        let normal = |index: i64| (if index < 0 { index.saturating_add(size) } else { index }).clamp(least, most);
        let (first, last) = if slice.step > 0 { (least, most) } else { (most, least) };
        let (start, stop) = (slice.start.map_or(first, normal), slice.stop.map_or(last, normal));
        let within = |place: &i64| if slice.step > 0 { *place < stop } else { *place > stop };
        let places = std::iter::successors(Some(start), |place| place.checked_add(slice.step)).take_while(within);
        let items = places.filter_map(|place| current.element(usize::try_from(place).ok()?));
        Item::list(items.collect(), self.budget)
    }

    /// Lists within a list are replaced by their elements, one level deep.
    pub(super) fn flatten<'t>(&self, source: &'t Node, current: &Item<'t>) -> Result<Item<'t>, Failure> {
        let Some(items) = self.evaluate(source, current)?.elements(self.budget)? else { return Ok(Item::null()) };
        let mut flat = Vec::new();
        for item in items {
            match item.elements(self.budget)? {
                Some(elements) => flat.extend(elements),
                None => flat.push(item),
            }
            self.budget.results(flat.len())?;
        }
        Item::list(flat, self.budget)
    }

    /// What an expression gives for each element, without nulls; `null` when there are no elements to begin with.
    pub(super) fn project<'t>(&self, projection: &'t Projection, current: &Item<'t>) -> Result<Item<'t>, Failure> {
        let source = self.evaluate(&projection.source, current)?;
        let items = match projection.over {
            Over::Values => {
                let members = source.members(self.budget)?;
                members.map(|members| members.into_iter().map(|(_, value)| value).collect())
            }
            Over::Elements | Over::Matching(_) => source.elements(self.budget)?,
        };
        let Some(items) = items else { return Ok(Item::null()) };
        let mut results = Vec::new();
        for item in items {
            if let Over::Matching(condition) = &projection.over
                && !self.evaluate(condition, &item)?.is_true()
            {
                continue;
            }
            let result = self.evaluate(&projection.then, &item)?;
            if result.kind() != crate::tree::Kind::Null {
                results.push(result);
            }
        }
        Item::list(results, self.budget)
    }
}
