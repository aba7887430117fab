use parsify::serde_json::Value;

use super::diagnostic::{Diagnostic, Level};
use super::failure::words;
use super::style::{ERROR, FAINT, GOOD, paint};
use super::unit::count;

/// The result of a validation for people; `None` when the data is no such result.
pub(crate) fn validation(data: &Value, file: Option<&str>) -> Option<String> {
    let valid = data["valid"].as_bool()?;
    // Against a schema: data of its own, or a part of that of the syntax.
    let is_schema_alone = data["errors"].is_array() && data["draft"].is_string();
    if !is_schema_alone && !data["problems"].is_array() {
        return None;
    }
    let schema = if is_schema_alone { data } else { &data["schema"] };
    let (problems, warnings, errors) = (list(data, "problems"), list(data, "warnings"), list(schema, "errors"));
    let omitted = |data: &Value| data["omitted"].as_u64().unwrap_or_default();
    let omitted = omitted(data) + if is_schema_alone { 0 } else { omitted(schema) };
    let problems_told = problems.iter().map(|problem| diagnostic(Level::Error, problem, file));
    let errors_told = errors.iter().map(|error| misfit(error, file));
    let warnings_told = warnings.iter().map(|warning| diagnostic(Level::Warning, warning, file));
    let told = problems_told.chain(errors_told).chain(warnings_told);
    let mut text: String = told.map(|diagnostic| diagnostic.render() + "\n").collect();
    text.push_str(&verdict(valid, problems.len() + errors.len(), warnings.len(), omitted, file));
    let Value::Object(statistics) = &data["statistics"] else { return Some(text) };
    // What is not there needs no mention.
    let numbers = statistics.iter().filter(|(_, value)| value.as_u64() != Some(0));
    let numbers: Vec<_> = numbers.map(|(name, value)| format!("{} {value}", words(name))).collect();
    text.push_str(&paint(FAINT, numbers.join(", ")));
    text.push('\n');
    Some(text)
}

fn list<'d>(data: &'d Value, name: &str) -> &'d [Value] {
    data[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A part of a document that does not fit a part of a schema.
fn misfit<'a>(error: &'a Value, file: Option<&'a str>) -> Diagnostic<'a> {
    let text = |name: &str| error[name].as_str().filter(|text| !text.is_empty());
    let mut notes = Vec::new();
    notes.extend(text("instancePath").map(|path| ("at".to_owned(), path.to_owned())));
    if let Some(path) = text("schemaPath") {
        let place = &error["schema"];
        let place = place["line"].as_u64().zip(place["column"].as_u64());
        let place = place.map_or_else(String::new, |(line, column)| format!(" (line {line}, column {column})"));
        notes.push(("schema".to_owned(), format!("{path}{place}")));
    }
    notes.extend(text("hint").map(|hint| ("hint".to_owned(), hint.to_owned())));
    Diagnostic {
        level: Level::Error,
        code: text("keyword").unwrap_or("?"),
        message: text("message").unwrap_or("?").to_owned(),
        file,
        place: &error["instance"],
        notes,
    }
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

fn verdict(valid: bool, problems: usize, warnings: usize, omitted: u64, file: Option<&str>) -> String {
    let what = match (valid, problems) {
        (true, _) => paint(GOOD, "valid"),
        (false, 0) => paint(ERROR, "not valid"),
        (false, problems) => paint(ERROR, count(problems, "problem")),
    };
    let mut text = file.map_or_else(String::new, |file| format!("{}: ", parsify::harmless(file)));
    text.push_str(&what);
    if warnings > 0 {
        text.push_str(&format!(", {}", count(warnings, "warning")));
    }
    if omitted > 0 {
        text.push_str(&format!(", {omitted} more not shown"));
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use parsify::serde_json::json;

    use super::*;

    #[test]
    fn what_does_not_fit_a_schema_is_told() {
        let error = json!({
            "keyword": "type", "message": "`\"7\"` is a string, not an integer", "hint": "without its quotes, 7 is an integer",
            "instancePath": "/id", "instance": { "line": 1, "column": 7, "offset": 6, "length": 3 },
            "schemaPath": "/properties/id/type", "schema": { "line": 2, "column": 9, "offset": 30, "length": 9 },
        });
        let schema = json!({ "valid": false, "draft": "2020-12", "errors": [error], "omitted": 2 });
        let told = "error[type]: `\"7\"` is a string, not an integer\n --> a.json:1:7\n  = at: /id\n  \
            = schema: /properties/id/type (line 2, column 9)\n  = hint: without its quotes, 7 is an integer\n\n\
            a.json: 1 problem, 2 more not shown\n";
        assert_eq!(plain(&validation(&schema, Some("a.json")).unwrap()), told);
        let both = json!({ "valid": false, "problems": [], "warnings": [], "omitted": 0, "schema": schema });
        assert_eq!(plain(&validation(&both, Some("a.json")).unwrap()), told);
    }

    #[test]
    fn a_verdict_alone_is_no_list_of_nothing() {
        let flag = json!({ "valid": false, "draft": "7", "errors": [], "omitted": 0 });
        assert_eq!(plain(&validation(&flag, None).unwrap()), "not valid\n");
        assert_eq!(validation(&json!({ "valid": true, "errors": [] }), None), None);
        assert_eq!(validation(&json!({ "problems": [] }), None), None);
    }

    /// Without colours.
    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }
}
