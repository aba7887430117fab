use std::path::{Path, PathBuf};

use parsify_interface::{Request, Value};

use crate::Answer;

/// One call and the answer that is expected. The crate's documentation shows the file format.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fixture {
    /// The file. Its folder names the operation, its stem the case.
    pub path: PathBuf,
    /// What the case shows.
    pub comment: String,
    /// The request.
    pub request: Request,
    /// The module's configuration; `null` when there is none.
    pub config: Value,
    /// The answer; `None` until it is blessed.
    pub expected: Option<Answer>,
}

impl Fixture {
    /// A fixture without documents, params and expectation for the file `<folder>/<operation>/<case>.txt`.
    pub fn new(path: impl Into<PathBuf>, comment: impl Into<String>) -> Self {
        let path = path.into();
        let request = Request::new(operation_of(&path));
        Self { path, comment: comment.into(), request, config: Value::Null, expected: None }
    }

    /// Operation and case, as messages name it: `format/nested`.
    #[must_use]
    pub fn label(&self) -> String {
        let case = self.path.file_stem().unwrap_or_default().to_string_lossy();
        format!("{}/{case}", self.request.operation)
    }
}

fn operation_of(path: &Path) -> String {
    path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned()
}
