//! Documents to work on, made up and the same in every run.

use std::fmt::Write as _;

/// A JSON document of about `bytes` bytes: objects with short texts, whole numbers, prices, flags and nested arrays, some
/// of the text beyond ASCII.
#[must_use]
pub fn json(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 400);
    text.push('[');
    let mut number: u64 = 0x9e37_79b9;
    while text.len() < bytes {
        if text.len() > 1 {
            text.push(',');
        }
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (id, cents) = (number >> 40, number % 100);
        let _ = write!(
            text,
            r#"{{"id":{id},"name":"order number {id}","price":{}.{cents:02},"paid":{},"customer":{{"name":"Zoë Müller","email":"zoe{id}@example.org","tags":["new","été",null]}},"lines":[[{cents},1.50],[{},2.25e3]],"note":"a longer text with \"quotes\" and a line\nbreak, as notes have them"}}"#,
            id % 1000,
            number.is_multiple_of(2),
            id % 77,
        );
    }
    text.push(']');
    text
}
