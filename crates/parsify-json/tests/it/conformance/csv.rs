//! csv-spectrum: tables as arrays of objects.

use parsify_interface::{Document, Request};
use serde_json::json;

use super::{folder, report};
use crate::run::{read, run};

const TABLES: [&str; 11] = [
    "comma_in_quotes",
    "empty",
    "empty_crlf",
    "escaped_quotes",
    "json",
    "newlines",
    "newlines_crlf",
    "quotes_and_newlines",
    "simple",
    "simple_crlf",
    "utf8",
];

#[test]
fn tables_become_arrays_of_objects() {
    let Some(folder) = folder("csv") else { return };
    let is_right = |name: &str| {
        let csv = read(&folder.join("csvs").join(name).with_extension("csv"));
        let expected: serde_json::Value =
            serde_json::from_slice(&read(&folder.join("json").join(name).with_extension("json"))).unwrap();
        let params = [("from".to_owned(), json!("csv")), ("to".to_owned(), json!("json"))];
        let request = Request::new("convert")
            .with_document(Document::binary("document", csv))
            .with_params(params.into_iter().collect());
        let response = run("json-processor", request).unwrap();
        let found: serde_json::Value = serde_json::from_str(response.documents[0].as_text().unwrap()).unwrap();
        found == expected && response.data["notes"] == json!([])
    };
    let failed: Vec<String> = TABLES.iter().filter(|name| !is_right(name)).map(ToString::to_string).collect();
    report("csv-spectrum", TABLES.len(), &failed, &[]);
}
