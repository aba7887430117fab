//! A diff as a fragment of HTML.

use super::hunks::{Hunk, Line};
use super::result::Differences;
use super::text::summary;
use super::unified::header;

/// A `div` of the class `json-diff`: a line that counts, and a `pre` for each hunk with `del` and `ins` for what differs.
/// Everything from the documents is escaped.
pub(super) fn html(differences: &Differences, hunks: &[Hunk<'_>]) -> String {
    let mut html = format!("<div class=\"json-diff\">\n<p>{}</p>\n", summary(differences));
    for hunk in hunks {
        html.push_str(&format!("<pre class=\"hunk\" title=\"{}\">", header(hunk)));
        for line in &hunk.lines {
            match line {
                Line::Kept(line) => push(&mut html, ("<span>  ", line, "</span>\n")),
                Line::Removed(line) => push(&mut html, ("<del>- ", line, "</del>\n")),
                Line::Added(line) => push(&mut html, ("<ins>+ ", line, "</ins>\n")),
            }
        }
        html.push_str("</pre>\n");
    }
    html.push_str("</div>\n");
    html
}

fn push(html: &mut String, (open, line, close): (&str, &str, &str)) {
    html.push_str(open);
    for character in line.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html.push_str(close);
}
