//! From a shape to types that every language has.

use std::collections::HashMap;

use super::naming::{Names, singular};
use crate::operations::infer::map_values;
use crate::shape::{Integers, Objects, Shape};

/// The type of a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Type {
    /// Nothing is known of it, or only `null` was seen.
    Anything,
    Boolean,
    /// At most 64 bits with sign.
    Integer,
    /// At most 64 bits without sign.
    Unsigned,
    /// Integers beyond 64 bits.
    BigInteger,
    Number,
    String,
    List(Box<Type>),
    /// From keys to values.
    Map(Box<Type>),
    /// The record of that number.
    Record(usize),
    /// Several types.
    Union(Vec<Type>),
    /// The type or `null`.
    Nullable(Box<Type>),
}

/// An object with its members.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) name: String,
    pub(super) fields: Vec<Field>,
}

/// A member.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Field {
    pub(super) key: String,
    pub(super) of: Type,
    /// Some objects do not have it.
    pub(super) optional: bool,
}

/// Everything that is to be written.
#[derive(Debug)]
pub(super) struct Model {
    /// The type of a whole document.
    pub(super) root: Type,
    pub(super) root_name: String,
    /// The outermost first.
    pub(super) records: Vec<Record>,
}

impl Model {
    pub(super) fn new(shape: &Shape, name: &str, maps_from: usize, reserved: &[&str]) -> Self {
        let mut names = Names::new(reserved);
        let root_name = names.type_name(name, "Root");
        let mut making = Making { maps_from, names, records: Vec::new(), known: HashMap::new() };
        let root_is_record = shape.objects.seen > 0 && shape.objects.seen == shape.seen;
        let hint = if root_is_record { root_name.clone() } else { format!("{root_name} item") };
        let root = making.place(shape, &hint, root_is_record.then_some(&root_name));
        Self { root, root_name, records: making.records.into_iter().flatten().collect() }
    }

    pub(super) fn record(&self, number: usize) -> Option<&Record> {
        self.records.get(number)
    }
}

struct Making {
    maps_from: usize,
    names: Names,
    /// `None` while its members are looked at.
    records: Vec<Option<Record>>,
    /// Records with the same members are one.
    known: HashMap<Vec<Field>, usize>,
}

impl Making {
    /// The type of a place; `hint` is a name for records there, `name` the name that was given already.
    fn place(&mut self, shape: &Shape, hint: &str, name: Option<&String>) -> Type {
        let mut types = Vec::new();
        if shape.objects.seen > 0 {
            types.push(self.object(&shape.objects, hint, name));
        }
        if shape.arrays.seen > 0 {
            let elements = shape.arrays.elements.as_deref();
            let element = elements.map_or(Type::Anything, |elements| self.place(elements, &singular(hint), None));
            types.push(Type::List(Box::new(element)));
        }
        if shape.strings.seen > 0 {
            types.push(Type::String);
        }
        if shape.fractions > 0 {
            types.push(Type::Number);
        } else if shape.integers.seen > 0 {
            types.push(integer(shape.integers));
        }
        if shape.booleans > 0 {
            types.push(Type::Boolean);
        }
        let of = match types.len() {
            0 => return Type::Anything,
            1 => types.remove(0),
            _ => Type::Union(types),
        };
        if shape.nulls > 0 { Type::Nullable(Box::new(of)) } else { of }
    }

    fn object(&mut self, objects: &Objects, hint: &str, name: Option<&String>) -> Type {
        if objects.members.is_empty() {
            return Type::Map(Box::new(Type::Anything));
        }
        if let Some(values) = map_values(objects, self.maps_from) {
            return Type::Map(Box::new(self.place(&values, &singular(hint), None)));
        }
        // Its number comes first, so that outer records stand before inner ones.
        let number = self.records.len();
        self.records.push(None);
        let name = name.cloned().unwrap_or_else(|| self.names.type_name(hint, "Item"));
        let field = |making: &mut Self, (key, member): &(String, Shape)| Field {
            key: key.clone(),
            of: making.place(member, key, None),
            optional: !objects.always(member),
        };
        let fields: Vec<_> = objects.members.iter().map(|member| field(self, member)).collect();
        match self.known.get(&fields) {
            // Nothing was made within: it has the same records.
            Some(&known) if self.records.len() == number + 1 => {
                self.records.pop();
                self.names.give_back(&name);
                Type::Record(known)
            }
            _ => {
                self.known.insert(fields.clone(), number);
                self.records[number] = Some(Record { name, fields });
                Type::Record(number)
            }
        }
    }
}

const fn integer(integers: Integers) -> Type {
    match integers {
        Integers { beyond_u64: true, .. } => Type::BigInteger,
        Integers { beyond_i64: true, negative: true, .. } => Type::BigInteger,
        Integers { beyond_i64: true, .. } => Type::Unsigned,
        _ => Type::Integer,
    }
}
