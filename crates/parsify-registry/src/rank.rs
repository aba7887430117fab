//! How well one word of a query fits one text.

/// The ranks in points. With the weights of the fields (5 to 11), a typing error in the best field is worth less than
/// a part of a word in the worst.
const EXACT: u32 = 100;
const PREFIX: u32 = 75;
const WORD: u32 = 60;
const SUBSTRING: u32 = 40;
const ONE_ERROR: u32 = 16;
const TWO_ERRORS: u32 = 8;

/// Points for `word` in `text`, both in lower case: the whole text, its beginning, one of its words, a part of a word, or
/// nearly one of these.
pub(crate) fn rank(word: &str, text: &str) -> Option<u32> {
    if text == word {
        return Some(EXACT);
    }
    if text.starts_with(word) {
        return Some(PREFIX);
    }
    if text.contains(word) {
        return Some(if tokens(text).any(|token| token == word) { WORD } else { SUBSTRING });
    }
    let bound = errors_forgiven(word)?;
    // The whole text too: an id of several words is one word of a query.
    let distance = tokens(text).chain([text]).filter_map(|token| distance(word, token, bound)).min()?;
    Some(if distance == 1 { ONE_ERROR } else { TWO_ERRORS })
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|token| !token.is_empty())
}

fn errors_forgiven(word: &str) -> Option<usize> {
    match word.chars().count() {
        0..=3 => None,
        4..=7 => Some(1),
        _ => Some(2),
    }
}

fn distance(word: &str, token: &str, bound: usize) -> Option<usize> {
    // Most tokens differ in length; only the others are worth the comparison.
    if word.chars().count().abs_diff(token.chars().count()) > bound {
        return None;
    }
    Some(strsim::damerau_levenshtein(word, token)).filter(|&distance| distance <= bound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Field;

    #[test]
    fn an_error_never_outweighs_a_true_match() {
        let worst = Field::ALL.map(Field::weight).into_iter().min().unwrap();
        let best = Field::ALL.map(Field::weight).into_iter().max().unwrap();
        assert!(ONE_ERROR * best < SUBSTRING * worst);
        assert!(Field::ALL.map(Field::weight).is_sorted_by(|first, second| first > second));
    }

    #[test]
    fn ranks_are_ordered() {
        let ranks = [
            rank("json", "json"),
            rank("json", "json formatter"),
            rank("json", "formats json"),
            rank("json", "geojson"),
            rank("json", "jsom"),
        ];
        assert!(ranks.is_sorted_by(|first, second| first > second), "{ranks:?}");
        assert_eq!(rank("jsn", "json"), None, "three letters forgive nothing");
        assert_eq!(rank("formater", "xformatterx"), None);
    }
}
