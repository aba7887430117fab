//! A layer from the text of a file.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::find::{broken_name, child, join, missing, no_table, unknown};
use crate::kind::Kind;
use crate::layer::{Layer, Placed, Settings};
use crate::places::Places;
use crate::raw::{Raw, json};
use crate::read::{Wrong, read};
use crate::tree::{Keys, Named, Node, ROOT};
use crate::value::Value;
use crate::{ConfigError, Origin, Problem};

pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text of a file, while it is read.
pub(crate) struct TomlText<'a> {
    text: &'a str,
    places: Places<'a>,
    folder: PathBuf,
    settings: Settings,
    /// What is wrong, and where: of several things, the first in the text.
    first: Option<(usize, ConfigError)>,
}

impl<'a> TomlText<'a> {
    pub(crate) fn new(path: &Path, text: &'a str) -> Self {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        let places = Places::new(path.to_string_lossy().into_owned(), text);
        Self { text, places, folder, settings: Settings::new(), first: None }
    }

    pub(crate) fn read(mut self) -> Result<Settings, ConfigError> {
        let text = self.text;
        if text.len() > Layer::MAX_BYTES {
            let problem = Problem::TooLarge { bytes: text.len(), most: Layer::MAX_BYTES };
            return Err(ConfigError::without_key(self.at(0), problem));
        }
        // The error of the parser has the whole text inside, so it is not kept.
        let parsed = DeTable::parse(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            ConfigError::without_key(self.at(offset), Problem::Syntax { reason: error.message().to_owned() })
        })?;
        self.table(parsed.get_ref(), ROOT, "", None);
        match self.first {
            Some((_, error)) => Err(error),
            None => Ok(self.settings),
        }
    }

    fn at(&self, offset: usize) -> Origin {
        self.places.at(offset)
    }

    fn wrong(&mut self, offset: usize, error: impl FnOnce(Origin) -> ConfigError) {
        if self.first.as_ref().is_none_or(|(first, _)| offset < *first) {
            self.first = Some((offset, error(self.at(offset))));
        }
    }

    fn table(&mut self, table: &DeTable<'_>, keys: Keys, above: &str, named: Option<&Named>) {
        for (name, value) in in_order(table) {
            let offset = name.span().start;
            match child(keys, name.get_ref()) {
                Some(node) => self.node(node, &join(above, name.get_ref()), value),
                None => self.wrong(offset, |at| unknown(keys, above, name.get_ref(), named, at)),
            }
        }
    }

    fn node(&mut self, node: &Node, key: &str, value: &Spanned<DeValue<'_>>) {
        match (node, value.get_ref()) {
            (Node::Leaf(kind), _) => self.leaf(*kind, key.to_owned(), value),
            (Node::Table(keys), DeValue::Table(table)) => self.table(table, keys, key, None),
            (Node::Named(named), DeValue::Table(table)) => {
                for (name, value) in in_order(table) {
                    self.entry(named, key, name, value);
                }
            }
            (_, other) => self.wrong(value.span().start, |at| no_table(at, key, &Raw::from_toml(other))),
        }
    }

    fn entry(&mut self, named: &Named, above: &str, name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) {
        let offset = name.span().start;
        let key = join(above, name.get_ref());
        if let Some(reason) = broken_name(named.name, name.get_ref()) {
            return self.wrong(offset, |at| ConfigError::new(at, key, Problem::InvalidName { reason }));
        }
        match (value.get_ref(), named.short(), named.required) {
            (DeValue::Table(table), _, Some(required)) if table.is_empty() => {
                self.wrong(offset, |at| missing(at, &key, required));
            }
            (DeValue::Table(table), ..) => self.table(table, named.keys, &key, Some(named)),
            (_, Some((required, kind)), _) => self.leaf(kind, join(&key, required), value),
            (other, ..) => self.wrong(value.span().start, |at| no_table(at, &key, &Raw::from_toml(other))),
        }
    }

    fn leaf(&mut self, kind: Kind, key: String, value: &Spanned<DeValue<'_>>) {
        let raw = Raw::from_toml(value.get_ref());
        let read = match kind {
            Kind::Data => json(value.get_ref()).map(Value::Data).ok_or_else(|| Wrong::new("this".to_owned(), kind)),
            kind => read(kind, &raw, &self.folder),
        };
        match read {
            Ok(value_read) => {
                let origin = self.at(value.span().start);
                self.settings.insert(key, Placed { value: value_read, origin });
            }
            Err(wrong) => {
                let offset = item(value, wrong.item).unwrap_or(value.span().start);
                self.wrong(offset, |at| wrong.into_error(at, &key));
            }
        }
    }
}

/// In the order of the text, so that the first mistake is met early and the others cost nothing.
fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<(&'t Spanned<DeString<'i>>, &'t Spanned<DeValue<'i>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}

/// Where an item of a list stands.
fn item(value: &Spanned<DeValue<'_>>, index: Option<usize>) -> Option<usize> {
    match value.get_ref() {
        DeValue::Array(list) => Some(list.get(index?)?.span().start),
        _ => None,
    }
}
