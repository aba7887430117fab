//! Dataclasses of Python 3.10.

use super::model::{Field, Model, Record, Type};
use super::naming::{Names, is_name, snake};
use super::source::quoted;

/// Names that a type cannot have.
pub(super) const RESERVED: &[&str] = &["None", "True", "False", "Any"];

/// Python's keywords, and names that a member would hide from the types beside it.
const KEYWORDS: &[&str] = &[
    "None",
    "True",
    "False",
    "Any",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "break",
    "class",
    "continue",
    "def",
    "del",
    "elif",
    "else",
    "except",
    "finally",
    "for",
    "from",
    "global",
    "if",
    "import",
    "in",
    "is",
    "lambda",
    "nonlocal",
    "not",
    "or",
    "pass",
    "raise",
    "return",
    "try",
    "while",
    "with",
    "yield",
    "str",
    "int",
    "float",
    "bool",
    "list",
    "dict",
    "field",
    "dataclass",
];

pub(super) fn write(model: &Model) -> String {
    let mut text =
        "from __future__ import annotations\n\nfrom dataclasses import dataclass, field\nfrom typing import Any\n"
            .to_owned();
    // A class stands before those that name it at run time: the alias of the root comes last.
    for record in model.records.iter().rev() {
        text.push_str("\n\n");
        text.push_str(&class(model, record));
    }
    if !matches!(model.root, Type::Record(0)) {
        text.push_str(&format!("\n\n{} = {}\n", model.root_name, name(model, &model.root)));
    }
    text
}

fn class(model: &Model, record: &Record) -> String {
    let mut text = format!("@dataclass(kw_only=True)\nclass {}:\n", record.name);
    let mut names = Names::new(KEYWORDS);
    for one in &record.fields {
        let plain = if is_name(&one.key) && !one.key.starts_with("__") { one.key.clone() } else { snake(&one.key) };
        let plain = if is_name(&plain) { plain } else { format!("field_{plain}") };
        let plain = if KEYWORDS.contains(&plain.as_str()) { format!("{plain}_") } else { plain };
        let plain = names.free(plain);
        text.push_str(&member(model, one, &plain));
    }
    text
}

fn member(model: &Model, one: &Field, plain: &str) -> String {
    let mut of = name(model, &one.of);
    if one.optional && !matches!(one.of, Type::Nullable(_) | Type::Anything) {
        of.push_str(" | None");
    }
    let metadata = (plain != one.key).then(|| format!("metadata={{\"key\": {}}}", quoted(&one.key)));
    let arguments: Vec<_> = one.optional.then(|| "default=None".to_owned()).into_iter().chain(metadata).collect();
    let value = match &arguments[..] {
        [] => String::new(),
        [only] if only == "default=None" => " = None".to_owned(),
        _ => format!(" = field({})", arguments.join(", ")),
    };
    format!("    {plain}: {of}{value}\n")
}

fn name(model: &Model, of: &Type) -> String {
    match of {
        Type::Anything => "Any".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Integer | Type::Unsigned | Type::BigInteger => "int".to_owned(),
        Type::Number => "float".to_owned(),
        Type::String => "str".to_owned(),
        Type::List(element) => format!("list[{}]", name(model, element)),
        Type::Map(value) => format!("dict[str, {}]", name(model, value)),
        Type::Record(number) => model.record(*number).map_or_else(String::new, |record| record.name.clone()),
        Type::Union(types) => types.iter().map(|of| name(model, of)).collect::<Vec<_>>().join(" | "),
        Type::Nullable(of) => format!("{} | None", name(model, of)),
    }
}
