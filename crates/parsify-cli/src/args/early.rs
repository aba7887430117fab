//! What must be known before the words are understood, for the message that says that they are not.

use std::ffi::{OsStr, OsString};

use anstream::ColorChoice;

/// Whether `--json` stands among the options.
pub(crate) fn wants_json(words: &[OsString]) -> bool {
    options(words).any(|word| word == "--json")
}

/// What `--color` says, if it stands there and is well formed.
pub(crate) fn early_color(words: &[OsString]) -> ColorChoice {
    let mut words = options(words);
    let mut choice = ColorChoice::Auto;
    while let Some(word) = words.next() {
        let value = match word.to_str().and_then(|word| word.strip_prefix("--color")) {
            Some("") => words.next().and_then(OsStr::to_str),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        choice = match value {
            Some("always") => ColorChoice::Always,
            Some("never") => ColorChoice::Never,
            Some("auto") => ColorChoice::Auto,
            _ => choice,
        };
    }
    choice
}

fn options(words: &[OsString]) -> impl Iterator<Item = &OsStr> {
    words.iter().skip(1).map(OsString::as_os_str).take_while(|word| *word != "--")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn json_is_an_option_and_not_the_group() {
        assert!(wants_json(&words("parsify json format --json")));
        assert!(!wants_json(&words("parsify json format")));
        assert!(!wants_json(&words("parsify json format -- --json")));
    }

    #[test]
    fn color_in_both_spellings() {
        assert_eq!(early_color(&words("parsify --color never x")), ColorChoice::Never);
        assert_eq!(early_color(&words("parsify x --color=always")), ColorChoice::Always);
        assert_eq!(early_color(&words("parsify x --color")), ColorChoice::Auto);
    }
}
