//! Walking through a document and sorting what is to be sorted.

use std::cmp::Ordering;

use super::ground::Ground;
use super::options::{SortBy, SortMissing, SortOrder};
use crate::core::Order;
use crate::pattern::Place;
use crate::tree::{Object, Pointer, Value};

/// What to sort.
pub(super) struct Sorting<'o> {
    pub(super) keys: Option<Order>,
    pub(super) recursive: bool,
    pub(super) by: Vec<(Pointer, &'o SortBy)>,
    pub(super) arrays: Place<'o>,
    pub(super) exclude: Place<'o>,
    /// How many objects and arrays came into another order.
    pub(super) objects: usize,
    pub(super) elements: usize,
}

impl Sorting<'_> {
    /// Sorts a value with all that is in it. `outermost` as long as no object contains it.
    pub(super) fn value(&mut self, value: &mut Value<'_>, outermost: bool) {
        if self.exclude.any_fits() {
            return;
        }
        match value {
            Value::Array(elements) => {
                // Places of patterns are those before sorting.
                for (index, element) in elements.iter_mut().enumerate().filter(|(_, element)| element.is_container()) {
                    self.within(&index.to_string(), element, outermost);
                }
                if self.arrays.any_fits() {
                    self.array(elements);
                }
            }
            Value::Object(object) => {
                for (key, value) in object.iter_mut().filter(|(_, value)| value.is_container()) {
                    let key = key.to_str_lossy();
                    self.within(&key, value, false);
                }
                if let Some(order) = self.keys.filter(|_| self.recursive || outermost) {
                    self.members(object, order);
                }
            }
            _ => {}
        }
    }

    fn within(&mut self, token: &str, value: &mut Value<'_>, outermost: bool) {
        self.arrays.enter(token);
        self.exclude.enter(token);
        self.value(value, outermost);
        self.arrays.leave();
        self.exclude.leave();
    }

    /// Keys that an order holds for equal stand by their code points; members with the same key keep their order.
    fn members(&mut self, object: &mut Object<'_>, order: Order) {
        let grounds: Vec<_> = object.keys().map(|key| (order.ground(key.wtf8()), key.wtf8())).collect();
        let compare = |one: &usize, other: &usize| {
            let (one, other) = (&grounds[*one], &grounds[*other]);
            order.compare(&one.0, &other.0).then_with(|| one.1.cmp(&other.1))
        };
        if let Some(permutation) = permutation(grounds.len(), compare) {
            self.objects += 1;
            let members = object.members_mut();
            let mut old: Vec<_> = std::mem::take(members).into_iter().map(Some).collect();
            members.extend(permutation.into_iter().filter_map(|at| old.get_mut(at).and_then(Option::take)));
        }
    }

    fn array(&mut self, elements: &mut Vec<Value<'_>>) {
        let grounds: Vec<Vec<Ground<'_>>> = elements.iter().map(|element| self.grounds(element)).collect();
        let compare = |one: &usize, other: &usize| self.compare(&grounds[*one], &grounds[*other]);
        if let Some(permutation) = permutation(grounds.len(), compare) {
            drop(grounds);
            self.elements += 1;
            let mut old: Vec<_> = std::mem::take(elements).into_iter().map(Some).collect();
            elements.extend(permutation.into_iter().filter_map(|at| old.get_mut(at).and_then(Option::take)));
        }
    }

    fn grounds<'v>(&self, element: &'v Value<'v>) -> Vec<Ground<'v>> {
        self.by.iter().map(|(path, by)| Ground::of(element.at(path), by.compare)).collect()
    }

    fn compare(&self, one: &[Ground<'_>], other: &[Ground<'_>]) -> Ordering {
        let grounds = one.iter().zip(other).zip(&self.by);
        let mut orders = grounds.map(|((one, other), (_, by))| by_one(one, other, by));
        orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

fn by_one(one: &Ground<'_>, other: &Ground<'_>, by: &SortBy) -> Ordering {
    match (one.is_missing(), other.is_missing()) {
        (false, false) if by.order == SortOrder::Descending => other.compare(one),
        (false, false) => one.compare(other),
        (one, other) if by.missing == SortMissing::First => other.cmp(&one),
        (one, other) => one.cmp(&other),
    }
}

/// Where each entry of the sorted ones stands before sorting; nothing when they are sorted already. Stable.
fn permutation(count: usize, compare: impl Fn(&usize, &usize) -> Ordering) -> Option<Vec<usize>> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(compare);
    if places.is_sorted() { None } else { Some(places) }
}
