//! What is run, and in which form the answer comes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Indent;
use crate::operations::{QueryLanguage, QueryOptions, QueryOutput};

/// Options of the operation `jq`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct JqOptions {
    /// The program.
    #[schemars(example = &".items | map(.price) | add")]
    pub expression: String,
    /// How the results are written: "array" (all as one JSON array; the default), "lines" (one per line) or "single" (the
    /// one result alone; an error unless there is exactly one).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "QueryOutput")]
    pub results: Option<QueryOutput>,
    /// Give the paths of the results in the data, as JSON Pointers. The program must be a path expression.
    #[serde(default)]
    pub paths: bool,
    /// Stop after the first result.
    #[serde(default)]
    pub first: bool,
    /// Stop after so many results; the data then says `truncated`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// Variables of the program, by name without `$`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub variables: Map<String, Value>,
    /// Indentation per level: 0 to 16 spaces, "tab", or "none". Not used with "lines".
    #[serde(default)]
    pub indent: Indent,
    /// Most results; more are an error. `limit` cuts off instead.
    #[serde(default = "default_max_results")]
    #[schemars(range(min = 1, max = 1_000_000_000_u64))]
    pub max_results: usize,
}

fn default_max_results() -> usize {
    JqOptions::new("").max_results
}

impl JqOptions {
    /// The default options for a program.
    #[must_use]
    pub fn new(expression: impl Into<String>) -> Self {
        let QueryOptions { expression, results, paths, first, limit, variables, indent, max_results, .. } =
            QueryOptions::new(QueryLanguage::Jq, expression);
        Self { expression, results, paths, first, limit, variables, indent, max_results }
    }

    /// The same as options of any language.
    pub(in crate::query) fn as_query(&self) -> QueryOptions {
        let mut options = QueryOptions::new(QueryLanguage::Jq, self.expression.as_str());
        options.results = self.results;
        options.paths = self.paths;
        options.first = self.first;
        options.limit = self.limit;
        options.variables = self.variables.clone();
        options.indent = self.indent;
        options.max_results = self.max_results;
        options
    }
}
