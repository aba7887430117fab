//! json-patch-tests: JSON Patch (RFC 6902).

use parsify_interface::Request;
use parsify_json::tree::{Object, Value, parse};

use super::{folder, report};
use crate::run::{read, run};

/// Cases that the suite has switched off, but whose outcome is beyond doubt.
const CERTAIN: [&str; 3] = ["A.13 Invalid JSON Patch Document", "Toplevel scalar values OK?", "duplicate ops"];

#[test]
fn patches_are_applied() {
    let Some(folder) = folder("json-patch") else { return };
    for file in ["spec_tests.json", "tests.json"] {
        let source = String::from_utf8(read(&folder.join(file))).unwrap();
        let cases = parse(&source).unwrap();
        let cases: Vec<&Object<'_>> = cases.as_array().unwrap().iter().filter_map(Value::as_object).collect();
        let cases: Vec<_> = cases.into_iter().filter(|case| case.contains_key("patch") && is_certain(case)).collect();
        let failed: Vec<_> = cases.iter().filter(|case| !is_right(case)).map(|case| name(case)).collect();
        report(&format!("json-patch ({file})"), cases.len(), &failed, &[]);
    }
}

fn is_certain(case: &Object<'_>) -> bool {
    case.get("disabled").is_none() || CERTAIN.contains(&name(case).as_str())
}

fn name(case: &Object<'_>) -> String {
    let comment = case.get("comment").and_then(Value::as_str).map(std::borrow::Cow::into_owned);
    comment.unwrap_or_else(|| case.get("patch").unwrap().to_json())
}

fn is_right(case: &Object<'_>) -> bool {
    let text = |name: &str| case.get(name).unwrap().to_json();
    let request = Request::new("patch").with_text("json", text("doc")).with_text("patch", text("patch"));
    match run("json-processor", request) {
        Ok(response) => {
            let found = parse(response.documents[0].as_text().unwrap()).unwrap();
            // A case without either only tests.
            !case.contains_key("error") && case.get("expected").is_none_or(|expected| expected.same(&found))
        }
        Err(failure) => case.contains_key("error") && failure.code().starts_with("patch."),
    }
}
