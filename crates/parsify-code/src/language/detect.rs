use super::content;
use super::table::{LANGUAGES, Language, language};
use crate::operations::{Candidate, Detected, Evidence};

/// How sure a name or a media type is: it may be wrong, but who gave it knows more than the text tells.
const NAMED: f64 = 0.95;
const SHEBANG: f64 = 0.9;

/// What language a text is in: by the name of its file, its media type, its first line, or what it looks like, in this
/// order. Reads 64 KiB of it at most.
///
/// ```
/// use parsify_code::detect;
///
/// assert_eq!(detect("", Some("src/App.tsx"), "").language.as_deref(), Some("tsx"));
/// assert_eq!(detect("def f(x):\n    return x\n", None, "").language.as_deref(), Some("python"));
/// assert_eq!(detect("", None, "").language, None);
/// ```
#[must_use]
pub fn detect(text: &str, file_name: Option<&str>, media_type: &str) -> Detected {
    let named = file_name.and_then(by_file_name).map(|found| (found, NAMED, Evidence::FileName));
    let typed = || by_media_type(media_type).map(|found| (found, NAMED, Evidence::MediaType));
    let run = || by_shebang(text).map(|found| (found, SHEBANG, Evidence::Shebang));
    match named.or_else(typed).or_else(run) {
        Some((found, confidence, by)) => Detected {
            language: Some(found.id.to_owned()),
            name: Some(found.name.to_owned()),
            confidence,
            by,
            candidates: vec![Candidate::new(found.id, confidence)],
        },
        None => by_content(text),
    }
}

fn by_file_name(name: &str) -> Option<&'static Language> {
    let name = name.rsplit(['/', '\\']).next()?.to_ascii_lowercase();
    let whole = LANGUAGES.iter().find(|language| language.file_names.contains(&name.as_str()));
    whole.or_else(|| {
        let (_, extension) = name.rsplit_once('.')?;
        LANGUAGES.iter().find(|language| language.extensions.contains(&extension))
    })
}

fn by_media_type(media_type: &str) -> Option<&'static Language> {
    let essence = media_type.split(';').next()?.trim().to_ascii_lowercase();
    LANGUAGES.iter().find(|language| language.media_types.contains(&essence.as_str()))
}

/// `#!/usr/bin/env -S python3.13 -u` names `python`.
fn by_shebang(text: &str) -> Option<&'static Language> {
    let line = text.strip_prefix('\u{feff}').unwrap_or(text).strip_prefix("#!")?.lines().next()?;
    let mut words = line.split_ascii_whitespace();
    let mut program = words.next()?.rsplit('/').next()?;
    if program == "env" {
        program = words.find(|word| !word.starts_with('-') && !word.contains('='))?.rsplit('/').next()?;
    }
    let program = program.to_ascii_lowercase();
    let bare = program.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let of = |name: &str| LANGUAGES.iter().find(|language| language.interpreters.contains(&name));
    of(&program).or_else(|| of(bare))
}

fn by_content(text: &str) -> Detected {
    let candidates = content::candidates(text);
    let best = candidates.first().and_then(|best| Some((language(&best.language)?, best.confidence)));
    Detected {
        language: best.map(|(found, _)| found.id.to_owned()),
        name: best.map(|(found, _)| found.name.to_owned()),
        confidence: best.map_or(0.0, |(_, confidence)| confidence),
        by: if best.is_some() { Evidence::Content } else { Evidence::None },
        candidates,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str, name: Option<&str>, media_type: &str) -> (Option<String>, Evidence) {
        let found = detect(text, name, media_type);
        (found.language, found.by)
    }

    #[test]
    fn names_and_media_types_say_it() {
        assert_eq!(id("", Some("a/B.MJS"), ""), (Some("javascript".into()), Evidence::FileName));
        assert_eq!(id("", Some("C:\\x\\Dockerfile"), ""), (Some("dockerfile".into()), Evidence::FileName));
        assert_eq!(
            id("", Some("x.unknown"), "text/x-python; charset=utf-8"),
            (Some("python".into()), Evidence::MediaType)
        );
        assert_eq!(id("", Some(".."), "").1, Evidence::None);
    }

    #[test]
    fn a_first_line_names_an_interpreter() {
        for (line, language) in [
            ("#!/bin/sh\n", "bash"),
            ("#!/usr/bin/env node\n", "javascript"),
            ("#!/usr/bin/env -S PYTHONPATH=. python3.13 -u\n", "python"),
            ("\u{feff}#! /usr/local/bin/ruby2.7", "ruby"),
        ] {
            assert_eq!(id(line, None, ""), (Some(language.into()), Evidence::Shebang), "{line}");
        }
        assert_eq!(id("#!", None, "").0, None);
        assert_eq!(id("#!/usr/bin/env", None, "").0, None);
    }
}
