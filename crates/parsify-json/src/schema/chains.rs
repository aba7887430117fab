//! How many schemas apply to one value, each because of the one before.
//!
//! The validator calls itself for each, and does not look at the document in between: nothing else would bound the stack
//! that a long chain of references takes. Between a value and what is in it, the [`guard`](super::guard) sees the stack.

use std::collections::HashMap;

use parsify_error::{ErrorKind, Failure};
use serde_json::{Map, Value};

use super::references::Schemas;
use crate::code;

/// The longest chain. Schemas that people write stay below a few dozen.
const LONGEST: usize = 256;

/// Refuses schemas whose chains may be longer than [`LONGEST`].
pub(super) fn check(schemas: &Schemas<'_>) -> Result<(), Failure> {
    let mut graph = Graph::default();
    schemas.visit(&mut |_, schema| graph.node(schema));
    schemas.visit(&mut |base, schema| graph.edges_of(schemas, base, schema));
    let longest = graph.longest();
    if longest <= LONGEST {
        return Ok(());
    }
    let message = format!(
        "the schema has a chain or circle of {longest} schemas that apply to one value: the most are {LONGEST}"
    );
    Err(Failure::new(ErrorKind::Limit, code::SCHEMA_LIMIT, message).with_detail("limit", LONGEST).with_hint(
        "references of `$ref`, `allOf`, `anyOf`, `oneOf`, `not` and `if` count, those of `properties` do not",
    ))
}

/// Schemas, and which of them apply because of one. Dynamic references lead to all that they may mean, through a node for
/// their name.
#[derive(Default)]
struct Graph<'s> {
    schemas: HashMap<*const Map<String, Value>, usize>,
    names: HashMap<&'s str, usize>,
    edges: Vec<Vec<usize>>,
}

/// The name of all that `$recursiveRef` may mean; no anchor can have it.
const RECURSIVE: &str = "#";

impl<'s> Graph<'s> {
    fn node(&mut self, schema: &'s Map<String, Value>) {
        let node = self.add();
        self.schemas.insert(schema, node);
        if let Some(Value::String(name)) = schema.get("$dynamicAnchor") {
            let name = self.name(name);
            self.edges[name].push(node);
        }
        if schema.get("$recursiveAnchor") == Some(&Value::Bool(true)) {
            let name = self.name(RECURSIVE);
            self.edges[name].push(node);
        }
    }

    fn add(&mut self) -> usize {
        self.edges.push(Vec::new());
        self.edges.len() - 1
    }

    fn name(&mut self, name: &'s str) -> usize {
        if let Some(&node) = self.names.get(name) {
            return node;
        }
        let node = self.add();
        self.names.insert(name, node);
        node
    }

    fn edges_of(&mut self, schemas: &'s Schemas<'_>, base: &str, schema: &'s Map<String, Value>) {
        let Some(&from) = self.schemas.get(&std::ptr::from_ref(schema)) else { return };
        for (keyword, value) in schema {
            match (keyword.as_str(), value) {
                ("allOf" | "anyOf" | "oneOf", Value::Array(branches)) => {
                    branches.iter().for_each(|branch| self.edge(from, Some(branch)));
                }
                ("not" | "if" | "then" | "else" | "extends", value) => self.edge(from, Some(value)),
                ("dependentSchemas" | "dependencies", Value::Object(schemas)) => {
                    schemas.values().for_each(|schema| self.edge(from, Some(schema)));
                }
                ("$ref" | "$dynamicRef" | "$recursiveRef", Value::String(reference)) => {
                    self.edge(from, schemas.target(base, reference));
                    self.dynamic_edge(from, keyword, reference);
                }
                _ => {}
            }
        }
    }

    fn edge(&mut self, from: usize, to: Option<&'s Value>) {
        let to = to.and_then(Value::as_object).and_then(|to| self.schemas.get(&std::ptr::from_ref(to)));
        if let Some(&to) = to {
            self.edges[from].push(to);
        }
    }

    fn dynamic_edge(&mut self, from: usize, keyword: &str, reference: &'s str) {
        let name = match keyword {
            "$dynamicRef" => reference.split_once('#').map(|(_, name)| name).filter(|name| !name.is_empty()),
            "$recursiveRef" => Some(RECURSIVE),
            _ => None,
        };
        if let Some(name) = name {
            let name = self.name(name);
            self.edges[from].push(name);
        }
    }

    /// At least the length of the longest way that goes nowhere twice: within a circle, all of it counts.
    ///
    /// Tarjan's strongly connected components, without recursion; they come out with all that they lead to before them.
    fn longest(&self) -> usize {
        let mut search = Search::new(self.edges.len());
        for root in 0..self.edges.len() {
            search.from(root, &self.edges);
        }
        search.longest
    }
}

const UNSEEN: usize = usize::MAX;

struct Search {
    /// When a node was met first.
    order: Vec<usize>,
    /// The earliest node on the stack that it leads back to.
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    /// The longest way from a node whose component is done.
    length: Vec<usize>,
    met: usize,
    longest: usize,
}

impl Search {
    fn new(nodes: usize) -> Self {
        Self {
            order: vec![UNSEEN; nodes],
            low: vec![0; nodes],
            on_stack: vec![false; nodes],
            stack: Vec::new(),
            length: vec![0; nodes],
            met: 0,
            longest: 0,
        }
    }

    fn from(&mut self, root: usize, edges: &[Vec<usize>]) {
        if self.order[root] != UNSEEN {
            return;
        }
        self.meet(root);
        // A node, and which of its edges comes next.
        let mut path = vec![(root, 0)];
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            match edges[node].get(*next) {
                Some(&to) => {
                    *next += 1;
                    if self.order[to] == UNSEEN {
                        self.meet(to);
                        path.push((to, 0));
                    } else if self.on_stack[to] {
                        self.low[node] = self.low[node].min(self.order[to]);
                    }
                }
                None => {
                    path.pop();
                    if let Some(&(before, _)) = path.last() {
                        self.low[before] = self.low[before].min(self.low[node]);
                    }
                    if self.low[node] == self.order[node] {
                        self.component(node, edges);
                    }
                }
            }
        }
    }

    fn meet(&mut self, node: usize) {
        self.order[node] = self.met;
        self.low[node] = self.met;
        self.met += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    /// Takes the component of a node off the stack.
    fn component(&mut self, first: usize, edges: &[Vec<usize>]) {
        let start = self.stack.iter().rposition(|&node| node == first).unwrap_or_default();
        let members = self.stack.split_off(start);
        // Nodes of the component itself still count 0.
        let beyond = members.iter().flat_map(|&node| &edges[node]).map(|&to| self.length[to]).max().unwrap_or(0);
        let length = members.len() + beyond;
        for node in members {
            self.on_stack[node] = false;
            self.length[node] = length;
        }
        self.longest = self.longest.max(length);
    }
}
