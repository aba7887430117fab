use std::fmt;
use std::io;
use std::path::PathBuf;

use parsify_interface::{ModuleId, serde_json};

/// Why fixtures cannot be used, or do not hold. [`Debug`](fmt::Debug) gives the same text as [`Display`](fmt::Display).
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum FixtureError {
    /// A file or folder cannot be read.
    #[error("{} cannot be read", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
    /// A file cannot be written.
    #[error("{} cannot be written", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
    /// A folder without any fixture: a test of nothing.
    #[error("{} holds no fixture; they are <operation>/<case>.txt", folder.display())]
    NoFixtures {
        /// The folder.
        folder: PathBuf,
    },
    /// A file or folder that stands where only fixtures do, and would be passed over.
    #[error("{} is no fixture; they are <operation>/<case>.txt", path.display())]
    Stray {
        /// The file or folder.
        path: PathBuf,
    },
    /// A file breaks a rule of the format.
    #[error("{}:{line}: {problem}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// The rule.
        problem: Problem,
    },
    /// A fixture cannot be written as a file.
    #[error("{} cannot hold this: {problem}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The rule.
        problem: Problem,
    },
    /// Operations that no fixture shows.
    #[error("`{module}` has operations without a fixture: {}", operations.join(", "))]
    Uncovered {
        /// The module.
        module: ModuleId,
        /// The operations.
        operations: Vec<String>,
    },
    /// Answers that are not the expected ones.
    #[error("{} of {total} fixtures do not hold; PARSIFY_BLESS=1 accepts what came\n\n{}", mismatches.len(), mismatches.join("\n"))]
    Mismatch {
        /// A text for each of them: which one, and the difference line by line.
        mismatches: Vec<String>,
        /// How many fixtures ran.
        total: usize,
    },
}

impl fmt::Debug for FixtureError {
    /// A test that unwraps shows this, and a difference is read line by line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A broken rule of the fixture format.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The comment is missing.
    #[error("the first lines must say what the case shows")]
    NoComment,
    /// A line of the comment would begin a section, or holds a carriage return.
    #[error("the comment holds a carriage return or a line that begins with `--- `")]
    Comment,
    /// A carriage return.
    #[error("a carriage return; line ends are LF, and a document that needs one is written `escaped`")]
    CarriageReturn,
    /// No section of that name.
    #[error("there is no section `{name}`")]
    UnknownSection {
        /// What stands there.
        name: String,
    },
    /// A section line that does not have the form of its section.
    #[error("the section line must be `--- {form}`")]
    Heading {
        /// The form.
        form: &'static str,
    },
    /// A section that can stand only once.
    #[error("the section `{section}` stands twice")]
    Repeated {
        /// Its name.
        section: &'static str,
    },
    /// A section of the request behind one of the answer.
    #[error("the section `{section}` belongs to the request and must stand before the answer")]
    Order {
        /// Its name.
        section: &'static str,
    },
    /// A response and a failure.
    #[error("the answer is either a response or a failure")]
    TwoAnswers,
    /// The content is not the JSON that the section wants.
    #[error("the section `{section}` does not hold what it should: {source}")]
    Json {
        /// Its name.
        section: &'static str,
        /// Where and why.
        #[source]
        source: serde_json::Error,
    },
    /// A binary document.
    #[error("the document `{}` is binary; fixtures hold text only", name.escape_debug())]
    Binary {
        /// The document.
        name: String,
    },
}
