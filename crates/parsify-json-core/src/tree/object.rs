//! Objects with their order and their duplicates.

use super::{Index, Text, Value};

/// The members of an object, in their order; keys may stand twice, and then the last one counts.
///
/// Look-ups go through all members: [`index`](Self::index) is for many of them.
///
/// ```
/// use parsify_json_core::tree::{Object, Value};
///
/// let mut object = Object::new();
/// object.push("a", 1);
/// object.push("b", true);
/// assert_eq!(object.insert("a", 2), Some(Value::from(1)));
/// assert_eq!(Value::Object(object).to_json(), r#"{"a":2,"b":true}"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object<'a> {
    members: Vec<(Text<'a>, Value<'a>)>,
}

impl<'a> Object<'a> {
    /// An object without members.
    #[must_use]
    pub const fn new() -> Self {
        Self { members: Vec::new() }
    }

    /// The same with room for so many.
    #[must_use]
    pub fn with_capacity(members: usize) -> Self {
        Self { members: Vec::with_capacity(members) }
    }

    /// How many members there are, duplicates counted.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The members.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Text<'a>, &Value<'a>)> + ExactSizeIterator + Clone {
        self.members.iter().map(|(key, value)| (key, value))
    }

    /// The members, whose values may be changed.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = (&Text<'a>, &mut Value<'a>)> + ExactSizeIterator {
        self.members.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// The keys.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Text<'a>> + ExactSizeIterator + Clone {
        self.members.iter().map(|(key, _)| key)
    }

    /// The values.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Value<'a>> + ExactSizeIterator + Clone {
        self.members.iter().map(|(_, value)| value)
    }

    /// The members as they are kept: to sort them, or change keys.
    pub const fn members_mut(&mut self) -> &mut Vec<(Text<'a>, Value<'a>)> {
        &mut self.members
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.members.iter().rfind(|(own, _)| own.is(key)).map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value<'a>> {
        self.members.iter_mut().rfind(|(own, _)| own.is(key)).map(|(_, value)| value)
    }

    /// The member at a place.
    #[must_use]
    pub fn at(&self, index: usize) -> Option<(&Text<'a>, &Value<'a>)> {
        self.members.get(index).map(|(key, value)| (key, value))
    }

    /// The value of the member at a place.
    pub fn at_mut(&mut self, index: usize) -> Option<&mut Value<'a>> {
        self.members.get_mut(index).map(|(_, value)| value)
    }

    /// Whether the key is there.
    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Appends a member, whether its key is there or not.
    pub fn push(&mut self, key: impl Into<Text<'a>>, value: impl Into<Value<'a>>) {
        self.members.push((key.into(), value.into()));
    }

    /// Gives a key another value in its place, which gives back the old one, or appends it.
    pub fn insert(&mut self, key: impl Into<Text<'a>>, value: impl Into<Value<'a>>) -> Option<Value<'a>> {
        let (key, value) = (key.into(), value.into());
        match self.members.iter_mut().rfind(|(own, _)| *own == key) {
            Some((_, old)) => Some(std::mem::replace(old, value)),
            None => {
                self.members.push((key, value));
                None
            }
        }
    }

    /// Takes every member of this key out; the value of the last one is given back.
    pub fn remove(&mut self, key: &str) -> Option<Value<'a>> {
        let mut last = None;
        for (_, value) in self.members.extract_if(.., |(own, _)| own.is(key)) {
            last = Some(value);
        }
        last
    }

    /// Where each key stands, for many look-ups.
    #[must_use]
    pub fn index(&self) -> Index<'_> {
        Index::of(self)
    }

    /// The keys that stand more than once, each where it stands again.
    pub fn duplicates(&self) -> impl Iterator<Item = &Text<'a>> {
        let mut seen = std::collections::HashSet::with_capacity(self.len());
        self.keys().filter(move |key| !seen.insert(key.wtf8()))
    }

    /// The same with a text of its own.
    #[must_use]
    pub fn into_owned(self) -> Object<'static> {
        let members = self.members.into_iter().map(|(key, value)| (key.into_owned(), value.into_owned()));
        Object { members: members.collect() }
    }
}

impl<'a> IntoIterator for Object<'a> {
    type Item = (Text<'a>, Value<'a>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'a, K: Into<Text<'a>>, V: Into<Value<'a>>> FromIterator<(K, V)> for Object<'a> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        Self { members: members.into_iter().map(|(key, value)| (key.into(), value.into())).collect() }
    }
}
