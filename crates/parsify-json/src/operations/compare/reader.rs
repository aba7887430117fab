//! From documents to what is compared of them.

use std::borrow::Cow;

use super::node::{Node, Token};
use super::options::CompareOptions;
use crate::pattern::{PathPattern, Place};
use crate::tree::{Id, Meanings, Object, Text, Value};

/// Makes nodes whose numbers can be compared with each other.
pub(super) struct Reader<'o, 'v> {
    options: &'o CompareOptions,
    meanings: Meanings<'v>,
    include: Place<'o>,
    exclude: Place<'o>,
    all: bool,
    /// Values that were made into nodes.
    pub(super) read: usize,
}

impl<'o, 'v> Reader<'o, 'v> {
    pub(super) fn new(options: &'o CompareOptions, include: &'o [PathPattern], exclude: &'o [PathPattern]) -> Self {
        Self {
            options,
            meanings: Meanings::default(),
            include: Place::new(include),
            exclude: Place::new(exclude),
            all: include.is_empty(),
            read: 0,
        }
    }

    /// The whole document: always a node, even if nothing of it counts.
    pub(super) fn document(&mut self, value: &'v Value<'v>) -> Node<'v> {
        self.read = 0;
        match self.node(Token::Document, value, self.all) {
            Some(node) => node,
            None => {
                let id = self.meanings.null();
                Node { token: Token::Document, value, id, identity: None, counts: false, entries: Vec::new() }
            }
        }
    }

    /// Nothing for what is not compared.
    fn node(&mut self, token: Token<'v>, value: &'v Value<'v>, within: bool) -> Option<Node<'v>> {
        if self.exclude.any_fits() {
            return None;
        }
        let within = within || self.include.any_fits();
        if !within && (!value.is_container() || !self.include.any_may_fit_below()) {
            return None;
        }
        self.read += 1;
        let entries = match value {
            Value::Array(elements) => self.elements(elements, within),
            Value::Object(object) => self.members(object, within),
            _ => Vec::new(),
        };
        let id = self.id(value, &entries);
        let is_element = matches!(token, Token::Index(_));
        let identity = if is_element { self.meanings.identity(&self.options.identity, value) } else { None };
        let counts = within || entries.iter().any(|entry| entry.counts);
        Some(Node { token, value, id, identity, counts, entries })
    }

    fn elements(&mut self, elements: &'v [Value<'v>], within: bool) -> Vec<Node<'v>> {
        let mut entries = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            entries.extend(self.entry(|| Cow::Owned(index.to_string()), Token::Index(index), element, within));
        }
        entries
    }

    fn members(&mut self, object: &'v Object<'v>, within: bool) -> Vec<Node<'v>> {
        let mut entries: Vec<Node<'v>> = Vec::with_capacity(object.len());
        for (key, value) in last_of_equal(object) {
            let token = Token::Key(key, self.key(key));
            entries.extend(self.entry(|| key.to_str_lossy(), token, value, within));
        }
        entries
    }

    fn entry(
        &mut self,
        token: impl FnOnce() -> Cow<'v, str>,
        way: Token<'v>,
        value: &'v Value<'v>,
        within: bool,
    ) -> Option<Node<'v>> {
        // Without patterns there is no place to keep.
        if self.options.include.is_empty() && self.options.exclude.is_empty() {
            return self.node(way, value, within);
        }
        let token = token();
        self.include.enter(&token);
        self.exclude.enter(&token);
        let node = self.node(way, value, within);
        self.include.leave();
        self.exclude.leave();
        node
    }

    fn id(&mut self, value: &'v Value<'v>, entries: &[Node<'v>]) -> Id {
        let counting = entries.iter().filter(|entry| entry.counts);
        match value {
            Value::Null => self.meanings.null(),
            Value::Bool(value) => self.meanings.boolean(*value),
            Value::Number(number) => self.meanings.number(number),
            Value::String(text) => {
                let text = folded(text, self.options.ignore_case);
                self.meanings.text(text)
            }
            Value::Array(_) => {
                let mut elements: Vec<Id> = counting.map(|entry| entry.id).collect();
                if self.options.ignore_order {
                    elements.sort_unstable();
                }
                self.meanings.array(elements)
            }
            Value::Object(_) => {
                let members = counting.filter_map(|entry| match entry.token {
                    Token::Key(_, key) => Some((key, entry.id)),
                    Token::Document | Token::Index(_) => None,
                });
                let members = members.collect();
                self.meanings.members(members)
            }
        }
    }

    fn key(&mut self, key: &'v Text<'v>) -> Id {
        let key = folded(key, self.options.ignore_key_case);
        self.meanings.text(key)
    }
}

/// The members that count, in their order.
fn last_of_equal<'v>(object: &'v Object<'v>) -> Vec<(&'v Text<'v>, &'v Value<'v>)> {
    let index = object.index();
    object.iter().enumerate().filter(|(at, (key, _))| index.get(key) == Some(*at)).map(|(_, member)| member).collect()
}

fn folded<'v>(text: &'v Text<'_>, fold: bool) -> Cow<'v, [u8]> {
    if fold { Cow::Owned(text.to_str_lossy().to_lowercase().into_bytes()) } else { text.wtf8() }
}
