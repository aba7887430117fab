use std::path::Path;

/// The media type that a file's name promises, or "" (IANA, media types).
pub(super) fn of(path: &Path) -> &'static str {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "json" | "webmanifest" => "application/json",
        "json5" => "application/json5",
        "jsonc" => "application/jsonc",
        "ndjson" | "jsonl" => "application/x-ndjson",
        "geojson" => "application/geo+json",
        "msgpack" | "mpk" => "application/vnd.msgpack",
        "cbor" => "application/cbor",
        "bson" => "application/bson",
        "js" | "mjs" | "cjs" => "text/javascript",
        "jsx" => "text/jsx",
        "ts" | "mts" | "cts" => "text/typescript",
        "tsx" => "text/tsx",
        "py" | "pyi" | "pyw" => "text/x-python",
        "css" => "text/css",
        "csv" => "text/csv",
        "tsv" | "tab" => "text/tab-separated-values",
        "ini" | "cfg" => "text/x-ini",
        "properties" => "text/x-java-properties",
        "html" | "htm" => "text/html",
        "md" => "text/markdown",
        "toml" => "application/toml",
        "txt" => "text/plain",
        "xml" | "xsd" | "xsl" | "xslt" | "svg" | "rss" | "atom" => "application/xml",
        "yaml" | "yml" => "application/yaml",
        // For modules of others: what the table of languages says.
        other => parsify::code_operations::LANGUAGES
            .iter()
            .find(|language| language.extensions.contains(&other))
            .and_then(|language| language.media_types.first().copied())
            .unwrap_or_default(),
    }
}
