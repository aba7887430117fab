//! What the modules say of themselves, as text: guests bring it, and a host knows them by it before they are compiled.

/// The descriptor of `code-processor`, as JSON.
pub const CODE_PROCESSOR: &str = include_str!("descriptors/code-processor.json");
/// The descriptor of `lang-ecma`, as JSON.
pub const LANG_ECMA: &str = include_str!("descriptors/lang-ecma.json");
/// The descriptor of `lang-python`, as JSON.
pub const LANG_PYTHON: &str = include_str!("descriptors/lang-python.json");
/// The descriptor of `run-javascript`, as JSON.
pub const RUN_JAVASCRIPT: &str = include_str!("descriptors/run-javascript.json");
