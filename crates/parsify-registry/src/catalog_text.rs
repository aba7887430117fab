use serde_json::value::RawValue;

use crate::catalog_file::{Body, CatalogFile, Head, Module, ReadModule, schema};
use crate::{CatalogError, CatalogLimits, Entry, Place, Registry, RegistryError};

impl Registry {
    /// What a written catalog says of itself.
    pub const CATALOG_SCHEMA: &'static str = "parsify-catalog";
    /// The version of the form that is written, and the newest one that is read.
    pub const CATALOG_VERSION: u64 = 1;

    /// The whole catalog as JSON, for another process or machine: `{"schema": "parsify-catalog", "version": 1,
    /// "modules": [{"descriptor", "digest"?, "source"?, "mark"?}]}`. Equal catalogs give equal texts.
    ///
    /// ```
    /// use parsify_registry::Registry;
    ///
    /// let text = Registry::new().to_json();
    /// assert!(Registry::from_json(&text)?.is_empty());
    /// # Ok::<(), parsify_interface::Failure>(())
    /// ```
    ///
    /// # Panics
    ///
    /// Never: what a catalog holds can be written.
    #[must_use]
    pub fn to_json(&self) -> String {
        let modules = self.entries().map(Module::of).collect();
        let file = CatalogFile { schema: Self::CATALOG_SCHEMA, version: Self::CATALOG_VERSION, modules };
        let mut text = serde_json::to_string_pretty(&file).expect("every part has a form in JSON");
        text.push('\n');
        text
    }

    /// Reads what [`to_json`](Self::to_json) wrote, within the default [`CatalogLimits`].
    ///
    /// # Errors
    ///
    /// As [`from_json_within`](Self::from_json_within).
    pub fn from_json(text: &str) -> Result<Self, CatalogError> {
        Self::from_json_within(text, &CatalogLimits::default())
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    ///
    /// The text is too large, cut off, no catalog, or of a newer form; or an entry is too large, not valid, or stands
    /// twice. The error names line and column. There is never half a catalog.
    pub fn from_json_within(text: &str, limits: &CatalogLimits) -> Result<Self, CatalogError> {
        if text.len() > limits.text {
            return Err(CatalogError::TooLarge { bytes: text.len(), limit: limits.text });
        }
        let head: Head = serde_json::from_str(text).map_err(|error| syntax(&error))?;
        if head.schema != Self::CATALOG_SCHEMA {
            return Err(CatalogError::OtherSchema { found: head.schema.chars().take(80).collect() });
        }
        if head.version != Self::CATALOG_VERSION {
            return Err(CatalogError::OtherVersion { found: head.version });
        }
        let body: Body<'_> = serde_json::from_str(text).map_err(|error| syntax(&error))?;
        let mut registry = Self::new();
        for (index, raw) in body.modules.into_iter().enumerate() {
            registry.read_entry(text, index, raw, limits)?;
        }
        Ok(registry)
    }

    /// The JSON Schema of what [`to_json`](Self::to_json) writes, which is checked in as `catalog.schema.json`.
    #[must_use]
    pub fn catalog_schema() -> serde_json::Value {
        schema().to_value()
    }

    fn read_entry(
        &mut self,
        text: &str,
        index: usize,
        raw: &RawValue,
        limits: &CatalogLimits,
    ) -> Result<(), CatalogError> {
        // The entry is a part of the text, so the distance of their beginnings is its place.
        let offset = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let start = || Place::of_byte(text, offset);
        if raw.get().len() > limits.entry {
            let (bytes, limit) = (raw.get().len(), limits.entry);
            return Err(CatalogError::EntryTooLarge { index, place: start(), bytes, limit });
        }
        let module: ReadModule = serde_json::from_str(raw.get()).map_err(|error| {
            let place = start().within(Place::new(error.line(), error.column()));
            CatalogError::Entry { index, place, problem: problem(&error) }
        })?;
        let entry = Entry::from(module);
        let taken = self.find(entry.id().as_str(), entry.version());
        if let Some(taken) = taken.filter(|taken| taken.digest() == entry.digest()) {
            let source = Box::new(RegistryError::Duplicate {
                id: entry.id().clone(),
                version: entry.version().clone(),
                registered: taken.version().clone(),
            });
            return Err(CatalogError::Refused { index, place: start(), source });
        }
        let refused = |source| CatalogError::Refused { index, place: start(), source: Box::new(source) };
        self.register(entry).map(drop).map_err(refused)
    }
}

fn syntax(error: &serde_json::Error) -> CatalogError {
    CatalogError::Syntax { place: Place::new(error.line(), error.column()), problem: problem(error) }
}

/// Without the place, which is told apart.
fn problem(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let problem = text.strip_suffix(&place).unwrap_or(&text);
    // A hostile text may stand in the message.
    problem.chars().take(200).collect()
}
