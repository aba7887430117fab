//! The test documents of JSON5 as strict JSON: only those that end with `.json` are.

use std::fs;
use std::path::{Path, PathBuf};

use parsify_interface::{Document, Request};

use super::{folder, report};
use crate::run::{read, run};

#[test]
fn documents_of_other_dialects_are_told_apart() {
    let Some(folder) = folder("json5") else { return };
    let mut files = Vec::new();
    collect(&folder, &mut files);
    let failed = files.iter().filter(|file| !is_judged_rightly(file)).map(|file| file.display().to_string());
    report("json5 (as strict JSON)", files.len(), &failed.collect::<Vec<_>>(), &[]);
}

fn is_judged_rightly(file: &Path) -> bool {
    let request = Request::new("validate").with_document(Document::binary("json", read(file)));
    let response = run("json-processor", request).unwrap();
    response.data["valid"] == file.extension().is_some_and(|it| it == "json")
}

pub(crate) fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_case =
            path.extension().is_some_and(|it| ["json", "json5", "js", "txt"].iter().any(|known| it == *known));
        if path.is_dir() {
            collect(&path, files);
        } else if is_case {
            files.push(path);
        }
    }
}
