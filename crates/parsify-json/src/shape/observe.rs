//! Looking at documents.

use parsify_error::{ErrorKind, Failure};

use super::{Shape, Strings};
use crate::code;
use crate::operations::classify;
use crate::tree::{Number, Object, Value};

/// Different places that are told apart; more are no schema that anybody reads.
const MOST_PLACES: usize = 100_000;

/// Looks at one document after the other.
#[derive(Debug, Default)]
pub(crate) struct Observing {
    shape: Shape,
    places: usize,
}

impl Observing {
    /// Looks at a document.
    ///
    /// # Errors
    ///
    /// It has too many different places.
    pub(crate) fn document(&mut self, value: &Value<'_>) -> Result<(), Failure> {
        observe(&mut self.shape, value, &mut self.places)
    }

    pub(crate) fn finish(self) -> Shape {
        self.shape
    }
}

fn observe(shape: &mut Shape, value: &Value<'_>, places: &mut usize) -> Result<(), Failure> {
    shape.seen += 1;
    match value {
        Value::Null => shape.nulls += 1,
        Value::Bool(_) => shape.booleans += 1,
        Value::Number(number) => observe_number(shape, number),
        Value::String(text) => observe_string(&mut shape.strings, &text.to_str_lossy()),
        Value::Array(elements) => {
            shape.arrays.seen += 1;
            if let (Some(_), None) = (elements.first(), &shape.arrays.elements) {
                count(places)?;
            }
            for element in elements {
                observe(shape.arrays.elements.get_or_insert_default(), element, places)?;
            }
        }
        Value::Object(object) => {
            shape.objects.seen += 1;
            for (key, value) in effective(object) {
                let key = key.to_str_lossy();
                let known = shape.objects.members.len();
                let member = shape.objects.member(&key);
                observe(member, value, places)?;
                if shape.objects.members.len() > known {
                    count(places)?;
                }
            }
        }
    }
    Ok(())
}

/// The members that count: of equal keys the last one.
fn effective<'o, 'a>(object: &'o Object<'a>) -> impl Iterator<Item = (&'o crate::tree::Text<'a>, &'o Value<'a>)> {
    let index = object.index();
    object.iter().enumerate().filter(move |(at, (key, _))| index.get(key) == Some(*at)).map(|(_, member)| member)
}

fn count(places: &mut usize) -> Result<(), Failure> {
    *places += 1;
    if *places <= MOST_PLACES {
        return Ok(());
    }
    let message = format!("the documents have more than {MOST_PLACES} different places");
    Err(Failure::new(ErrorKind::Limit, code::PLACES, message)
        .with_detail("limit", MOST_PLACES)
        .with_hint("objects whose keys are data make a place of each key: `mapsFrom` makes maps of them, a part of the document will do"))
}

fn observe_number(shape: &mut Shape, number: &Number<'_>) {
    if !number.is_integer() || number.as_str().contains(['.', 'e', 'E']) {
        shape.fractions += 1;
        return;
    }
    let integers = &mut shape.integers;
    integers.seen += 1;
    integers.negative |= number.as_str().starts_with('-');
    integers.wide |= number.to_i64().is_none_or(|value| i32::try_from(value).is_err());
    integers.beyond_i64 |= number.to_i64().is_none();
    integers.beyond_u64 |= number.to_u64().is_none() && number.to_i64().is_none();
}

fn observe_string(strings: &mut Strings, text: &str) {
    let form = classify(text);
    strings.form = if strings.seen == 0 { form } else { strings.form.filter(|known| Some(*known) == form) };
    strings.seen += 1;
    strings.keep(text);
}
