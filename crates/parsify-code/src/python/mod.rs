//! Python. Everything is ruff's work.

mod format;
mod highlight;
mod lint;
mod module;
mod rules;
mod validate;

pub use format::format;
pub use highlight::highlight;
pub use lint::lint;
pub use module::LangPython;
pub use validate::validate;

/// Its id.
pub(crate) const ID: &str = "python";
/// Its name for people.
pub(crate) const NAME: &str = "Python";

/// A range of ruff's as one of bytes.
fn bytes(range: ruff_text_size::TextRange) -> std::ops::Range<usize> {
    range.start().to_usize()..range.end().to_usize()
}
