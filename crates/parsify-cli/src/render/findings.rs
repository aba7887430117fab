use parsify::serde_json::Value;

use super::diagnostic::{Diagnostic, Level};
use super::style::{ERROR, FAINT, GOOD, WARNING, paint};
use super::unit::count;

/// What a linter found, for people; `None` when the data is no such result.
pub(crate) fn findings(data: &Value, file: Option<&str>) -> Option<String> {
    let found = data["findings"].as_array()?;
    let number = |name: &str| data[name].as_u64().unwrap_or_default();
    let mut text: String = found.iter().map(|finding| diagnostic(finding, file).render() + "\n").collect();
    let (errors, warnings) = (number("errors") as usize, number("warnings") as usize);
    text.push_str(&file.map_or_else(String::new, |file| format!("{}: ", parsify::harmless(file))));
    text.push_str(&match (errors, warnings) {
        (0, 0) => paint(GOOD, "nothing found"),
        (0, warnings) => paint(WARNING, count(warnings, "warning")),
        (errors, 0) => paint(ERROR, count(errors, "error")),
        (errors, warnings) => {
            format!("{}, {}", paint(ERROR, count(errors, "error")), paint(WARNING, count(warnings, "warning")))
        }
    });
    for (number, what) in [(number("fixed"), "mended"), (number("omitted"), "more not shown")] {
        if number > 0 {
            text.push_str(&format!(", {number} {what}"));
        }
    }
    text.push('\n');
    match number("fixable") {
        0 => {}
        fixable => text.push_str(&paint(FAINT, format_args!("{fixable} can be mended with `--fix safe`\n"))),
    }
    Some(text)
}

fn diagnostic<'a>(finding: &'a Value, file: Option<&'a str>) -> Diagnostic<'a> {
    let note = |name: &str, value: &Value| value.as_str().map(|text| (name.to_owned(), text.to_owned()));
    let notes = [note("hint", &finding["hint"]), note("fix", &finding["fix"]["message"])];
    Diagnostic {
        level: if finding["severity"] == "error" { Level::Error } else { Level::Warning },
        code: finding["code"].as_str().unwrap_or("?"),
        message: finding["message"].as_str().unwrap_or("?").to_owned(),
        file,
        place: finding,
        notes: notes.into_iter().flatten().collect(),
    }
}
