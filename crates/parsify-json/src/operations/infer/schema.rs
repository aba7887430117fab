//! From a shape to a schema.

use super::options::InferOptions;
use crate::operations::Likely;
use crate::shape::{Objects, Shape, Strings};
use crate::tree::{Object, Value};

pub(super) fn document(shape: &Shape, options: &InferOptions) -> Value<'static> {
    let mut schema = Object::new();
    schema.push("$schema", options.draft.uri());
    if let Some(title) = &options.title {
        schema.push("title", title.clone());
    }
    describe(&mut schema, shape, options);
    Value::Object(schema)
}

fn schema(shape: &Shape, options: &InferOptions) -> Value<'static> {
    let mut schema = Object::new();
    describe(&mut schema, shape, options);
    Value::Object(schema)
}

fn describe(schema: &mut Object<'static>, shape: &Shape, options: &InferOptions) {
    let types = types(shape);
    match &types[..] {
        // Nothing was seen: anything goes.
        [] => return,
        [one] => schema.push("type", *one),
        several => schema.push("type", several.iter().map(|one| Value::from(*one)).collect::<Vec<_>>()),
    }
    strings(schema, shape, types.len() == 1, options);
    if let Some(elements) = &shape.arrays.elements {
        schema.push("items", self::schema(elements, options));
    }
    if shape.objects.seen > 0 {
        members(schema, &shape.objects, options);
    }
}

fn types(shape: &Shape) -> Vec<&'static str> {
    let numbers = if shape.fractions > 0 { "number" } else { "integer" };
    let all = [
        (shape.objects.seen, "object"),
        (shape.arrays.seen, "array"),
        (shape.strings.seen, "string"),
        (shape.fractions + shape.integers.seen, numbers),
        (shape.booleans, "boolean"),
        (shape.nulls, "null"),
    ];
    all.into_iter().filter(|(seen, _)| *seen > 0).map(|(_, name)| name).collect()
}

fn strings(schema: &mut Object<'static>, shape: &Shape, alone: bool, options: &InferOptions) {
    let strings = &shape.strings;
    if let Some(format) = strings.form.filter(|_| options.formats && strings.seen > 0).and_then(format) {
        schema.push("format", format);
    } else if alone && is_enumeration(strings, options.enums) {
        let values = strings.values.iter().map(|value| Value::from(value.clone()));
        schema.push("enum", values.collect::<Vec<_>>());
    }
}

/// Whether strings are words of an enumeration: few different ones, each seen twice on average.
fn is_enumeration(strings: &Strings, most: usize) -> bool {
    let different = strings.values.len();
    !strings.many && (1..=most).contains(&different) && strings.seen >= different.saturating_mul(2)
}

/// The formats of JSON Schema's validation vocabulary, section 7.3.
const fn format(form: Likely) -> Option<&'static str> {
    match form {
        Likely::DateTime => Some("date-time"),
        Likely::Date => Some("date"),
        Likely::Uuid => Some("uuid"),
        Likely::Url => Some("uri"),
        Likely::Email => Some("email"),
        Likely::Ipv4 => Some("ipv4"),
        Likely::Ipv6 => Some("ipv6"),
        _ => None,
    }
}

fn members(schema: &mut Object<'static>, objects: &Objects, options: &InferOptions) {
    if let Some(values) = map_values(objects, options.maps_from) {
        schema.push("additionalProperties", self::schema(&values, options));
        return;
    }
    let properties: Object<'static> =
        objects.members.iter().map(|(key, member)| (key.clone(), self::schema(member, options))).collect();
    schema.push("properties", properties);
    let required = objects.members.iter().filter(|(_, member)| objects.always(member));
    let required: Vec<Value<'static>> = required.map(|(key, _)| Value::from(key.clone())).collect();
    if options.required && !required.is_empty() {
        schema.push("required", required);
    }
    if options.closed {
        schema.push("additionalProperties", false);
    }
}

/// What an object holds that is a map: many keys, and values of one type, `null` aside.
pub(crate) fn map_values(objects: &Objects, from: usize) -> Option<Shape> {
    if from == 0 || objects.members.len() <= from {
        return None;
    }
    let together = objects.together();
    let alike = types(&together).iter().filter(|name| **name != "null").count() <= 1;
    alike.then_some(together)
}
