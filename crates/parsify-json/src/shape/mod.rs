//! What documents have in common: the basis of inferred schemas and types.

mod observe;

pub(crate) use observe::Observing;

use std::collections::HashMap;

use crate::operations::Likely;

/// What was seen at one place of all documents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    /// How many values.
    pub(crate) seen: usize,
    pub(crate) nulls: usize,
    pub(crate) booleans: usize,
    pub(crate) integers: Integers,
    /// Numbers that are no integers, or are written with a fraction or an exponent.
    pub(crate) fractions: usize,
    pub(crate) strings: Strings,
    pub(crate) arrays: Arrays,
    pub(crate) objects: Objects,
}

/// Whole numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Integers {
    pub(crate) seen: usize,
    /// Below zero.
    pub(crate) negative: bool,
    /// Beyond 32 bits with sign.
    pub(crate) wide: bool,
    /// Beyond 64 bits with sign.
    pub(crate) beyond_i64: bool,
    /// Beyond 64 bits.
    pub(crate) beyond_u64: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Strings {
    pub(crate) seen: usize,
    /// The form that all of them have.
    pub(crate) form: Option<Likely>,
    /// The different ones, while they are few.
    pub(crate) values: Vec<String>,
    /// There are more different ones than were kept.
    pub(crate) many: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Arrays {
    pub(crate) seen: usize,
    pub(crate) elements: Option<Box<Shape>>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Objects {
    pub(crate) seen: usize,
    /// In the order in which the keys were first seen.
    pub(crate) members: Vec<(String, Shape)>,
    index: HashMap<String, usize>,
}

impl Objects {
    fn member(&mut self, key: &str) -> &mut Shape {
        let at = match self.index.get(key) {
            Some(at) => *at,
            None => {
                self.index.insert(key.to_owned(), self.members.len());
                self.members.push((key.to_owned(), Shape::default()));
                self.members.len() - 1
            }
        };
        &mut self.members[at].1
    }

    /// Whether every object has this member.
    pub(crate) const fn always(&self, member: &Shape) -> bool {
        member.seen == self.seen
    }

    /// The shape that all members have together: what a map from keys to values holds.
    pub(crate) fn together(&self) -> Shape {
        let mut all = Shape::default();
        self.members.iter().for_each(|(_, member)| all.join(member));
        all
    }
}

impl Shape {
    /// Adds what another place has seen.
    fn join(&mut self, other: &Self) {
        self.seen += other.seen;
        self.nulls += other.nulls;
        self.booleans += other.booleans;
        self.fractions += other.fractions;
        self.integers.join(other.integers);
        self.strings.join(&other.strings);
        self.arrays.seen += other.arrays.seen;
        if let Some(elements) = &other.arrays.elements {
            self.arrays.elements.get_or_insert_default().join(elements);
        }
        self.objects.seen += other.objects.seen;
        for (key, member) in &other.objects.members {
            self.objects.member(key).join(member);
        }
    }
}

impl Integers {
    const fn join(&mut self, other: Self) {
        self.seen += other.seen;
        self.negative |= other.negative;
        self.wide |= other.wide;
        self.beyond_i64 |= other.beyond_i64;
        self.beyond_u64 |= other.beyond_u64;
    }
}

impl Strings {
    /// Few different values are kept to that number.
    const MOST_VALUES: usize = 100;
    /// Longer ones are no words of an enumeration.
    const LONGEST_VALUE: usize = 100;

    fn join(&mut self, other: &Self) {
        if other.seen > 0 {
            self.form = if self.seen == 0 { other.form } else { self.form.filter(|form| Some(*form) == other.form) };
        }
        self.seen += other.seen;
        self.many |= other.many;
        other.values.iter().for_each(|value| self.keep(value));
    }

    fn keep(&mut self, value: &str) {
        if self.many || self.values.iter().any(|known| known == value) {
            return;
        }
        if self.values.len() >= Self::MOST_VALUES || value.len() > Self::LONGEST_VALUE {
            self.many = true;
            self.values.clear();
        } else {
            self.values.push(value.to_owned());
        }
    }
}
