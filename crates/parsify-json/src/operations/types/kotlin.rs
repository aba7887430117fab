//! Data classes of Kotlin.

use super::model::{Field, Model, Record, Type};
use super::naming::{Names, camel, is_name};
use super::options::TypesOptions;
use super::source::{commented, quoted};

/// Names that a type cannot have.
pub(super) const RESERVED: &[&str] =
    &["Any", "String", "Boolean", "Int", "Long", "Double", "List", "Map", "BigInteger", "Serializable", "SerialName"];

/// Kotlin's hard keywords.
const KEYWORDS: &[&str] = &[
    "as",
    "break",
    "class",
    "continue",
    "do",
    "else",
    "false",
    "for",
    "fun",
    "if",
    "in",
    "interface",
    "is",
    "null",
    "object",
    "package",
    "return",
    "super",
    "this",
    "throw",
    "true",
    "try",
    "typealias",
    "typeof",
    "val",
    "var",
    "when",
    "while",
];

pub(super) fn write(model: &Model, options: &TypesOptions) -> String {
    let mut text = String::new();
    if let Some(package) = options.package.as_deref().filter(|package| package.split('.').all(is_name)) {
        text.push_str(&format!("package {package}\n\n"));
    }
    if options.annotations {
        text.push_str("import kotlinx.serialization.SerialName\nimport kotlinx.serialization.Serializable\n");
    }
    text.push_str("import java.math.BigInteger\n");
    if !matches!(model.root, Type::Record(0)) {
        text.push_str(&format!("\ntypealias {} = {}\n", model.root_name, name(model, &model.root)));
    }
    for record in &model.records {
        text.push('\n');
        text.push_str(&class(model, options, record));
    }
    text
}

fn class(model: &Model, options: &TypesOptions, record: &Record) -> String {
    let mut names = Names::new(&[]);
    let annotation = if options.annotations { "@Serializable\n" } else { "" };
    let members: String =
        record.fields.iter().map(|field| format!("    {},\n", member(model, options, field, &mut names))).collect();
    format!("{annotation}data class {}(\n{members})\n", record.name)
}

fn member(model: &Model, options: &TypesOptions, field: &Field, names: &mut Names) -> String {
    let plain = if is_name(&field.key) { field.key.clone() } else { camel(&field.key) };
    let plain = if is_name(&plain) && plain.bytes().any(|byte| byte != b'_') { plain } else { format!("field{plain}") };
    let plain = names.free(plain);
    let said = match (plain == field.key, options.annotations) {
        (true, _) => String::new(),
        // A dollar would begin a template.
        (false, true) => format!("@SerialName({}) ", quoted(&field.key).replace('$', "\\$")),
        (false, false) => format!("/* \"{}\" */ ", commented(&field.key).replace("/*", "/\u{fffd}")),
    };
    let written = if KEYWORDS.contains(&plain.as_str()) { format!("`{plain}`") } else { plain };
    let mut of = name(model, &field.of);
    if field.optional && !of.ends_with('?') {
        of.push('?');
    }
    let default = if field.optional { " = null" } else { "" };
    format!("{said}val {written}: {of}{default}")
}

fn name(model: &Model, of: &Type) -> String {
    match of {
        Type::Anything => "Any?".to_owned(),
        Type::Union(_) => "Any".to_owned(),
        Type::Boolean => "Boolean".to_owned(),
        Type::Integer => "Long".to_owned(),
        Type::Unsigned | Type::BigInteger => "BigInteger".to_owned(),
        Type::Number => "Double".to_owned(),
        Type::String => "String".to_owned(),
        Type::List(element) => format!("List<{}>", name(model, element)),
        Type::Map(value) => format!("Map<String, {}>", name(model, value)),
        Type::Record(number) => model.record(*number).map_or_else(String::new, |record| record.name.clone()),
        Type::Nullable(of) => format!("{}?", name(model, of)),
    }
}
