//! XML 1.0: elements are members, attributes members with an `@`, text is `#text`.

mod attributes;
mod character;
mod element;
mod name;
mod options;
mod read;
mod reference;
mod scalar;
mod write;

pub use options::{XmlEmpty, XmlOptions, XmlTypes};
pub(super) use read::read;
pub(super) use write::write;

/// The member that holds the text of an element which has attributes or elements, too.
const TEXT: &str = "#text";
/// The member that holds text and elements in their order.
const CONTENT: &str = "#content";
/// What the member of an attribute begins with.
const ATTRIBUTE: char = '@';
