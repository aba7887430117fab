//! Structs of Go for encoding/json.

use super::model::{Field, Model, Record, Type};
use super::naming::Names;
use super::options::TypesOptions;
use super::source::commented;

/// Names that a type cannot have: none of Go's own begins with a capital.
pub(super) const RESERVED: &[&str] = &[];

pub(super) fn write(model: &Model, options: &TypesOptions) -> String {
    let package = options.package.as_deref().and_then(|package| package.rsplit(['.', '/']).next());
    let package = package.filter(|name| super::naming::is_name(name)).unwrap_or("types");
    let mut text = format!("package {package}\n");
    let uses = |wanted: &Type| {
        let fields = model.records.iter().flat_map(|record| &record.fields).map(|field| &field.of);
        fields.chain([&model.root]).any(|of| holds(of, wanted))
    };
    if uses(&Type::BigInteger) {
        text.push_str("\nimport \"encoding/json\"\n");
    }
    if !matches!(model.root, Type::Record(0)) {
        text.push_str(&format!("\ntype {} {}\n", model.root_name, name(model, &model.root)));
    }
    for record in &model.records {
        text.push('\n');
        text.push_str(&structure(model, record));
    }
    text
}

fn holds(of: &Type, wanted: &Type) -> bool {
    of == wanted
        || match of {
            Type::List(of) | Type::Map(of) | Type::Nullable(of) => holds(of, wanted),
            // A union is written as `any`.
            _ => false,
        }
}

/// With the columns that gofmt would make.
fn structure(model: &Model, record: &Record) -> String {
    let mut names = Names::new(&[]);
    let (said, unsaid): (Vec<_>, Vec<_>) = record.fields.iter().partition(|field| can_be_said(&field.key));
    let row = |field: &Field| (names.type_name(&field.key, "Field"), pointer(model, field), tag(field));
    let rows: Vec<_> = said.into_iter().map(row).collect();
    let width = |of: fn(&(String, String, String)) -> usize| rows.iter().map(of).max().unwrap_or_default();
    let (first, second) = (width(|row| row.0.len()), width(|row| row.1.len()));
    let mut text = unsaid
        .iter()
        .map(|field| format!("// Left out: no tag can say the key \"{}\".\n", commented(&field.key)))
        .collect::<String>();
    text.push_str(&format!("type {} struct {{\n", record.name));
    for (name, of, tag) in &rows {
        text.push_str(&format!("\t{name:first$} {of:second$} {tag}\n"));
    }
    text + "}\n"
}

/// Optional members are pointers, so that absent is not zero.
fn pointer(model: &Model, field: &Field) -> String {
    let of = name(model, &field.of);
    let needs_one = field.optional && !matches!(field.of, Type::Nullable(_)) && !has_nil(&field.of);
    if needs_one { format!("*{of}") } else { of }
}

/// Whether the type has a value for nothing.
const fn has_nil(of: &Type) -> bool {
    matches!(of, Type::Anything | Type::Union(_) | Type::List(_) | Type::Map(_))
}

/// Whether a tag of encoding/json can say the key: no quotes, commas, backslashes, control characters, and not nothing.
fn can_be_said(key: &str) -> bool {
    let is_possible = |it: char| it.is_alphanumeric() || "!#$%&()*+-./:;<=>?@[]^_{|}~ ".contains(it);
    !key.is_empty() && key.chars().all(is_possible)
}

fn tag(field: &Field) -> String {
    // A lone hyphen would mean that the member is left out.
    let comma = if field.key == "-" && !field.optional { "," } else { "" };
    let omit = if field.optional { ",omitempty" } else { "" };
    format!("`json:\"{}{comma}{omit}\"`", field.key)
}

fn name(model: &Model, of: &Type) -> String {
    match of {
        Type::Anything | Type::Union(_) => "any".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Integer => "int64".to_owned(),
        Type::Unsigned => "uint64".to_owned(),
        Type::BigInteger => "json.Number".to_owned(),
        Type::Number => "float64".to_owned(),
        Type::String => "string".to_owned(),
        Type::List(element) => format!("[]{}", name(model, element)),
        Type::Map(value) => format!("map[string]{}", name(model, value)),
        Type::Record(number) => model.record(*number).map_or_else(String::new, |record| record.name.clone()),
        Type::Nullable(of) if has_nil(of) => name(model, of),
        Type::Nullable(of) => format!("*{}", name(model, of)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_odd_keys() {
        let field = |key: &str, optional| Field { key: key.to_owned(), of: Type::String, optional };
        assert_eq!(tag(&field("a-b", true)), "`json:\"a-b,omitempty\"`");
        assert_eq!(tag(&field("-", true)), "`json:\"-,omitempty\"`");
        assert_eq!(tag(&field("-", false)), "`json:\"-,\"`");
        assert!(["", "a`", "a\"", "a\n", "a,b", "a\\"].iter().all(|key| !can_be_said(key)));
    }
}
