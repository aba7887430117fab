//! Taking values away.

use std::collections::{HashMap, HashSet};

use super::places::Found;
use crate::tree::Value;

/// Takes all these values away at once, so that no place moves before its turn; `gone` sees each.
pub(super) fn take(document: &mut Value<'_>, places: &[Found], mut gone: impl FnMut(&Found, &Value<'_>)) {
    let mut holders: HashMap<&[usize], Vec<&Found>> = HashMap::new();
    for found in places.iter().filter(|found| found.position.is_some()) {
        holders.entry(&found.way).or_default().push(found);
    }
    // What is further down first; the order of the others is that of the document.
    let mut holders: Vec<_> = holders.into_values().collect();
    holders.sort_by(|one, other| {
        let way = |all: &Vec<&Found>| all.first().map(|it| it.way.clone()).unwrap_or_default();
        let (one, other) = (way(one), way(other));
        other.len().cmp(&one.len()).then_with(|| one.cmp(&other))
    });
    for all in holders {
        let Some(holder) = all.first().and_then(|first| first.holder_mut(document)) else { continue };
        let positions: HashMap<usize, &Found> = all.iter().filter_map(|it| Some((it.position?, *it))).collect();
        match holder {
            Value::Array(elements) => {
                let mut position = 0;
                elements.retain(|element| {
                    let found = positions.get(&position);
                    position += 1;
                    found.inspect(|found| gone(found, element)).is_none()
                });
            }
            Value::Object(object) => {
                for (position, (_, value)) in object.iter().enumerate() {
                    if let Some(found) = positions.get(&position) {
                        gone(found, value);
                    }
                }
                // Every member of such a key.
                let keys: HashSet<&[u8]> = all.iter().filter_map(|it| it.place.last()).map(str::as_bytes).collect();
                object.members_mut().retain(|(key, _)| !keys.contains(&*key.wtf8()));
            }
            _ => {}
        }
    }
}
