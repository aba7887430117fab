//! Interfaces of TypeScript.

use super::model::{Model, Record, Type};
use super::naming::is_name;
use super::source::quoted;

/// Names that a type cannot have.
pub(super) const RESERVED: &[&str] =
    &["Record", "Array", "String", "Number", "Boolean", "Object", "Symbol", "Function"];

pub(super) fn write(model: &Model) -> String {
    let mut text: Vec<String> = Vec::new();
    if !matches!(model.root, Type::Record(0)) {
        text.push(format!("export type {} = {};\n", model.root_name, name(model, &model.root)));
    }
    text.extend(model.records.iter().map(|record| interface(model, record)));
    text.join("\n")
}

fn interface(model: &Model, record: &Record) -> String {
    let mut text = format!("export interface {} {{\n", record.name);
    for field in &record.fields {
        let key = if is_name(&field.key) { field.key.clone() } else { quoted(&field.key) };
        let mark = if field.optional { "?" } else { "" };
        text.push_str(&format!("  {key}{mark}: {};\n", name(model, &field.of)));
    }
    text + "}\n"
}

fn name(model: &Model, of: &Type) -> String {
    match of {
        Type::Anything => "unknown".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer | Type::Unsigned | Type::BigInteger | Type::Number => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::List(element) => match **element {
            Type::Union(_) | Type::Nullable(_) => format!("({})[]", name(model, element)),
            _ => format!("{}[]", name(model, element)),
        },
        Type::Map(value) => format!("Record<string, {}>", name(model, value)),
        Type::Record(number) => model.record(*number).map_or_else(String::new, |record| record.name.clone()),
        Type::Union(types) => types.iter().map(|of| name(model, of)).collect::<Vec<_>>().join(" | "),
        Type::Nullable(of) => format!("{} | null", name(model, of)),
    }
}
