//! From names to nested values.

use std::borrow::Cow;
use std::collections::HashMap;

use super::name::{Step, split};
use crate::tree::{DEPTH, Object, Value};

/// What stands under a name.
#[derive(Debug)]
pub(in super::super) enum Cell<'a> {
    Value(Value<'a>),
    /// Nothing stands there. What stands for that, unless it is left out.
    Empty(Option<Value<'a>>),
}

/// The tree that some names span, to be filled once or for each row of a table.
#[derive(Debug)]
pub(in super::super) struct Plan<'n> {
    nodes: Vec<Node<'n>>,
}

#[derive(Debug, Default)]
struct Node<'n> {
    /// Which name ends here.
    leaf: Option<usize>,
    children: Vec<(Step<'n>, usize)>,
    places: HashMap<Step<'n>, usize>,
    kind: Kind,
}

/// What the children of a node are.
#[derive(Debug, Clone, Copy, Default)]
enum Kind {
    /// Members of an object.
    #[default]
    Object,
    /// Elements of an array, in their order.
    Array,
    /// Members in some rows and elements, which stand behind, in others.
    Either,
}

const ROOT: usize = 0;

impl<'n> Plan<'n> {
    /// Every name is a key.
    pub(in super::super) fn flat(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut plan = Self { nodes: vec![Node::default()] };
        for (leaf, name) in names.into_iter().enumerate() {
            plan.add_key(name, leaf);
        }
        plan
    }

    /// Names are split into their parts. Gives the first name instead that has too many of them.
    pub(in super::super) fn nested(names: impl IntoIterator<Item = &'n str>) -> Result<Self, usize> {
        Self::of(names.into_iter().map(|name| (name, split(name))))
    }

    /// Names are made of these parts. Gives the first name instead that has too many of them.
    pub(in super::super) fn of(names: impl IntoIterator<Item = (&'n str, Vec<Step<'n>>)>) -> Result<Self, usize> {
        let mut plan = Self { nodes: vec![Node::default()] };
        for (leaf, (name, steps)) in names.into_iter().enumerate() {
            // A row is an element of the table, and a value is a level of its own.
            if steps.len() + 2 > DEPTH {
                return Err(leaf);
            }
            let end = steps.into_iter().fold(ROOT, |node, step| plan.child(node, step));
            match plan.nodes[end].leaf {
                None => plan.nodes[end].leaf = Some(leaf),
                // Another name for the same place.
                Some(_) => plan.add_key(name, leaf),
            }
        }
        for node in &mut plan.nodes {
            node.sort();
        }
        Ok(plan)
    }

    fn add_key(&mut self, name: &'n str, leaf: usize) {
        let child = self.nodes.len();
        self.nodes.push(Node { leaf: Some(leaf), ..Node::default() });
        self.nodes[ROOT].children.push((Step::Key(Cow::Borrowed(name)), child));
    }

    fn child(&mut self, node: usize, step: Step<'n>) -> usize {
        let next = self.nodes.len();
        let parent = &mut self.nodes[node];
        let child = *parent.places.entry(step.clone()).or_insert(next);
        if child == next {
            parent.children.push((step, child));
            self.nodes.push(Node::default());
        }
        child
    }

    /// The value of one row. `cell` is asked once for each name; `clash` is told the name whose value stands beside values
    /// in it, and became a member of the empty key.
    pub(in super::super) fn fill<'a>(
        &self,
        cell: &mut dyn FnMut(usize) -> Cell<'a>,
        clash: &mut dyn FnMut(usize),
    ) -> Object<'a> {
        let mut object = Object::with_capacity(self.nodes[ROOT].children.len());
        for (step, child) in &self.nodes[ROOT].children {
            if let Cell::Value(value) | Cell::Empty(Some(value)) = self.node(*child, cell, clash) {
                object.push(key(step), value);
            }
        }
        object
    }

    fn node<'a>(&self, node: usize, cell: &mut dyn FnMut(usize) -> Cell<'a>, clash: &mut dyn FnMut(usize)) -> Cell<'a> {
        let node = &self.nodes[node];
        let own = node.leaf.map(&mut *cell);
        if node.children.is_empty() {
            return own.unwrap_or(Cell::Empty(None));
        }
        let within = node.container(|child| self.node(child, cell, clash));
        match (own, within) {
            // A section is nothing beside what is in it.
            (None | Some(Cell::Empty(Some(Value::Object(_)))), within) => within,
            (Some(Cell::Empty(_)), within @ Cell::Value(_)) => within,
            (Some(Cell::Value(own)), Cell::Value(within)) => {
                clash(node.leaf.unwrap_or_default());
                Cell::Value(beside(own, within))
            }
            (Some(own), Cell::Empty(_)) => own,
        }
    }
}

