//! Globs for keys.

/// A text in which `*` stands for any characters, none too, and `?` for one.
#[derive(Debug, Clone)]
pub(super) struct Glob(Vec<char>);

impl Glob {
    pub(super) fn new(glob: &str) -> Self {
        Self(glob.chars().collect())
    }

    /// Time grows at most with the product of both lengths: only the last `*` is ever tried again.
    pub(super) fn matches(&self, text: &str) -> bool {
        let (glob, text) = (&self.0, text.chars().collect::<Vec<_>>());
        let (mut at, mut in_text, mut star) = (0, 0, None);
        while in_text < text.len() {
            match glob.get(at) {
                Some('*') => {
                    star = Some((at, in_text));
                    at += 1;
                }
                Some(&found) if found == '?' || found == text[in_text] => {
                    at += 1;
                    in_text += 1;
                }
                _ => {
                    let Some((star_at, taken)) = star else { return false };
                    (at, in_text) = (star_at + 1, taken + 1);
                    star = Some((star_at, taken + 1));
                }
            }
        }
        glob.iter().skip(at).all(|rest| *rest == '*')
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn stars_and_question_marks() {
        let cases = [
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("*", "é漢", true),
            ("a?c", "aéc", true),
            ("a?c", "ac", false),
            ("*token*", "accesstokens", true),
            ("*ab*ab", "abaab", true),
            ("*ab*ab", "abaa", false),
            ("a*b*c", "aXbYbZc", true),
        ];
        for (glob, text, expected) in cases {
            assert_eq!(Glob::new(glob).matches(text), expected, "{glob} {text}");
        }
        assert!(!Glob::new(&"*a".repeat(50)).matches(&("a".repeat(49) + "b")));
    }
}
