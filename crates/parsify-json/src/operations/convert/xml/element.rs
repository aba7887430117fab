//! What an element is as a value.

use std::borrow::Cow;

use super::options::{XmlEmpty, XmlOptions};
use super::scalar::from_text;
use super::{CONTENT, TEXT, character};
use crate::tree::{Object, Text, Value};

/// An element that has not ended.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// The name, as it is written.
    pub(super) name: &'a str,
    /// Where its tag starts.
    pub(super) start: usize,
    pub(super) attributes: Object<'a>,
    pieces: Vec<Piece<'a>>,
    /// Levels of brackets of what is in it.
    depth: usize,
}

/// What is in an element.
#[derive(Debug)]
enum Piece<'a> {
    Text(Cow<'a, str>),
    Element(Text<'a>, Value<'a>),
}

/// An element that has ended.
#[derive(Debug)]
pub(super) struct Closed<'a> {
    pub(super) value: Value<'a>,
    pub(super) depth: usize,
    /// Text stood between elements, and where was lost.
    pub(super) lost_mixed: bool,
    /// Elements of one name did not stand together, and the order was lost.
    pub(super) lost_order: bool,
}

impl<'a> Element<'a> {
    pub(super) const fn new(name: &'a str, start: usize, attributes: Object<'a>) -> Self {
        Self { name, start, attributes, pieces: Vec::new(), depth: 0 }
    }

    pub(super) fn add_text(&mut self, text: Cow<'a, str>) {
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(Piece::Text(before)) => before.to_mut().push_str(&text),
            _ => self.pieces.push(Piece::Text(text)),
        }
    }

    pub(super) fn add_element(&mut self, key: Text<'a>, closed: Closed<'a>) {
        self.depth = self.depth.max(closed.depth);
        self.pieces.push(Piece::Element(key, closed.value));
    }

    pub(super) fn close(mut self, is_one_tag: bool, options: &XmlOptions) -> Closed<'a> {
        let has_elements = self.pieces.iter().any(|piece| matches!(piece, Piece::Element(..)));
        if !has_elements {
            return self.close_text(is_one_tag, options);
        }
        let is_blank = |piece: &Piece<'_>| matches!(piece, Piece::Text(text) if text.chars().all(character::is_space));
        let is_mixed = self.pieces.iter().any(|piece| matches!(piece, Piece::Text(_)) && !is_blank(piece));
        if !is_mixed {
            // White space between elements is there to be read by people.
            self.pieces.retain(|piece| !is_blank(piece));
        }
        let is_interleaved = self.is_interleaved();
        if options.keep_order && (is_mixed || is_interleaved) {
            return self.close_in_order(options);
        }
        self.close_by_name(options, is_mixed, is_interleaved)
    }

    fn close_text(self, is_one_tag: bool, options: &XmlOptions) -> Closed<'a> {
        let text = self.pieces.into_iter().find_map(|piece| match piece {
            Piece::Text(text) => Some(text),
            Piece::Element(..) => None,
        });
        let mut object = self.attributes;
        let value = match text {
            None if !object.is_empty() => Value::Object(object),
            None if is_one_tag && options.empty == XmlEmpty::Null => Value::Null,
            None => "".into(),
            Some(text) if object.is_empty() => from_text(text, options.types),
            Some(text) => {
                object.push(TEXT, from_text(text, options.types));
                Value::Object(object)
            }
        };
        let depth = usize::from(value.is_container());
        Closed { value, depth, lost_mixed: false, lost_order: false }
    }

    fn is_interleaved(&self) -> bool {
        let mut seen = std::collections::HashSet::new();
        let mut before: Option<&Text<'_>> = None;
        for piece in &self.pieces {
            if let Piece::Element(key, _) = piece {
                if before != Some(key) && !seen.insert(key) {
                    return true;
                }
                before = Some(key);
            }
        }
        false
    }

    fn close_in_order(self, options: &XmlOptions) -> Closed<'a> {
        let content = self.pieces.into_iter().map(|piece| match piece {
            Piece::Text(text) => from_text(text, options.types),
            Piece::Element(key, value) => Value::Object([(key, value)].into_iter().collect()),
        });
        let content = Value::Array(content.collect());
        let mut object = self.attributes;
        object.push(CONTENT, content);
        // The object, the array and the object around each element.
        let depth = self.depth + 3;
        Closed { value: Value::Object(object), depth, lost_mixed: false, lost_order: false }
    }

    fn close_by_name(self, options: &XmlOptions, lost_mixed: bool, lost_order: bool) -> Closed<'a> {
        let mut names = std::collections::HashMap::new();
        let mut groups: Vec<(Text<'a>, Vec<Value<'a>>)> = Vec::new();
        let mut texts = String::new();
        for piece in self.pieces {
            match piece {
                Piece::Text(text) => texts.push_str(&text),
                Piece::Element(key, value) => {
                    let at = *names.entry(key.clone()).or_insert(groups.len());
                    match groups.get_mut(at) {
                        Some((_, values)) => values.push(value),
                        None => groups.push((key, vec![value])),
                    }
                }
            }
        }
        let mut object = self.attributes;
        if !texts.is_empty() {
            object.push(TEXT, from_text(Cow::Owned(texts), options.types));
        }
        let mut depth = self.depth + 1;
        for (key, mut values) in groups {
            let is_array = values.len() > 1 || options.arrays.iter().any(|name| key.is(name));
            depth = depth.max(self.depth + 1 + usize::from(is_array));
            match values.pop() {
                Some(value) if !is_array => object.push(key, value),
                last => {
                    values.extend(last);
                    object.push(key, Value::Array(values));
                }
            }
        }
        Closed { value: Value::Object(object), depth, lost_mixed, lost_order }
    }
}
