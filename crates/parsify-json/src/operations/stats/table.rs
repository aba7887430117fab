//! All paths and what is known of each.

use super::lengths::Lengths;
use super::numbers::Numbers;
use super::options::{MOST_DEPTH, MOST_DISTINCT, MOST_PATHS, MOST_TOP, StatsOptions};
use super::result::{PathStats, Stats, TypeCounts};
use super::values::Values;
use crate::operations::lines::ListedLines;
use crate::pattern::escape_key;
use crate::tree::{Kind, Object, Value};
use std::collections::HashMap;

/// How many different values are kept over all paths.
const ROOM: usize = 100_000;
/// The longest key that is looked at, in bytes.
const LONGEST_KEY: usize = 256;

/// The paths, as a tree whose root is a record.
pub(super) struct Table {
    nodes: Vec<Node>,
    /// From a node and a key to the node below; of elements the key is nothing.
    below: HashMap<(usize, Option<Box<str>>), usize>,
    max_paths: usize,
    max_depth: usize,
    max_distinct: usize,
    top: usize,
    room: usize,
    records: usize,
    omitted: usize,
}

#[derive(Default)]
struct Node {
    /// The path of the node that it is in, and its own token.
    parent: Option<usize>,
    key: Option<Box<str>>,
    types: TypeCounts,
    numbers: Numbers,
    strings: Lengths,
    arrays: Lengths,
    values: Values,
    /// Which member of the present object was the last one with this key.
    last: usize,
}

impl Table {
    pub(super) fn new(options: &StatsOptions) -> Self {
        Self {
            nodes: vec![Node::default()],
            below: HashMap::new(),
            max_paths: options.max_paths.clamp(1, MOST_PATHS),
            max_depth: options.max_depth.min(MOST_DEPTH),
            max_distinct: options.max_distinct.min(MOST_DISTINCT),
            top: options.top.min(MOST_TOP),
            room: ROOM,
            records: 0,
            omitted: 0,
        }
    }

    pub(super) fn add_record(&mut self, record: &Value<'_>) {
        self.records += 1;
        self.add(0, record, 0);
    }

    /// Calls itself once for each level, of which there are no more than a tree may have.
    fn add(&mut self, id: usize, value: &Value<'_>, depth: usize) {
        let node = &mut self.nodes[id];
        *node.types.of(value.kind()) += 1;
        node.values.add(value, self.max_distinct, &mut self.room);
        match value {
            Value::Number(number) => node.numbers.add(number),
            Value::String(text) => node.strings.add(text.to_str_lossy().chars().count()),
            Value::Array(elements) => {
                node.arrays.add(elements.len());
                if elements.is_empty() {
                    return;
                }
                match self.child(id, None, depth) {
                    Some(child) => elements.iter().for_each(|element| self.add(child, element, depth + 1)),
                    None => self.omitted += elements.len(),
                }
            }
            Value::Object(object) => self.members(id, object, depth),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn members(&mut self, id: usize, object: &Object<'_>, depth: usize) {
        let mut children = Vec::with_capacity(object.len());
        for (number, key) in object.keys().enumerate() {
            let key = key.to_str_lossy();
            let child = if key.len() <= LONGEST_KEY { self.child(id, Some(&key), depth) } else { None };
            match child {
                Some(child) => self.nodes[child].last = number,
                None => self.omitted += 1,
            }
            children.push(child);
        }
        for (number, (value, child)) in object.values().zip(children).enumerate() {
            // Of equal keys the last one counts.
            if let Some(child) = child.filter(|child| self.nodes[*child].last == number) {
                self.add(child, value, depth + 1);
            }
        }
    }

    fn child(&mut self, parent: usize, key: Option<&str>, depth: usize) -> Option<usize> {
        if depth >= self.max_depth {
            return None;
        }
        let place = (parent, key.map(Box::from));
        if let Some(known) = self.below.get(&place) {
            return Some(*known);
        }
        if self.nodes.len() >= self.max_paths {
            return None;
        }
        let id = self.nodes.len();
        self.nodes.push(Node { parent: Some(parent), key: place.1.clone(), ..Node::default() });
        self.below.insert(place, id);
        Some(id)
    }

    pub(super) fn finish(self, bad_lines: ListedLines) -> Stats {
        let Self { nodes, top, records, omitted, .. } = self;
        let mut paths: Vec<String> = Vec::with_capacity(nodes.len());
        for node in &nodes {
            paths.push(match (node.parent.and_then(|parent| paths.get(parent)), &node.key) {
                (None, _) => String::new(),
                (Some(parent), None) => format!("{parent}/*"),
                (Some(parent), Some(key)) => format!("{parent}/{}", escape_key(key)),
            });
        }
        let objects: Vec<_> = nodes.iter().map(|node| node.types.object).collect();
        let order = in_order(&nodes);
        let mut nodes: Vec<_> = nodes.into_iter().zip(paths).map(Some).collect();
        let nodes = order.into_iter().filter_map(|id| nodes.get_mut(id).and_then(Option::take));
        let stats = nodes.map(|(node, path)| {
            let could = node.key.as_ref().and(node.parent).and_then(|parent| objects.get(parent).copied());
            node.finish(path, could, top)
        });
        Stats { records, paths: stats.collect(), omitted, bad_lines }
    }
}

/// Each node behind the one it is in, and before the next one beside it.
fn in_order(nodes: &[Node]) -> Vec<usize> {
    let mut children = vec![Vec::new(); nodes.len()];
    for (id, node) in nodes.iter().enumerate().rev() {
        if let Some(parent) = node.parent {
            children[parent].push(id);
        }
    }
    let (mut order, mut coming) = (Vec::with_capacity(nodes.len()), vec![0]);
    while let Some(id) = coming.pop() {
        order.push(id);
        coming.append(&mut children[id]);
    }
    order
}

impl Node {
    /// `could` is how many objects could have its key.
    fn finish(self, path: String, could: Option<usize>, top: usize) -> PathStats {
        let count = self.types.all();
        PathStats {
            path,
            count,
            missing: could.map_or(0, |objects| objects - count),
            types: self.types,
            numbers: self.numbers.finish(),
            strings: self.strings.finish(),
            arrays: self.arrays.finish(),
            distinct: self.values.finish(top),
        }
    }
}

impl TypeCounts {
    const fn of(&mut self, kind: Kind) -> &mut usize {
        match kind {
            Kind::Null => &mut self.null,
            Kind::Boolean => &mut self.boolean,
            Kind::Number => &mut self.number,
            Kind::String => &mut self.string,
            Kind::Array => &mut self.array,
            Kind::Object => &mut self.object,
        }
    }

    const fn all(&self) -> usize {
        self.null + self.boolean + self.number + self.string + self.array + self.object
    }
}
