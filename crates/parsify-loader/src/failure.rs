//! How the loader's errors look to the layers above.

use parsify_error::{ErrorKind, Failure, code};

use crate::error::shown;
use crate::provenance::printable;
use crate::{Found, LoaderError, Provenance};

impl From<LoaderError> for Failure {
    fn from(error: LoaderError) -> Self {
        let message = error.to_string();
        let failure = |kind, code| Self::new(kind, code, message);
        match error {
            LoaderError::Missing { path, nearest } => {
                let failure = failure(ErrorKind::NotFound, code::LOADER_MISSING).with_detail("path", shown(&path));
                match did_you_mean(&nearest) {
                    Some(hint) => failure.with_detail("nearest", nearest).with_hint(hint),
                    None => failure.with_hint("check the path"),
                }
            }
            LoaderError::IsFolder { path } => failure(ErrorKind::NotFound, code::LOADER_READ)
                .with_detail("path", shown(&path))
                .with_hint("name a `.wasm` file inside it, or load it as a folder"),
            LoaderError::NotRegular { path } => failure(ErrorKind::NotFound, code::LOADER_READ)
                .with_detail("path", shown(&path))
                .with_hint("copy its content into a regular file first"),
            LoaderError::NotAFolder { path } => failure(ErrorKind::NotFound, code::LOADER_READ)
                .with_detail("path", shown(&path))
                .with_hint("name the folder it lies in, or load it as a file"),
            LoaderError::Read { path, source } => failure(ErrorKind::NotFound, code::LOADER_READ)
                .with_detail("path", shown(&path))
                .with_detail("reason", source.to_string())
                .with_hint("check that this user may read it")
                .with_source(source),
            LoaderError::NotText { path } => failure(ErrorKind::Integrity, code::LOADER_READ)
                .with_detail("path", shown(&path))
                .with_hint("write the catalog again, as JSON in UTF-8, or remove it"),
            LoaderError::CatalogTooLarge { path, limit } => failure(ErrorKind::Limit, code::LOADER_TOO_LARGE)
                .with_detail("path", shown(&path))
                .with_detail("limitBytes", limit)
                .with_hint("split the folder of modules, or remove the catalog"),
            LoaderError::Empty { origin } => located(failure(ErrorKind::Compilation, code::LOADER_EMPTY), &origin)
                .with_hint("build or download the module again"),
            LoaderError::TooLarge { origin, limit } => {
                located(failure(ErrorKind::Limit, code::LOADER_TOO_LARGE), &origin)
                    .with_detail("limitBytes", limit)
                    .with_hint("raise the limit for artifacts, or build the module for size and strip its names")
            }
            LoaderError::CoreModule { origin } => {
                located(failure(ErrorKind::Compilation, code::LOADER_CORE_MODULE), &origin).with_hint(
                    "turn it into a component: `cargo xtask build-modules` for modules of this workspace, \
                     `wasm-tools component new` for others",
                )
            }
            LoaderError::OtherVersion { origin, version, layer } => {
                located(failure(ErrorKind::Compatibility, code::LOADER_NOT_WASM), &origin)
                    .with_detail("version", version)
                    .with_detail("layer", layer)
                    .with_hint("build the module again as a component of version 13, layer 1")
            }
            LoaderError::NotWasm { origin, found } => {
                located(failure(ErrorKind::Compilation, code::LOADER_NOT_WASM), &origin)
                    .with_detail("found", found.name())
                    .with_hint(way_out(found))
            }
            LoaderError::Digest { origin, expected, actual } => {
                located(failure(ErrorKind::Integrity, code::LOADER_DIGEST), &origin)
                    .with_detail("expected", expected.to_string())
                    .with_detail("actual", actual.to_string())
                    .with_hint("get the module again from its origin, or correct the promised digest")
            }
        }
    }
}

fn located(failure: Failure, origin: &Provenance) -> Failure {
    failure.with_detail("source", origin.kind()).with_detail("location", printable(&origin.location()))
}

fn did_you_mean(names: &[String]) -> Option<String> {
    let names: Vec<_> = names.iter().map(|name| format!("`{}`", printable(name))).collect();
    (!names.is_empty()).then(|| format!("did you mean {}?", names.join(" or ")))
}

fn way_out(found: Found) -> &'static str {
    match found {
        Found::Truncated | Found::Html => "download or build the module again",
        Found::WasmText => "text is not taken: turn it into a binary with `wasm-tools parse`",
        Found::NativeCode => "precompiled code is never taken: name the WebAssembly component it was made from",
        Found::Gzip | Found::Zip => "unpack it first",
        Found::Text | Found::Unknown => "name a WebAssembly component, usually a `.wasm` file",
    }
}
