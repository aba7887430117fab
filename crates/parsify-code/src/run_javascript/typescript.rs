//! TypeScript becomes JavaScript in another module; places in errors come back to the text that was given.

use parsify_error::{ErrorKind, Failure};
use parsify_interface::{Context, Document, Request, passed_on};

use super::source_map::SourceMap;
use crate::code;
use crate::operations::Executed;

/// The text as JavaScript, and the way back.
pub(super) fn transpile(text: String, context: &dyn Context) -> Result<(String, Option<SourceMap>), Failure> {
    let modules = context.discover("transpile", "typescript");
    let Some(module) = modules.first() else {
        return Err(Failure::new(ErrorKind::Unsupported, code::LANGUAGE, "no module transpiles TypeScript")
            .with_hint("`lang-ecma` does"));
    };
    let request = Request::new("transpile")
        .with_document(Document::text("code", text))
        .with_param("language", "typescript")
        .with_param("sourceMap", true);
    let response = context.call(module, request).map_err(|failure| passed_on(module, failure))?;
    let map = response.document("map").and_then(Document::as_text).and_then(SourceMap::parse);
    let text = response.document("code").and_then(Document::as_text).unwrap_or_default().to_owned();
    Ok((text, map))
}

/// Sets the places of an error to those in the text that was given.
pub(super) fn bring_back(executed: &mut Executed, map: &SourceMap) {
    let Some(error) = &mut executed.error else { return };
    if let (Some(line), Some(column)) = (error.line, error.column)
        && let Some((line, column)) = map.source(line, column)
    {
        (error.line, error.column) = (Some(line), Some(column));
    }
    for frame in &mut error.stack {
        let Some((place, (line, column))) = place(frame) else { continue };
        if let Some((line, column)) = map.source(line, column) {
            frame.replace_range(place, &format!("{line}:{column}"));
        }
    }
}

/// Where the last `line:column` of a frame stands, and what it says.
pub(super) fn place(frame: &str) -> Option<(std::ops::Range<usize>, (u32, u32))> {
    let end = frame.trim_end_matches(')').len();
    let (rest, column) = frame[..end].rsplit_once(':')?;
    let start = rest.rfind(|letter: char| !letter.is_ascii_digit()).map_or(0, |at| at + 1);
    Some((start..end, (rest[start..].parse().ok()?, column.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_have_places() {
        assert_eq!(place("f (program.js:12:3)"), Some((14..18, (12, 3))));
        assert_eq!(place("native"), None);
        assert_eq!(place("a:b:c"), None);
    }
}
