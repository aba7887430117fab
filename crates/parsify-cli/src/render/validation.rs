use parsify::serde_json::Value;

use super::diagnostic::{Diagnostic, Level};
use super::failure::words;
use super::style::{ERROR, FAINT, GOOD, paint};
use super::unit::count;

/// The result of a validation for people; `None` when the data is no such result.
pub(crate) fn validation(data: &Value, file: Option<&str>) -> Option<String> {
    let valid = data["valid"].as_bool()?;
    let problems = data["problems"].as_array()?;
    let warnings = data["warnings"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut text = String::new();
    for (level, problems) in [(Level::Error, problems.as_slice()), (Level::Warning, warnings)] {
        for problem in problems {
            text.push_str(&diagnostic(level, problem, file).render());
            text.push('\n');
        }
    }
    let Value::Object(statistics) = &data["statistics"] else {
        return Some(text + &verdict(valid, problems.len(), warnings.len(), data, file));
    };
    text.push_str(&verdict(valid, problems.len(), warnings.len(), data, file));
    // What is not there needs no mention.
    let numbers = statistics.iter().filter(|(_, value)| value.as_u64() != Some(0));
    let numbers: Vec<_> = numbers.map(|(name, value)| format!("{} {value}", words(name))).collect();
    text.push_str(&paint(FAINT, numbers.join(", ")));
    text.push('\n');
    Some(text)
}

fn diagnostic<'a>(level: Level, problem: &'a Value, file: Option<&'a str>) -> Diagnostic<'a> {
    let hint = problem["hint"].as_str().map(|hint| ("hint".to_owned(), hint.to_owned()));
    let related = &problem["related"];
    let related = related["line"].as_u64().map(|line| {
        ("see also".to_owned(), format!("line {line}, column {}", related["column"].as_u64().unwrap_or(1)))
    });
    Diagnostic {
        level,
        code: problem["code"].as_str().unwrap_or("?"),
        message: problem["message"].as_str().unwrap_or("?").to_owned(),
        file,
        place: problem,
        // A hint says where the other place is.
        notes: hint.or(related).into_iter().collect(),
    }
}

fn verdict(valid: bool, problems: usize, warnings: usize, data: &Value, file: Option<&str>) -> String {
    let what = if valid { paint(GOOD, "valid") } else { paint(ERROR, count(problems, "problem")) };
    let mut text = file.map_or_else(String::new, |file| format!("{}: ", parsify::harmless(file)));
    text.push_str(&what);
    if warnings > 0 {
        text.push_str(&format!(", {}", count(warnings, "warning")));
    }
    match data["omitted"].as_u64() {
        None | Some(0) => {}
        Some(omitted) => text.push_str(&format!(", {omitted} more not shown")),
    }
    text + "\n"
}
