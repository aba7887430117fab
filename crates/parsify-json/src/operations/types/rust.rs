//! Structs of Rust for serde.

use super::model::{Field, Model, Record, Type};
use super::naming::{Names, is_name, snake};
use super::source::quoted;

/// Names that a type cannot have.
pub(super) const RESERVED: &[&str] = &[
    "Self",
    "Option",
    "Vec",
    "String",
    "Box",
    "Some",
    "None",
    "Ok",
    "Err",
    "Result",
    "Serialize",
    "Deserialize",
    "BTreeMap",
];

/// Keywords that no raw identifier may be, and those that have to be one (Rust reference, keywords of edition 2024).
const NEVER_RAW: &[&str] = &["self", "super", "crate", "_"];
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Writes the types; unions become enumerations, which are collected on the way.
pub(super) fn write(model: &Model) -> String {
    let mut writing = Writing { model, names: names(model), unions: Vec::new(), has_map: false };
    let root = match model.root {
        Type::Record(0) => String::new(),
        ref root => format!("\npub type {} = {};\n", model.root_name, writing.name(root, &model.root_name)),
    };
    let records: Vec<_> = model.records.iter().map(|record| writing.structure(record)).collect();
    let mut text = String::new();
    if writing.has_map {
        text.push_str("use std::collections::BTreeMap;\n\n");
    }
    if !(records.is_empty() && writing.unions.is_empty()) {
        text.push_str("use serde::{Deserialize, Serialize};\n");
    }
    text.push_str(&root);
    for record in records.iter().chain(&writing.unions) {
        text.push('\n');
        text.push_str(record);
    }
    text.trim_start_matches('\n').to_owned()
}

fn names(model: &Model) -> Names {
    let mut names = Names::new(RESERVED);
    names.free(model.root_name.clone());
    model.records.iter().for_each(|record| drop(names.free(record.name.clone())));
    names
}

struct Writing<'m> {
    model: &'m Model,
    names: Names,
    unions: Vec<String>,
    has_map: bool,
}

impl Writing<'_> {
    fn structure(&mut self, record: &Record) -> String {
        let mut text =
            format!("#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]\npub struct {} {{\n", record.name);
        let mut names = Names::new(&[]);
        for field in &record.fields {
            text.push_str(&self.field(record, field, &mut names));
        }
        text + "}\n"
    }

    fn field(&mut self, record: &Record, field: &Field, names: &mut Names) -> String {
        let plain = snake(&field.key);
        let plain = if is_name(&plain) { plain } else { format!("field_{plain}") };
        let plain = if NEVER_RAW.contains(&plain.as_str()) { format!("{plain}_") } else { plain };
        let plain = names.free(plain);
        let mut attributes = Vec::new();
        if plain != field.key {
            attributes.push(format!("rename = {}", literal(&field.key)));
        }
        let hint = format!("{} {}", record.name, field.key);
        let mut of = self.name(&field.of, &hint);
        if field.optional {
            attributes.push("default, skip_serializing_if = \"Option::is_none\"".to_owned());
            // An absent member and `null` are the same to serde unless told apart, which no reader of these types wants.
            if !matches!(field.of, Type::Nullable(_)) {
                of = format!("Option<{of}>");
            }
        }
        let name = if KEYWORDS.contains(&plain.as_str()) { format!("r#{plain}") } else { plain };
        let attributes =
            if attributes.is_empty() { String::new() } else { format!("    #[serde({})]\n", attributes.join(", ")) };
        format!("{attributes}    pub {name}: {of},\n")
    }

    fn name(&mut self, of: &Type, hint: &str) -> String {
        match of {
            Type::Anything => "serde_json::Value".to_owned(),
            Type::Boolean => "bool".to_owned(),
            Type::Integer => "i64".to_owned(),
            Type::Unsigned => "u64".to_owned(),
            // Exact with serde_json's feature `arbitrary_precision`, the nearest double without.
            Type::BigInteger => "serde_json::Number".to_owned(),
            Type::Number => "f64".to_owned(),
            Type::String => "String".to_owned(),
            Type::List(element) => format!("Vec<{}>", self.name(element, hint)),
            Type::Map(value) => {
                self.has_map = true;
                format!("BTreeMap<String, {}>", self.name(value, hint))
            }
            Type::Record(number) => self.model.record(*number).map_or_else(String::new, |record| record.name.clone()),
            Type::Union(types) => self.union(types, hint),
            Type::Nullable(of) => format!("Option<{}>", self.name(of, hint)),
        }
    }

    fn union(&mut self, types: &[Type], hint: &str) -> String {
        let name = self.names.type_name(hint, "Value");
        let variants: String = types
            .iter()
            .map(|of| {
                let variant = match of {
                    Type::Record(_) => "Object",
                    Type::List(_) => "List",
                    Type::Map(_) => "Map",
                    Type::String => "Text",
                    Type::Boolean => "Flag",
                    _ => "Number",
                };
                format!("    {variant}({}),\n", self.name(of, hint))
            })
            .collect();
        self.unions.push(format!(
            "#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]\n#[serde(untagged)]\npub enum {name} {{\n{variants}}}\n"
        ));
        name
    }
}

/// A string literal of Rust: JSON's escapes are not all Rust's.
fn literal(text: &str) -> String {
    let is_escaped = |letter: char| letter.is_control() || "\u{2028}\u{2029}".contains(letter);
    if text.chars().any(is_escaped) { format!("{text:?}") } else { quoted(text) }
}
