//! The test documents of RFC 8785 (JSON Canonicalization Scheme): each has its canonical form beside it.

use std::path::PathBuf;

use parsify_interface::{Document, Request};

use super::strict::collect;
use super::{folder, report};
use crate::run::{read, run};

#[test]
fn documents_become_canonical() {
    let Some(folder) = folder("canonicalization") else { return };
    let (input, output) = (folder.join("testdata/input"), folder.join("testdata/output"));
    let mut files: Vec<PathBuf> = Vec::new();
    collect(&input, &mut files);
    let is_right = |file: &PathBuf| {
        let expected = read(&output.join(file.file_name().unwrap()));
        // What is canonical stays as it is.
        canonical(read(file)) == Some(expected.clone()) && canonical(expected.clone()) == Some(expected)
    };
    let failed = files.iter().filter(|file| !is_right(file)).map(|file| file.display().to_string());
    report("canonicalization (RFC 8785)", files.len(), &failed.collect::<Vec<_>>(), &[]);
}

fn canonical(document: Vec<u8>) -> Option<Vec<u8>> {
    let request = Request::new("canonicalize").with_document(Document::binary("json", document));
    let response = run("json-processor", request).ok()?;
    Some(response.documents[0].as_text()?.as_bytes().to_vec())
}
