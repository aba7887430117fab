//! A small module: `upper` gives a document, `count` data, and either may fail.

use std::fs;
use std::path::Path;

use parsify_interface::{
    Context, Data, Document, DocumentSpec, ErrorKind, Failure, JsonSchema, ModuleInfo, NoParams, Operation, Operations,
    Response, Text, module_info,
};

#[derive(serde::Deserialize, JsonSchema)]
#[schemars(crate = "parsify_interface::schemars")]
#[serde(deny_unknown_fields)]
struct CountOptions {
    letter: char,
}

pub(crate) fn sample() -> Operations {
    let info: ModuleInfo = module_info!(id: "sample", category: "text");
    Operations::new(info).with("upper", "Writes in capitals", upper, on_text).with(
        "count",
        "Counts a letter",
        count,
        on_text,
    )
}

fn on_text(operation: Operation) -> Operation {
    operation.with_document(DocumentSpec::new("text", "text/plain", "The text"))
}

fn upper(text: Text, _: NoParams, context: &dyn Context) -> Result<Response, Failure> {
    let suffix = context.config()["suffix"].as_str().unwrap_or_default().to_owned();
    let document = Document::text("text", text.to_uppercase() + &suffix).with_media_type("text/plain");
    let warnings = if text.is_empty() { vec!["the text is empty".to_owned()] } else { Vec::new() };
    Ok(Response { documents: vec![document], warnings, ..Response::default() })
}

fn count(text: Text, options: CountOptions, _: &dyn Context) -> Result<Data<usize>, Failure> {
    if !options.letter.is_alphabetic() {
        return Err(Failure::new(ErrorKind::Input, "sample.letter", "this is no letter")
            .with_detail("letter", options.letter.to_string())
            .with_detail("position", -1_i32)
            .with_detail("limit", 7_i32)
            .with_hint("take a letter"));
    }
    Ok(Data(text.matches(options.letter).count()))
}

/// Fixtures that hold, by path below a folder.
pub(crate) const HOLDING: &[(&str, &str)] = &[
    (
        "upper/word.txt",
        "A word.\n--- config\n{\"suffix\": \"!\"}\n--- document text\nabc\n\
         --- response-document text text/plain\nABC!\n",
    ),
    (
        "upper/empty.txt",
        "Nothing.\n--- document text\n\n--- response-document text text/plain\n\n--- warnings\n[\"the text is empty\"]\n",
    ),
    ("count/some.txt", "Counts.\n--- params\n{\"letter\": \"a\"}\n--- document text\nbanana\n--- data\n3\n"),
    (
        "count/no-letter.txt",
        "Refuses what is no letter.\n--- params\n{\"letter\": \"1\"}\n--- document text\nx\n--- failure\n\
         {\"kind\": \"input\", \"code\": \"sample.letter\", \"message\": \"this is no letter\",\n\
         \"details\": {\"letter\": \"1\", \"position\": -1, \"limit\": 7}, \"hints\": [\"take a letter\"]}\n",
    ),
];

pub(crate) fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

pub(crate) fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
