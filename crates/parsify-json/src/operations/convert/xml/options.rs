//! What is particular to XML.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of [`convert`](crate::convert()) for XML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[schemars(inline)]
#[non_exhaustive]
pub struct XmlOptions {
    /// The root element. Written, it is put around the document; read, a root element of this name is taken away. Without
    /// it, the only member of an object is the root element.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
    /// The elements of an array that has no name of its own: one in an array, or at the top.
    pub item: String,
    /// Elements that become arrays also where they stand once.
    pub arrays: Vec<String>,
    /// Whether text that is a number, `true` or `false` is one, or a string like any other: XML has no types.
    pub types: XmlTypes,
    /// What an empty element is.
    pub empty: XmlEmpty,
    /// Where text stands between elements, or elements of one name do not stand together, keep all in order as the array
    /// `#content`. Without it they are sorted by name, and a note says so.
    pub keep_order: bool,
    /// Begin with an XML declaration.
    pub declaration: bool,
}

impl Default for XmlOptions {
    fn default() -> Self {
        Self {
            root: None,
            item: "item".to_owned(),
            arrays: Vec::new(),
            types: XmlTypes::default(),
            empty: XmlEmpty::default(),
            keep_order: false,
            declaration: true,
        }
    }
}

/// What text may be. The default is a string.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum XmlTypes {
    /// All text is a string.
    #[default]
    Text,
    /// Text that is a number by the grammar of JSON, `true` or `false` is that.
    Infer,
}

/// What an empty element is. The default is an empty string.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum XmlEmpty {
    /// An empty string.
    #[default]
    Text,
    /// Null when it is one tag, `<a/>`; an empty string when it is two, `<a></a>`.
    Null,
}
