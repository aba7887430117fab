//! Queries, as `json-processor` offers them. What evaluates them is behind the feature `query`.

mod forward;
mod options;
mod result;

pub(crate) use forward::register;
pub use options::{QueryLanguage, QueryOptions, QueryOutput};
pub use result::QueryResult;
