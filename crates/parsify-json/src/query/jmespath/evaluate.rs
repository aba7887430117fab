//! From an expression and a document to a value.

use std::borrow::Cow;
use std::cmp::Ordering;

use parsify_error::Failure;

use super::ast::{Comparison, Kind, Node};
use super::item::Item;
use crate::query::budget::Budget;
use crate::query::fault::evaluation_at;
use crate::tree::{Text, Value};

/// Evaluates an expression, whose text is for messages only.
pub(crate) fn evaluate<'t>(
    program: &'t Node,
    document: &'t Value<'t>,
    expression: &str,
    budget: &Budget,
) -> Result<Cow<'t, Value<'t>>, Failure> {
    let evaluator = Evaluator { expression, budget };
    evaluator.evaluate(program, &Item::Found(document))?.into_value(budget)
}

pub(super) struct Evaluator<'e> {
    expression: &'e str,
    pub(super) budget: &'e Budget,
}

impl Evaluator<'_> {
    /// A failure of a part of the expression.
    pub(super) fn fail(&self, at: usize, message: impl Into<String>) -> Failure {
        evaluation_at(self.expression, at, message)
    }

    pub(super) fn evaluate<'t>(&self, node: &'t Node, current: &Item<'t>) -> Result<Item<'t>, Failure> {
        self.budget.step()?;
        match &node.kind {
            Kind::Current => Ok(current.clone()),
            Kind::Literal(value) => Ok(Item::Found(value)),
            Kind::Field(name) => current.member(name, self.budget),
            Kind::Index(index) => Ok(self.index(current, *index)),
            Kind::Slice(slice) => self.slice(current, *slice),
            Kind::Chain(chain) => self.chain(chain, current),
            Kind::Or(parts) => self.junction(parts, current, true),
            Kind::And(parts) => self.junction(parts, current, false),
            Kind::Not(part) => Ok(Item::made(!self.evaluate(part, current)?.is_true())),
            Kind::Compare(compare) => {
                let (left, right) = (self.evaluate(&compare.0, current)?, self.evaluate(&compare.2, current)?);
                self.compare(&left, compare.1, &right)
            }
            Kind::List(parts) => self.list(parts, current),
            Kind::Hash(members) => self.hash(members, current),
            Kind::Flatten(source) => self.flatten(source, current),
            Kind::Project(projection) => self.project(projection, current),
            Kind::Call(function, arguments) => self.call(node.at, *function, arguments, current),
            // It is looked at by the function that it is an argument of, which the parser has checked.
            Kind::Expression(_) => Ok(Item::null()),
        }
    }

    fn chain<'t>(&self, chain: &'t [Node], current: &Item<'t>) -> Result<Item<'t>, Failure> {
        let mut item = current.clone();
        for part in chain {
            item = self.evaluate(part, &item)?;
        }
        Ok(item)
    }

    /// The first part that is true (or, for `&&`, is not), or the last one.
    fn junction<'t>(&self, parts: &'t [Node], current: &Item<'t>, until: bool) -> Result<Item<'t>, Failure> {
        let mut item = Item::null();
        for part in parts {
            item = self.evaluate(part, current)?;
            if item.is_true() == until {
                break;
            }
        }
        Ok(item)
    }

    fn list<'t>(&self, parts: &'t [Node], current: &Item<'t>) -> Result<Item<'t>, Failure> {
        if current.kind() == crate::tree::Kind::Null {
            return Ok(Item::null());
        }
        let items = parts.iter().map(|part| self.evaluate(part, current));
        Item::list(items.collect::<Result<_, _>>()?, self.budget)
    }

    fn hash<'t>(&self, members: &'t [(String, Node)], current: &Item<'t>) -> Result<Item<'t>, Failure> {
        if current.kind() == crate::tree::Kind::Null {
            return Ok(Item::null());
        }
        let members = members.iter().map(|(name, part)| Ok((Text::from(name.as_str()), self.evaluate(part, current)?)));
        Item::hash(members.collect::<Result<Vec<_>, Failure>>()?, self.budget)
    }

    fn compare<'t>(&self, left: &Item<'t>, comparison: Comparison, right: &Item<'t>) -> Result<Item<'t>, Failure> {
        match comparison {
            Comparison::Equal => return Ok(Item::made(left.same(right, self.budget)?)),
            Comparison::Unequal => return Ok(Item::made(!left.same(right, self.budget)?)),
            _ => {}
        }
        // Only numbers have an order.
        let (Some(left), Some(right)) = (left.number(), right.number()) else { return Ok(Item::null()) };
        self.budget.read(left.as_str().len().min(right.as_str().len()))?;
        let ordering = left.compare(right);
        Ok(Item::made(match comparison {
            Comparison::Less => ordering == Ordering::Less,
            Comparison::LessOrEqual => ordering != Ordering::Greater,
            Comparison::Greater => ordering == Ordering::Greater,
            _ => ordering != Ordering::Less,
        }))
    }
}
