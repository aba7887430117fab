//! The test documents of JSON5, by their endings: `.json` and `.json5` are JSON5, `.js` and `.txt` are none.

use std::path::{Path, PathBuf};

use parsify_interface::{Document, Request};

use super::strict::collect;
use super::{folder, report};
use crate::run::{read, run};

/// What the suite judges otherwise.
const EXCEPTIONS: &[(&str, &str)] = &[];

#[test]
fn json5_is_read() {
    let Some(folder) = folder("json5") else { return };
    let mut files: Vec<PathBuf> = Vec::new();
    collect(&folder, &mut files);
    let failed = files.iter().filter(|file| !is_judged_rightly(file));
    let name = |file: &PathBuf| file.strip_prefix(&folder).unwrap().display().to_string();
    report("json5", files.len(), &failed.map(name).collect::<Vec<_>>(), EXCEPTIONS);
}

fn is_judged_rightly(file: &Path) -> bool {
    let request = Request::new("convert").with_param("from", "json5").with_param("to", "json");
    let request = request.with_document(Document::binary("document", read(file)));
    let is_json5 = file.extension().is_some_and(|it| it == "json" || it == "json5");
    run("json-processor", request).is_ok() == is_json5
}
