//! Tokens in HTML.

use super::event::Role;
use super::paint::Palette;
use super::writer::Frame;
use crate::comments::Spot;
use std::borrow::Cow;

const ROLES: [Role; 5] = [Role::Key, Role::String, Role::Number, Role::Boolean, Role::Null];
/// Those of documents that may have comments.
const COMMENTED: [Role; 6] =
    [Role::Key, Role::String, Role::Number, Role::Boolean, Role::Null, Role::Comment(Spot::Line)];

/// The opening tag of a token's element.
pub(super) const fn open(role: Role) -> &'static str {
    match role {
        Role::Key => "<span class=\"key\">",
        Role::String => "<span class=\"string\">",
        Role::Number => "<span class=\"number\">",
        Role::Boolean => "<span class=\"boolean\">",
        Role::Null => "<span class=\"null\">",
        Role::Comment(_) => "<span class=\"comment\">",
    }
}

pub(super) const CLOSE: &str = "</span>";

/// What stands around the whole document: an element with the theme as its class, and before it the style sheet.
pub fn prologue(theme: &str, palette: Option<&Palette>, frame: Frame) -> String {
    let roles: &[Role] = if frame == Frame::Jsonc { &COMMENTED } else { &ROLES };
    let sheet = palette.map(|palette| style_sheet(theme, palette, roles)).unwrap_or_default();
    format!("{sheet}<pre class=\"parsify-json {theme}\">")
}

/// What follows a document in HTML.
pub const EPILOGUE: &str = "</pre>";

fn style_sheet(theme: &str, palette: &Palette, roles: &[Role]) -> String {
    let whole = format!(".parsify-json.{theme} {{ color: {}; background: {}; }}\n", palette.text, palette.ground);
    let rule = |role: &Role| {
        let name = open(*role).split('"').nth(1).unwrap_or_default();
        format!(".parsify-json.{theme} .{name} {{ color: {}; }}\n", palette.of(*role).css)
    };
    format!("<style>\n{whole}{}</style>\n", roles.iter().map(rule).collect::<String>())
}

/// The text with the five characters replaced that mean something in elements and attributes.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '>', '&', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 32);
    for found in text.chars() {
        match found {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}
