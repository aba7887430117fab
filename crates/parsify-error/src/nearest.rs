const MOST: usize = 3;
/// A longer word is no typing error of any name, and the comparison costs the product of both lengths.
const LONGEST: usize = 100;

/// The candidates that `word` may have been meant for: at most three, best first, none twice. What stands behind "did you
/// mean".
///
/// One typing error (a letter too many, missing, wrong, or two swapped: Damerau-Levenshtein) is forgiven for every three
/// letters of the word, at least one and at most three. Then come candidates that begin with the word, from three
/// letters on. Case makes no difference. A word of more than 100 letters has no neighbours.
///
/// ```
/// use parsify_error::nearest;
///
/// assert_eq!(nearest("formt", ["format", "minify", "form"]), ["form", "format"]);
/// assert_eq!(nearest("json", ["json-processor", "code-processor"]), ["json-processor"]);
/// assert!(nearest("xyz", ["format", "minify"]).is_empty());
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let length = word.chars().take(LONGEST + 1).count();
    if length == 0 || length > LONGEST {
        return Vec::new();
    }
    let word = word.to_lowercase();
    let mut found: Vec<_> = candidates
        .into_iter()
        .filter_map(|candidate| Some((remoteness(&word, length, &candidate.to_lowercase())?, candidate)))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(_, candidate)| candidate).take(MOST).collect()
}

fn remoteness(word: &str, length: usize, candidate: &str) -> Option<usize> {
    let bound = (length / 3).clamp(1, 3);
    if candidate.chars().take(LONGEST + bound + 1).count().abs_diff(length) <= bound {
        let distance = strsim::damerau_levenshtein(word, candidate);
        if distance <= bound {
            return Some(distance);
        }
    }
    (length >= 3 && candidate.starts_with(word)).then_some(bound + 1)
}
