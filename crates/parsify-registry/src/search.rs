use std::cmp::Reverse;
use std::sync::Arc;

use parsify_interface::Descriptor;

use crate::fields::fields;
use crate::query::words;
use crate::rank::rank;
use crate::{Field, Registry};

/// A module that a search found.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Hit {
    /// Its newest version.
    pub descriptor: Arc<Descriptor>,
    /// How well it fits; comparable only within one search. 0 for an empty query.
    pub score: u32,
    /// Where each word of the query fits best, once each.
    pub matched: Vec<Matched>,
}

/// A text that a word of a query was found in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Matched {
    /// What the text is.
    pub field: Field,
    /// The whole text.
    pub text: String,
}

impl Registry {
    /// Finds modules by words, best first.
    ///
    /// Looks at id, name, operations with their summaries, formats and languages, tags, category and summary of the
    /// newest version of each module. Every word must fit somewhere: as the whole text, its beginning, a word of it, a part of a
    /// word, or with a typing error (one from four letters on, two from eight), in falling order; and a match in the id
    /// counts more than one in the summary. Case makes no difference. Equal scores stand in the order of ids, so the
    /// order is total. An empty query finds everything.
    ///
    /// Costs one pass over all descriptors for each word. Only the first eight words count, and the first 64 letters of
    /// each.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<Hit> {
        let words = words(query);
        let mut hits: Vec<_> = self.modules().filter_map(|descriptor| hit(descriptor, &words)).collect();
        // Stable, and `modules` goes by id.
        hits.sort_by_key(|hit| Reverse(hit.score));
        hits
    }
}

fn hit(descriptor: &Arc<Descriptor>, words: &[String]) -> Option<Hit> {
    let fields: Vec<_> = fields(descriptor).map(|(field, text)| (field, text, text.to_lowercase())).collect();
    let mut hit = Hit { descriptor: Arc::clone(descriptor), score: 0, matched: Vec::new() };
    for word in words {
        let (score, field, text) = fields
            .iter()
            .filter_map(|(field, text, folded)| Some((rank(word, folded)? * field.weight(), *field, *text)))
            .min_by_key(|&(score, field, _)| (Reverse(score), field))?;
        hit.score += score;
        let matched = Matched { field, text: text.to_owned() };
        if !hit.matched.contains(&matched) {
            hit.matched.push(matched);
        }
    }
    Some(hit)
}
