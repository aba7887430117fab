//! The compliance test suite of RFC 9535, through the operation `query`.

use parsify_interface::Request;
use serde_json::{Value, json};

use super::{folder, report};
use crate::run::{read, run};

#[test]
fn jsonpath_compliance() {
    let Some(folder) = folder("jsonpath") else { return };
    let suite: Value = serde_json::from_slice(&read(&folder.join("cts.json"))).unwrap();
    let cases = suite["tests"].as_array().unwrap();
    let failed = cases.iter().filter(|case| !passes(case)).map(|case| case["name"].as_str().unwrap().to_owned());
    report("jsonpath", cases.len(), &failed.collect::<Vec<_>>(), &[]);
}

/// A case says what is selected, in one order or in any of several, or that the selector is invalid.
fn passes(case: &Value) -> bool {
    let invalid = case["invalid_selector"] == true;
    let document = case.get("document").unwrap_or(&Value::Null).to_string();
    let request = Request::new("query")
        .with_text("json", document)
        .with_param("expression", case["selector"].clone())
        .with_param("paths", true);
    let response = match run("json-query", request) {
        Ok(response) => response,
        Err(failure) => return invalid && failure.code() == "json.query-syntax",
    };
    let nodes: Value = serde_json::from_str(response.text().unwrap()).unwrap();
    let paths = &response.data["normalizedPaths"];
    let is = |nodes_key: &str, paths_key: &str| {
        case.get(nodes_key) == Some(&nodes) && case.get(paths_key).is_none_or(|it| it == paths)
    };
    let any = |nodes_key: &str, paths_key: &str| {
        let orders = case.get(nodes_key).and_then(Value::as_array).map_or(0, Vec::len);
        (0..orders)
            .any(|order| case[nodes_key][order] == nodes && case.get(paths_key).is_none_or(|it| it[order] == *paths))
    };
    !invalid
        && (is("result", "result_paths") || any("results", "results_paths"))
        && points(&document_of(case), &nodes, &response.data)
}

fn document_of(case: &Value) -> Value {
    case.get("document").cloned().unwrap_or(Value::Null)
}

/// The pointers that come with the nodes point to them.
fn points(document: &Value, nodes: &Value, data: &Value) -> bool {
    let pointers = data["paths"].as_array().unwrap();
    let found: Vec<_> = pointers.iter().map(|it| document.pointer(it.as_str().unwrap()).cloned()).collect();
    json!(found) == *nodes
}
