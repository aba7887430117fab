//! The different values at a path, and the most frequent ones.

use super::result::{DistinctStats, TopValue};
use crate::tree::{Number, Value};
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Values that are kept as they are; of longer ones a digest is, and a beginning.
const SHORT: usize = 64;
const SHOWN: usize = 60;

/// Counts of values, each exact as long as there are not too many; then those of Misra and Gries, "Finding repeated elements",
/// Science of Computer Programming 2 (1982): too small by `error` at most.
#[derive(Debug, Default)]
pub(super) struct Values {
    counts: HashMap<Box<[u8]>, Count>,
    /// How many there were when there were too many.
    at_least: Option<usize>,
    error: usize,
}

#[derive(Debug)]
struct Count {
    count: usize,
    /// Of a long value, what is shown of it.
    beginning: Option<Box<str>>,
}

const NULL: u8 = 0;
const BOOLEAN: u8 = 1;
const NUMBER: u8 = 2;
const STRING: u8 = 3;
const LONG: u8 = 4;

impl Values {
    /// `limit` is how many may be kept here, and `room` how many more anywhere.
    pub(super) fn add(&mut self, value: &Value<'_>, limit: usize, room: &mut usize) {
        let (kind, text) = match value {
            Value::Null => (NULL, None),
            Value::Bool(value) => (BOOLEAN, Some(value.to_string())),
            Value::Number(number) => (NUMBER, Some(number.to_string())),
            Value::String(text) => (STRING, Some(text.to_str_lossy().into_owned())),
            Value::Array(_) | Value::Object(_) => return,
        };
        let text = text.unwrap_or_default();
        let (key, beginning) = key(kind, &text);
        if let Some(known) = self.counts.get_mut(&key) {
            known.count += 1;
        } else if self.counts.len() < limit && *room > 0 {
            *room -= 1;
            self.counts.insert(key, Count { count: 1, beginning });
        } else {
            self.at_least = self.at_least.or(Some(self.counts.len() + 1));
            self.error += 1;
            let before = self.counts.len();
            self.counts.retain(|_, known| {
                known.count -= 1;
                known.count > 0
            });
            *room += before - self.counts.len();
        }
    }

    pub(super) fn finish(self, most: usize) -> Option<DistinctStats> {
        if self.counts.is_empty() && self.at_least.is_none() {
            return None;
        }
        let count = self.at_least.unwrap_or(self.counts.len());
        let mut top: Vec<_> = self.counts.into_iter().collect();
        top.sort_by(|(one, a), (other, b)| (Reverse(a.count), one).cmp(&(Reverse(b.count), other)));
        let top = top.into_iter().take(most);
        let top = top.map(|(key, known)| TopValue { value: value_of(&key, known.beginning), count: known.count });
        Some(DistinctStats { count, exact: self.at_least.is_none(), top: top.collect(), error: self.error })
    }
}

fn key(kind: u8, text: &str) -> (Box<[u8]>, Option<Box<str>>) {
    if text.len() <= SHORT {
        return ([kind].iter().chain(text.as_bytes()).copied().collect(), None);
    }
    let digest = Sha256::digest(text);
    let key = [kind | LONG].iter().chain(digest.iter().take(16)).copied().collect();
    let end = text.char_indices().nth(SHOWN).map_or(text.len(), |(end, _)| end);
    let beginning = text.get(..end).filter(|head| head.len() < text.len());
    (key, Some(beginning.map_or_else(|| text.into(), |head| format!("{head}…").into())))
}

fn value_of(key: &[u8], beginning: Option<Box<str>>) -> serde_json::Value {
    let text = str::from_utf8(key.get(1..).unwrap_or_default()).unwrap_or_default();
    match (key.first(), beginning) {
        (_, Some(beginning)) => beginning.into_string().into(),
        (Some(&NULL), _) => serde_json::Value::Null,
        (Some(&BOOLEAN), _) => (text == "true").into(),
        (Some(&NUMBER), _) => match Number::new(text).filter(Number::is_exact_f64) {
            Some(number) => Value::Number(number).to_serde(),
            None => text.into(),
        },
        _ => text.into(),
    }
}