impl<'n> Node<'n> {
    /// An array or object of what the children are in a row.
    fn container<'a>(&self, mut child: impl FnMut(usize) -> Cell<'a>) -> Cell<'a> {
        let cells: Vec<(&Step<'n>, Cell<'a>)> = self.children.iter().map(|(step, node)| (step, child(*node))).collect();
        let is_filled = |index: bool| {
            let of_kind = |step: &Step<'_>| matches!(step, Step::Index(_)) == index;
            cells.iter().any(|(step, cell)| of_kind(step) && matches!(cell, Cell::Value(_)))
        };
        let (keys, indexes) = (is_filled(false), is_filled(true));
        let value = match self.kind {
            Kind::Array => array(cells),
            Kind::Either if indexes && !keys => array(cells),
            Kind::Either if !indexes => {
                object(cells.into_iter().filter(|(step, _)| matches!(step, Step::Key(_))).collect())
            }
            Kind::Object | Kind::Either => object(cells),
        };
        let is_empty = match &value {
            Value::Array(elements) => elements.is_empty(),
            Value::Object(object) => object.is_empty(),
            _ => false,
        };
        match (keys || indexes, is_empty) {
            (true, _) => Cell::Value(value),
            (false, true) => Cell::Empty(None),
            (false, false) => Cell::Empty(Some(value)),
        }
    }

    /// Sorts indexes, and tells what the children can be.
    fn sort(&mut self) {
        let index = |step: &Step<'_>| if let Step::Index(index) = step { Some(*index) } else { None };
        let mut indexes: Vec<_> = self.children.iter().filter_map(|(step, _)| index(step)).collect();
        indexes.sort_unstable();
        if indexes.is_empty() || !indexes.iter().copied().eq(0..indexes.len()) {
            return;
        }
        self.kind = if indexes.len() == self.children.len() { Kind::Array } else { Kind::Either };
        self.children.sort_by_key(|(step, _)| index(step));
    }
}

fn object<'a>(cells: Vec<(&Step<'_>, Cell<'a>)>) -> Value<'a> {
    let mut object = Object::with_capacity(cells.len());
    for (step, cell) in cells {
        if let Cell::Value(value) | Cell::Empty(Some(value)) = cell {
            object.push(key(step), value);
        }
    }
    Value::Object(object)
}

fn array<'a>(cells: Vec<(&Step<'_>, Cell<'a>)>) -> Value<'a> {
    let cells = cells.into_iter().filter(|(step, _)| matches!(step, Step::Index(_)));
    let mut elements: Vec<Option<Value<'a>>> = cells
        .map(|(_, cell)| match cell {
            Cell::Value(value) => Some(value),
            Cell::Empty(value) => value,
        })
        .collect();
    // Only behind the last one can elements be left out.
    while elements.pop_if(|element| element.is_none()).is_some() {}
    Value::Array(elements.into_iter().map(|element| element.unwrap_or(Value::Null)).collect())
}

fn key(step: &Step<'_>) -> String {
    match step {
        Step::Key(key) => key.clone().into_owned(),
        Step::Index(index) => index.to_string(),
    }
}

/// A value with parts, and one more as the member of the empty key.
fn beside<'a>(own: Value<'a>, within: Value<'a>) -> Value<'a> {
    let mut object = match within {
        Value::Object(object) => object,
        Value::Array(elements) => {
            elements.into_iter().enumerate().map(|(index, element)| (index.to_string(), element)).collect()
        }
        other => Object::from_iter([("", other)]),
    };
    object.push("", own);
    Value::Object(object)
}
