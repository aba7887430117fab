//! One walk over the tree.

use std::borrow::Cow;
use std::collections::HashMap;

use super::likely::{Likely, classify, is_id_key};
use super::options::AnalyzeOptions;
use super::result::{Counts, DeepPart, DuplicateKey, LargePart, MixedArray, NumberPlace};
use super::top::{First, Top};
use crate::tree::{Kind, Object, Text, Value};

/// Different places of something special that are told apart; further ones are counted together.
const MOST_PLACES: usize = 10_000;
/// Longest quotation of a number, in characters.
const QUOTED: usize = 60;

/// One step of a path.
enum Step<'t> {
    Key(&'t Text<'t>),
    Index(usize),
}

pub(super) struct Walk<'t> {
    options: &'t AnalyzeOptions,
    path: Vec<Step<'t>>,
    pub(super) depth: usize,
    pub(super) counts: Counts,
    pub(super) keys: HashMap<Cow<'t, [u8]>, usize>,
    pub(super) largest: Top<LargePart>,
    pub(super) deepest: Top<DeepPart>,
    pub(super) duplicates: First<DuplicateKey>,
    pub(super) mixed: First<MixedArray>,
    pub(super) beyond: First<NumberPlace>,
    pub(super) likely: HashMap<(Likely, String), usize>,
    /// How many were met at places that are not told apart.
    pub(super) elsewhere: usize,
}

impl<'t> Walk<'t> {
    pub(super) fn new(options: &'t AnalyzeOptions, most: usize) -> Self {
        Self {
            options,
            path: Vec::new(),
            depth: 0,
            counts: Counts::default(),
            keys: HashMap::new(),
            largest: Top::new(most),
            deepest: Top::new(most),
            duplicates: First::new(most),
            mixed: First::new(most),
            beyond: First::new(most),
            likely: HashMap::new(),
            elsewhere: 0,
        }
    }

    /// Looks at a value and all within it; gives its size without white space.
    pub(super) fn value(&mut self, value: &'t Value<'t>) -> usize {
        self.counts.values += 1;
        let bytes = match value {
            Value::Null => {
                self.counts.nulls += 1;
                4
            }
            Value::Bool(value) => {
                self.counts.booleans += 1;
                if *value { 4 } else { 5 }
            }
            Value::Number(number) => {
                self.counts.numbers += 1;
                self.counts.integers += usize::from(number.is_integer());
                if !number.is_exact_f64() {
                    let number = number.as_str().chars().take(QUOTED).collect();
                    self.beyond.add(|| NumberPlace { path: pointer(&self.path), number });
                }
                self.id();
                number.as_str().len()
            }
            Value::String(text) => self.string(text),
            Value::Array(elements) => self.array(elements),
            Value::Object(object) => self.object(object),
        };
        if !self.path.is_empty() {
            let (path, depth) = (&self.path, self.path.len());
            self.largest.offer(bytes, || LargePart { path: pointer(path), kind: value.kind(), bytes });
            self.deepest.offer(depth, || DeepPart { path: pointer(path), depth });
        }
        bytes
    }

    fn string(&mut self, text: &'t Text<'t>) -> usize {
        let bytes = text.raw().len();
        self.counts.strings += 1;
        self.counts.string_bytes += bytes;
        if self.options.likely {
            match text.to_str().ok().and_then(|text| classify(&text)) {
                Some(likely) => self.note(likely),
                None => self.id(),
            }
        }
        bytes + 2
    }

    fn array(&mut self, elements: &'t [Value<'t>]) -> usize {
        self.counts.arrays += 1;
        self.counts.empty += usize::from(elements.is_empty());
        self.depth = self.depth.max(self.path.len() + 1);
        let kinds = kinds(elements);
        if kinds.len() > 1 {
            self.mixed.add(|| MixedArray { path: pointer(&self.path), kinds });
        }
        let mut bytes = 2 + elements.len().saturating_sub(1);
        for (index, element) in elements.iter().enumerate() {
            self.path.push(Step::Index(index));
            bytes += self.value(element);
            self.path.pop();
        }
        bytes
    }

    fn object(&mut self, object: &'t Object<'t>) -> usize {
        self.counts.objects += 1;
        self.counts.empty += usize::from(object.is_empty());
        self.counts.keys += object.len();
        self.depth = self.depth.max(self.path.len() + 1);
        for key in object.duplicates() {
            let key = || key.to_str_lossy().into_owned();
            self.duplicates.add(|| DuplicateKey { path: pointer(&self.path), key: key() });
        }
        let mut bytes = 2 + object.len().saturating_sub(1);
        for (key, value) in object.iter() {
            *self.keys.entry(key.wtf8()).or_default() += 1;
            self.path.push(Step::Key(key));
            bytes += key.raw().len() + 3 + self.value(value);
            self.path.pop();
        }
        bytes
    }

    /// Notes the value of a key that ends in `id`.
    fn id(&mut self) {
        if let Some(Step::Key(key)) = self.path.last()
            && self.options.likely
            && is_id_key(&key.to_str_lossy())
        {
            self.note(Likely::Id);
        }
    }

    fn note(&mut self, likely: Likely) {
        let place = (likely, general(&self.path));
        if self.likely.len() < MOST_PLACES || self.likely.contains_key(&place) {
            *self.likely.entry(place).or_default() += 1;
        } else {
            self.elsewhere += 1;
        }
    }
}

fn kinds(elements: &[Value<'_>]) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for kind in elements.iter().map(Value::kind).filter(|kind| *kind != Kind::Null) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

fn pointer(path: &[Step<'_>]) -> String {
    path.iter().map(|step| written(step, None)).collect()
}

/// The path with `*` in place of indices.
fn general(path: &[Step<'_>]) -> String {
    path.iter().map(|step| written(step, Some("*"))).collect()
}

fn written(step: &Step<'_>, index_as: Option<&str>) -> String {
    match (step, index_as) {
        (Step::Key(key), _) => format!("/{}", key.to_str_lossy().replace('~', "~0").replace('/', "~1")),
        (Step::Index(_), Some(general)) => format!("/{general}"),
        (Step::Index(index), None) => format!("/{index}"),
    }
}
