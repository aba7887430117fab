const MOST_WORDS: usize = 8;
const LONGEST_WORD: usize = 64;

/// The words of a query in lower case. What lies beyond eight words, and of a word beyond 64 letters, is left out: the
/// cost of a search stays bounded, whatever is typed.
pub(crate) fn words(query: &str) -> Vec<String> {
    query
        .split(|character: char| character.is_whitespace() || character == ',')
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| word.chars().take(LONGEST_WORD).collect::<String>().to_lowercase())
        .collect()
}
