//! What the validator does not see of a document.

use crate::tree::Pointer;

/// The most places that a warning names.
const MOST_NAMED: usize = 5;

/// Something that is lost.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    DuplicateKey,
    LoneSurrogate,
    Number,
}

/// What was lost, by sort.
#[derive(Default)]
pub(super) struct Doubts([Places; 3]);

#[derive(Default)]
struct Places {
    named: Vec<Pointer>,
    count: usize,
}

impl Doubts {
    pub(super) fn note(&mut self, doubt: Doubt, place: impl FnOnce() -> Pointer) {
        let places = &mut self.0[doubt as usize];
        places.count += 1;
        if places.named.len() < MOST_NAMED {
            places.named.push(place());
        }
    }

    /// One sentence for each sort.
    pub(super) fn warnings(&self, document: &str) -> Vec<String> {
        [
            (Doubt::Number, "numbers beyond 64-bit integers and doubles count as the nearest double"),
            (Doubt::DuplicateKey, "keys that stand twice in an object: the last one counts"),
            (Doubt::LoneSurrogate, "strings with one half of a surrogate pair: U+FFFD stands for it"),
        ]
        .into_iter()
        .filter_map(|(doubt, text)| self.0[doubt as usize].sentence(document, text))
        .collect()
    }
}

impl Places {
    fn sentence(&self, document: &str, text: &str) -> Option<String> {
        let named: Vec<_> = self.named.iter().map(|pointer| format!("`{pointer}`")).collect();
        let more = match self.count.saturating_sub(named.len()) {
            0 => String::new(),
            count => format!(" and {count} more"),
        };
        (self.count > 0).then(|| format!("the {document} has {text} (at {}{more})", named.join(", ")))
    }
}
