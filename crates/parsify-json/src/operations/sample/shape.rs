//! Documents cut down to their shape.

use super::options::SampleOptions;
use crate::tree::Value;

/// Shortens arrays and cuts strings.
#[derive(Debug)]
pub(super) struct Shape {
    max_elements: usize,
    max_characters: usize,
    pub(super) shortened_arrays: usize,
    pub(super) cut_strings: usize,
}

impl Shape {
    pub(super) fn new(options: &SampleOptions) -> Self {
        Self {
            max_elements: options.max_elements.unwrap_or(usize::MAX),
            max_characters: options.max_characters.unwrap_or(usize::MAX),
            shortened_arrays: 0,
            cut_strings: 0,
        }
    }

    /// Whether anything would be cut at all.
    pub(super) const fn cuts(&self) -> bool {
        self.max_elements < usize::MAX || self.max_characters < usize::MAX
    }

    pub(super) fn value(&mut self, value: &mut Value<'_>) {
        match value {
            Value::Array(elements) => {
                self.shortened_arrays += usize::from(elements.len() > self.max_elements);
                elements.truncate(self.max_elements);
                elements.iter_mut().for_each(|element| self.value(element));
            }
            Value::Object(object) => object.iter_mut().for_each(|(_, value)| self.value(value)),
            Value::String(text) => {
                let cut = cut(&text.to_str_lossy(), self.max_characters);
                if let Some(cut) = cut {
                    *text = cut.into();
                    self.cut_strings += 1;
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// The text with so many characters and `…`, if it has more.
fn cut(text: &str, most: usize) -> Option<String> {
    // No text has more characters than bytes.
    if text.len() <= most {
        return None;
    }
    let (end, _) = text.char_indices().nth(most)?;
    Some(format!("{}…", text.get(..end).unwrap_or_default()))
}
