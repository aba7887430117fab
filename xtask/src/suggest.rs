//! The nearest known word to a mistyped one.

/// The candidate closest to `word`, when it is close enough to be what was meant.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| Some((rank(&word, candidate)?, candidate)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, candidate)| candidate)
}

/// `; did you mean …?` or nothing, to end an error message with.
pub(crate) fn hint<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

fn rank(word: &str, candidate: &str) -> Option<usize> {
    let edits = distance(word, candidate);
    let typo = edits <= candidate.chars().count().max(3) / 3;
    let begun = word.len() >= 2 && (candidate.starts_with(word) || candidate.split('-').any(|part| part == word));
    (typo || begun).then_some(if begun { edits.min(1) } else { edits })
}

/// Levenshtein distance with swaps of neighbours (optimal string alignment), one row of look-back more than usual.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, from) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, to) in right.iter().enumerate() {
            let mut best =
                (above[column] + usize::from(from != to)).min(above[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0 && column > 0 && *from == right[column - 1] && left[row - 1] == *to;
            if swapped {
                best = best.min(before[column - 1] + 1);
            }
            current.push(best);
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERBS: [&str; 4] = ["build-modules", "test", "layers", "doctor"];

    #[test]
    fn a_typo_finds_its_word() {
        assert_eq!(nearest("tset", VERBS), Some("test"));
        assert_eq!(nearest("Layer", VERBS), Some("layers"));
        assert_eq!(nearest("modules", VERBS), Some("build-modules"));
        assert_eq!(nearest("buildmodules", VERBS), Some("build-modules"));
    }

    #[test]
    fn a_foreign_word_finds_nothing() {
        assert_eq!(nearest("deploy", VERBS), None);
        assert_eq!(hint("deploy", VERBS), "");
        assert_eq!(hint("docter", VERBS), "; did you mean `doctor`?");
    }

    #[test]
    fn distances() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "abc"), 0);
        assert_eq!(distance("abc", "acb"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
