use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use parsify_interface::{Descriptor, ModuleId, Version};
use serde::Serialize;

use crate::language::language;

/// Which module does which operation for which language: by language and operation, from what modules say of themselves.
///
/// ```
/// use parsify_code::{Matrix, router::CodeProcessor};
/// use parsify_interface::Processor;
///
/// // It does nothing itself.
/// assert!(Matrix::new([CodeProcessor.describe()]).languages.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Matrix {
    /// By the id of the language, then by the name of the operation.
    pub languages: BTreeMap<String, BTreeMap<String, Cell>>,
}

/// Who does an operation for a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Cell {
    /// The module.
    pub module: ModuleId,
    /// Its version.
    pub version: Version,
    /// The libraries that do the work in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub libraries: Vec<String>,
}

impl Matrix {
    /// The matrix of some modules. Where two offer the same, the first by id counts, as for `code-processor`.
    pub fn new<D: Borrow<Descriptor>>(modules: impl IntoIterator<Item = D>) -> Self {
        let mut languages: BTreeMap<String, BTreeMap<String, Cell>> = BTreeMap::new();
        for module in modules {
            let module = module.borrow();
            for operation in &module.operations {
                for language in &operation.languages {
                    let cells = languages.entry(language.clone()).or_default();
                    let cell = Cell {
                        module: module.id.clone(),
                        version: module.version.clone(),
                        libraries: operation.libraries.clone(),
                    };
                    match cells.get(&operation.name) {
                        Some(other) if other.module <= cell.module => {}
                        _ => {
                            cells.insert(operation.name.clone(), cell);
                        }
                    }
                }
            }
        }
        Self { languages }
    }

    /// All operations that any language has.
    #[must_use]
    pub fn operations(&self) -> BTreeSet<&str> {
        self.languages.values().flat_map(BTreeMap::keys).map(String::as_str).collect()
    }

    /// The matrix as a table of Markdown: a row for each operation, a column for each language, and the libraries in the
    /// cells.
    #[must_use]
    pub fn markdown(&self) -> String {
        let name = |id: &str| language(id).map_or_else(|| id.to_owned(), |language| language.name.to_owned());
        let names: Vec<_> = self.languages.keys().map(|id| name(id)).collect();
        let mut text = format!("| operation | {} |\n|---{}|\n", names.join(" | "), "|---".repeat(names.len()));
        for operation in self.operations() {
            let cells = self.languages.values().map(|cells| match cells.get(operation) {
                None => "–".to_owned(),
                Some(cell) if cell.libraries.is_empty() => format!("`{}`", cell.module),
                Some(cell) => cell.libraries.join(", "),
            });
            text.push_str(&format!("| `{operation}` | {} |\n", cells.collect::<Vec<_>>().join(" | ")));
        }
        text
    }
}
