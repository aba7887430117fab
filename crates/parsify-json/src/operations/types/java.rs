//! Records of Java 16.

use super::model::{Field, Model, Record, Type};
use super::naming::{Names, camel, is_name};
use super::options::TypesOptions;
use super::source::{commented, quoted};

/// Names that a type cannot have.
pub(super) const RESERVED: &[&str] = &[
    "Object",
    "String",
    "Boolean",
    "Integer",
    "Long",
    "Double",
    "Record",
    "List",
    "Map",
    "BigInteger",
    "Override",
    "JsonProperty",
];

/// Java's keywords and literals (JLS 3.9), and the methods that a record's member cannot be named after (JLS 8.10.1).
const KEYWORDS: &[&str] = &[
    "abstract",
    "assert",
    "boolean",
    "break",
    "byte",
    "case",
    "catch",
    "char",
    "class",
    "const",
    "continue",
    "default",
    "do",
    "double",
    "else",
    "enum",
    "extends",
    "final",
    "finally",
    "float",
    "for",
    "goto",
    "if",
    "implements",
    "import",
    "instanceof",
    "int",
    "interface",
    "long",
    "native",
    "new",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "short",
    "static",
    "strictfp",
    "super",
    "switch",
    "synchronized",
    "this",
    "throw",
    "throws",
    "transient",
    "try",
    "void",
    "volatile",
    "while",
    "true",
    "false",
    "null",
    "_",
    "clone",
    "finalize",
    "getClass",
    "hashCode",
    "notify",
    "notifyAll",
    "toString",
    "wait",
];

pub(super) fn write(model: &Model, options: &TypesOptions) -> String {
    let mut text = String::new();
    if let Some(package) = options.package.as_deref().filter(|package| package.split('.').all(is_name)) {
        text.push_str(&format!("package {package};\n\n"));
    }
    if options.annotations {
        text.push_str("import com.fasterxml.jackson.annotation.JsonProperty;\n");
    }
    text.push_str("import java.math.BigInteger;\nimport java.util.List;\nimport java.util.Map;\n\n");
    // One file has one public type: the others stand within it.
    match (&model.root, model.records.split_first()) {
        (Type::Record(0), Some((root, inner))) => {
            text.push_str(&record(model, options, root, "", inner));
        }
        (root, _) => {
            let of = name(model, root, true);
            let inner: String =
                model.records.iter().map(|one| format!("\n{}", record(model, options, one, "    ", &[]))).collect();
            text.push_str(&format!("public record {}({of} value) {{{inner}}}\n", model.root_name));
        }
    }
    text
}

fn record(model: &Model, options: &TypesOptions, one: &Record, indent: &str, inner: &[Record]) -> String {
    let mut names = Names::new(KEYWORDS);
    let members: Vec<_> = one.fields.iter().map(|field| member(model, options, field, &mut names)).collect();
    let members = members.join(&format!(",\n{indent}    "));
    let inner: String = inner.iter().map(|one| format!("\n{}", record(model, options, one, "    ", &[]))).collect();
    let close = if inner.is_empty() { String::new() } else { indent.to_owned() };
    format!("{indent}public record {}(\n{indent}    {members}\n{indent}) {{{inner}{close}}}\n", one.name)
}

fn member(model: &Model, options: &TypesOptions, field: &Field, names: &mut Names) -> String {
    let plain = if is_name(&field.key) { field.key.clone() } else { camel(&field.key) };
    let plain = if is_name(&plain) { plain } else { format!("field{plain}") };
    let plain = if KEYWORDS.contains(&plain.as_str()) { format!("{plain}_") } else { plain };
    let plain = names.free(plain);
    let said = match (options.annotations, plain == field.key) {
        (true, _) => format!("@JsonProperty({}) ", quoted(&field.key)),
        (false, false) => format!("/* \"{}\" */ ", commented(&field.key)),
        (false, true) => String::new(),
    };
    format!("{said}{} {plain}", name(model, &field.of, field.optional))
}

/// `boxed`: a type that can be `null`.
fn name(model: &Model, of: &Type, boxed: bool) -> String {
    match of {
        Type::Anything | Type::Union(_) => "Object".to_owned(),
        Type::Boolean => if boxed { "Boolean" } else { "boolean" }.to_owned(),
        Type::Integer => if boxed { "Long" } else { "long" }.to_owned(),
        Type::Unsigned | Type::BigInteger => "BigInteger".to_owned(),
        Type::Number => if boxed { "Double" } else { "double" }.to_owned(),
        Type::String => "String".to_owned(),
        Type::List(element) => format!("List<{}>", name(model, element, true)),
        Type::Map(value) => format!("Map<String, {}>", name(model, value, true)),
        Type::Record(number) => model.record(*number).map_or_else(String::new, |record| record.name.clone()),
        Type::Nullable(of) => name(model, of, true),
    }
}
