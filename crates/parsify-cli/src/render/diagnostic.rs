use anstyle::Style;
use parsify::harmless;
use parsify::serde_json::Value;

use super::excerpt::marked;
use super::style::{ERROR, FRAME, STRONG, WARNING, paint};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Error,
    Warning,
}

/// Something to tell, with its place in a document where it has one.
#[derive(Debug)]
pub(super) struct Diagnostic<'a> {
    pub(super) level: Level,
    pub(super) code: &'a str,
    pub(super) message: String,
    /// The file, if it is known.
    pub(super) file: Option<&'a str>,
    /// `line`, `column`, `offset`, `length`, `excerpt`, `caretColumn`, as far as they are there.
    pub(super) place: &'a Value,
    /// Lines below, each with its name.
    pub(super) notes: Vec<(String, String)>,
}

impl Level {
    fn word(self) -> (&'static str, Style) {
        match self {
            Self::Error => ("error", ERROR),
            Self::Warning => ("warning", WARNING),
        }
    }
}

impl Diagnostic<'_> {
    pub(super) fn render(&self) -> String {
        let (word, style) = self.level.word();
        let head = paint(style, format_args!("{word}[{}]", harmless(self.code)));
        let mut text = format!("{head}{}\n", paint(STRONG, format_args!(": {}", lines(&self.message, 2))));
        let line = self.place["line"].as_u64().map(|line| line.to_string());
        let margin = line.as_ref().map_or(1, String::len);
        if let Some(place) = self.position() {
            text.push_str(&format!("{:margin$}{} {place}\n", "", paint(FRAME, "-->")));
        }
        if let (Some(line), Some(excerpt)) = (line, self.place["excerpt"].as_str()) {
            text.push_str(&self.snippet(&line, excerpt, style));
        }
        for (name, note) in &self.notes {
            let sign = paint(FRAME, "=");
            let indent = margin + name.chars().count() + 5;
            text.push_str(&format!(
                "{:margin$} {sign} {}: {}\n",
                "",
                paint(STRONG, harmless(name)),
                lines(note, indent)
            ));
        }
        text
    }

    /// Line and column, or the byte where there are no lines, or the file alone.
    fn position(&self) -> Option<String> {
        let number = |name: &str| self.place[name].as_u64();
        let file = self.file.map(harmless);
        match (file, number("line"), number("column"), number("offset")) {
            (Some(file), Some(line), Some(column), _) => Some(format!("{file}:{line}:{column}")),
            (None, Some(line), Some(column), _) => Some(format!("line {line}, column {column}")),
            (Some(file), Some(line), None, _) => Some(format!("{file}:{line}")),
            (Some(file), _, _, Some(offset)) => Some(format!("{file}, byte {offset}")),
            (Some(file), ..) => Some(file),
            _ => None,
        }
    }

    fn snippet(&self, line: &str, excerpt: &str, style: Style) -> String {
        let number = |name: &str| self.place[name].as_u64().and_then(|number| usize::try_from(number).ok());
        let caret = number("caretColumn").or_else(|| number("column")).unwrap_or(1);
        let found = marked(excerpt, caret, number("length").unwrap_or(1));
        let bar = paint(FRAME, "|");
        let (empty, margin) = ("", line.len());
        format!(
            "{empty:margin$} {bar}\n{} {bar} {}\n{empty:margin$} {bar} {}\n",
            paint(FRAME, line),
            found.line,
            paint(style, found.marks),
        )
    }
}

/// A text of several lines, the further ones indented.
fn lines(text: &str, indent: usize) -> String {
    text.trim_end().lines().map(harmless).collect::<Vec<_>>().join(&format!("\n{:indent$}", ""))
}
