use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of `detect-language`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[non_exhaustive]
pub struct DetectOptions {
    /// The name of the file the text is from; its ending says most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
}
