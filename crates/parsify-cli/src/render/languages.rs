use parsify::code_operations::Matrix;
use parsify::harmless;

use super::style::{STRONG, paint};
use super::table::table;

/// Languages, one below the other, each with its operations and who does them.
pub(crate) fn languages(matrix: &Matrix) -> String {
    if matrix.languages.is_empty() {
        return "no module names a language\n".to_owned();
    }
    let part = |(language, cells): (&String, &std::collections::BTreeMap<_, parsify::code_operations::Cell>)| {
        let rows: Vec<_> = cells
            .iter()
            .map(|(operation, cell): (&String, _)| {
                let libraries = cell.libraries.iter().map(|library| harmless(library)).collect::<Vec<_>>().join(", ");
                [format!("  {}", harmless(operation)), format!("{} {}", cell.module, cell.version), libraries]
            })
            .collect();
        format!("{}\n{}", paint(STRONG, harmless(language)), table(["  operation", "module", "libraries"], &rows))
    };
    matrix.languages.iter().map(part).collect::<Vec<_>>().join("\n")
}
