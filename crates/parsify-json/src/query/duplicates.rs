//! Objects in which a key stands twice.

use crate::tree::{Object, Text, Value};

/// Few members are compared with each other, so that most objects cost no map.
const FEW: usize = 8;

/// The members that count: of equal keys the last one. `None` when that is all of them.
pub(super) fn shadowing<'o>(object: &'o Object<'_>) -> Option<crate::tree::Index<'o>> {
    let unique = if object.len() <= FEW {
        let mut keys = object.keys();
        std::iter::from_fn(|| keys.next().map(|key| (key, keys.clone())))
            .all(|(key, mut rest)| rest.all(|it| it != key))
    } else {
        object.duplicates().next().is_none()
    };
    (!unique).then(|| object.index())
}

/// The members of an object that count.
pub(super) fn members<'o, 'a>(object: &'o Object<'a>) -> impl Iterator<Item = (&'o Text<'a>, &'o Value<'a>)> {
    let index = shadowing(object);
    let counts = move |place: usize, key: &Text<'_>| index.as_ref().is_none_or(|index| index.get(key) == Some(place));
    object.iter().enumerate().filter(move |(place, (key, _))| counts(*place, key)).map(|(_, member)| member)
}
