use parsify_error::Failure;
use parsify_interface::{Document, FromDocuments, Text};

/// The text of a document.
///
/// # Errors
///
/// It is no UTF-8, with the offset of the first byte that is none.
pub(crate) fn source_text(document: Document) -> Result<String, Failure> {
    Ok(Text::from_documents(&mut vec![vec![document]].into_iter())?.into_string())
}
