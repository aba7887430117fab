//! Changes to a project's `parsify.toml` that leave everything else as it is: comments, order, spaces.

use std::path::Path;

use parsify_interface::{ModuleId, VersionReq};
use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use crate::places::Places;
use crate::toml_text::BYTE_ORDER_MARK;
use crate::{ConfigError, Layer, Problem};

const DEPENDENCIES: &str = "dependencies";

/// Adds a dependency to the text of a `parsify.toml`, or changes which versions of it will do. All else stays as it is,
/// comments too. `path` is what the file is called in messages.
///
/// # Errors
///
/// What is wrong with the text as it is: it is read as by [`Layer::from_toml`] first.
///
/// ```
/// use parsify_config::add_dependency;
/// use parsify_interface::ModuleId;
///
/// let text = "[dependencies]\n# for the report\ntext-tools = \"^1\" # any\n";
/// let id = ModuleId::from_static("json-processor");
/// let text = add_dependency("parsify.toml", text, &id, &"^0.1".parse().unwrap())?;
/// assert_eq!(text, "[dependencies]\n# for the report\ntext-tools = \"^1\" # any\njson-processor = \"^0.1\"\n");
/// # Ok::<(), parsify_config::ConfigError>(())
/// ```
pub fn add_dependency(
    path: impl AsRef<Path>,
    text: &str,
    id: &ModuleId,
    requirement: &VersionReq,
) -> Result<String, ConfigError> {
    let mut document = document(path.as_ref(), text)?;
    let dependencies = document.entry(DEPENDENCIES).or_insert_with(|| Item::Table(Table::new()));
    // It was read as a table a moment ago.
    if let Some(table) = dependencies.as_table_like_mut() {
        set(table, id.as_str(), &requirement.to_string());
    }
    Ok(written(&document, text))
}

/// Takes a dependency out of the text of a `parsify.toml`; `None` when it is not there. All else stays as it is; comments in
/// the line of the dependency and right above it go with it.
///
/// # Errors
///
/// What is wrong with the text as it is.
///
/// ```
/// use parsify_config::remove_dependency;
/// use parsify_interface::ModuleId;
///
/// let text = "[dependencies]\njson-processor = \"^0.1\"\ntext-tools = \"^1\"\n";
/// let id = ModuleId::from_static("json-processor");
/// let without = remove_dependency("parsify.toml", text, &id)?.unwrap();
/// assert_eq!(without, "[dependencies]\ntext-tools = \"^1\"\n");
/// assert_eq!(remove_dependency("parsify.toml", &without, &id)?, None);
/// # Ok::<(), parsify_config::ConfigError>(())
/// ```
pub fn remove_dependency(path: impl AsRef<Path>, text: &str, id: &ModuleId) -> Result<Option<String>, ConfigError> {
    let mut document = document(path.as_ref(), text)?;
    let table = document.get_mut(DEPENDENCIES).and_then(Item::as_table_like_mut);
    let removed = table.and_then(|table| table.remove(id.as_str()));
    Ok(removed.map(|_| written(&document, text)))
}

fn document(path: &Path, text: &str) -> Result<DocumentMut, ConfigError> {
    Layer::from_toml(path, text)?;
    text.parse().map_err(|error: toml_edit::TomlError| {
        let offset = error.span().map_or(0, |span| span.start);
        let places = Places::new(path.to_string_lossy().into_owned(), text);
        ConfigError::without_key(places.at(offset), Problem::Syntax { reason: error.message().to_owned() })
    })
}

/// A dependency that says more than its version keeps what else it says.
fn set(table: &mut dyn TableLike, id: &str, requirement: &str) {
    match table.get_mut(id) {
        None => {
            table.insert(id, toml_edit::value(requirement));
        }
        Some(item) => match item.as_table_like_mut() {
            Some(entry) => replace(entry.entry("version").or_insert(Item::None), requirement),
            None => replace(item, requirement),
        },
    }
}

/// With the comments and spaces around it.
fn replace(item: &mut Item, requirement: &str) {
    let mut value = Value::from(requirement);
    if let Some(old) = item.as_value() {
        *value.decor_mut() = old.decor().clone();
    }
    *item = Item::Value(value);
}

/// The editor writes line feeds only, and no byte order mark. Where lines end in both ways, they end in the one way after.
fn written(document: &DocumentMut, before: &str) -> String {
    let mut text = document.to_string();
    let feeds = before.matches('\n').count();
    if feeds > 0 && before.matches("\r\n").count() == feeds {
        text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    if before.starts_with(BYTE_ORDER_MARK) {
        text.insert(0, BYTE_ORDER_MARK);
    }
    text
}
