//! A small module that shows how little an author writes: two functions, their options, and one line to export them.
#![forbid(unsafe_code)]

use parsify_guest::{
    Context, Data, Document, DocumentSpec, Failure, JsonSchema, NoParams, Operation, Operations, Text, module_info,
    schemars,
};
use serde::{Deserialize, Serialize};

/// Options of `slugify`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SlugOptions {
    /// What stands between the words.
    separator: char,
    /// The most characters of the slug; 0 for no limit. Words are kept whole where possible.
    max_length: usize,
}

impl Default for SlugOptions {
    fn default() -> Self {
        Self { separator: '-', max_length: 0 }
    }
}

/// What `word-count` finds.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Lines, as an editor numbers them; an empty text has none.
    lines: usize,
    /// Runs of characters between white space.
    words: usize,
    /// Unicode scalar values.
    characters: usize,
    /// Bytes as UTF-8.
    bytes: usize,
}

fn slugify(text: Text, options: SlugOptions, _: &dyn Context) -> Result<Document, Failure> {
    let mut slug = String::new();
    let mut length = 0;
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
        let wanted = word.len() + usize::from(length > 0);
        let fits = options.max_length == 0 || length + wanted <= options.max_length;
        if !fits && length > 0 {
            break;
        }
        if length > 0 {
            slug.push(options.separator);
        }
        slug.extend(word.iter().take(if fits { word.len() } else { options.max_length }));
        length += wanted;
    }
    Ok(Document::text("text", slug).with_media_type("text/plain"))
}

fn word_count(text: Text, _: NoParams, _: &dyn Context) -> Result<Data<Counts>, Failure> {
    Ok(Data(Counts {
        lines: text.lines().count(),
        words: text.split_whitespace().count(),
        characters: text.chars().count(),
        bytes: text.len(),
    }))
}

fn takes_text(operation: Operation) -> Operation {
    let text = DocumentSpec::new("text", "text/plain", "Any text");
    operation.with_document(text).idempotent().with_native_twin().total().with_format("text")
}

/// The module.
#[must_use]
pub fn module() -> Operations {
    Operations::new(module_info!(name: "Text tools", category: "text"))
        .with("slugify", "Makes a short name for addresses and files", slugify, takes_text)
        .with("word-count", "Counts lines, words, characters and bytes", word_count, takes_text)
}

parsify_guest::export_module!(module());

#[cfg(test)]
mod tests {
    use parsify_guest::{Processor, Request, Silent};

    #[track_caller]
    fn check(text: &str, max_length: u64, slug: &str) {
        let request = Request::new("slugify").with_text("text", text).with_param("maxLength", max_length);
        assert_eq!(super::module().execute(request, &Silent).unwrap().text(), Some(slug));
    }

    #[test]
    fn slugs() {
        check("Hello, World!", 0, "hello-world");
        check("  Ärger & Öl  ", 0, "ärger-öl");
        check("one two three", 7, "one-two");
        check("extraordinary", 5, "extra");
        check("...", 0, "");
    }

    #[test]
    fn counts() {
        let request = Request::new("word-count").with_text("text", "one two\nthree\n");
        let data = super::module().execute(request, &Silent).unwrap().data;
        assert_eq!(data["lines"], 2);
        assert_eq!(data["words"], 3);
    }
}
