//! From a core module to a component that carries its metadata and keeps the contract.

use anyhow::{Context as _, Result, anyhow, bail};
use wasm_metadata::{AddMetadata, AddMetadataField, Authors, Description, Homepage, Licenses, Source, Version};
use wasmparser::{Parser, Payload};
use wit_component::{ComponentEncoder, DecodedWasm};

use super::guest::Facts;

/// The package whose interfaces a guest may import.
const PACKAGE: &str = "parsify:module/";
/// The interface a guest must export, without its version: the host decides which versions it takes.
const GUEST: &str = "parsify:module/guest@";

/// Makes the component. The error names the guest only through its caller.
pub(crate) fn component(core: &[u8], facts: &Facts) -> Result<Vec<u8>> {
    let bytes = ComponentEncoder::default()
        .validate(true)
        .module(core)
        .and_then(|mut encoder| encoder.encode())
        .map_err(|error| anyhow!("{error:#}"))
        .context("the core module cannot become a component; does the guest call `export_module!`?")?;
    let (imports, exports) = world(&bytes)?;
    keeps_contract(&imports, &exports)?;
    metadata(facts)?.to_wasm(&bytes).map_err(|error| anyhow!("{error:#}")).context("could not add the metadata")
}

/// Checks that an instance starts with the memory its manifest says: some other setting may have reached the linker too.
pub(crate) fn starts_with(core: &[u8], bytes: u64) -> Result<()> {
    const PAGE: u64 = 64 * 1024;
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(core) {
        if let Payload::MemorySection(memories) = payload.context("the core module cannot be read")? {
            for memory in memories {
                found.push(memory.context("the core module's memory cannot be read")?.initial.saturating_mul(PAGE));
            }
        }
    }
    if found != [bytes] {
        bail!(
            "the core module starts with memories of {found:?} bytes, but must have one of {bytes}, as `memory` in \
             [package.metadata.parsify] says; does a build script or a configuration of cargo pass linker arguments?"
        );
    }
    Ok(())
}

fn metadata(facts: &Facts) -> Result<AddMetadata> {
    let mut add = AddMetadata::default();
    add.name = AddMetadataField::Set(facts.name.clone());
    add.version = AddMetadataField::Set(Version::new(facts.version.clone()));
    if !facts.authors.is_empty() {
        add.authors = AddMetadataField::Set(Authors::new(facts.authors.join(", ")));
    }
    if let Some(text) = &facts.description {
        add.description = AddMetadataField::Set(Description::new(text.clone()));
    }
    if let Some(text) = &facts.license {
        add.licenses = AddMetadataField::Set(read("license", text, Licenses::new(text))?);
    }
    if let Some(text) = &facts.homepage {
        add.homepage = AddMetadataField::Set(read("homepage", text, Homepage::new(text))?);
    }
    if let Some(text) = &facts.source {
        add.source = AddMetadataField::Set(read("repository", text, Source::new(text))?);
    }
    Ok(add)
}

fn read<T, E: std::fmt::Display>(key: &str, text: &str, value: Result<T, E>) -> Result<T> {
    value.map_err(|error| anyhow!("`{key} = \"{text}\"` in its manifest cannot be used as metadata: {error:#}"))
}

fn world(component: &[u8]) -> Result<(Vec<String>, Vec<String>)> {
    let decoded =
        wit_component::decode(component).map_err(|error| anyhow!("could not read the component: {error:#}"))?;
    let DecodedWasm::Component(resolve, world) = decoded else {
        bail!("what came out is a WIT package, not a component");
    };
    let world = resolve.worlds.get(world).context("the component names a world it does not contain")?;
    let names = |key| resolve.name_world_key(key);
    Ok((world.imports.keys().map(names).collect(), world.exports.keys().map(names).collect()))
}

fn keeps_contract(imports: &[String], exports: &[String]) -> Result<()> {
    let foreign: Vec<&str> = imports.iter().filter(|name| !name.starts_with(PACKAGE)).map(String::as_str).collect();
    if !foreign.is_empty() {
        bail!(
            "the component imports {}, but a guest may import {PACKAGE}* only; \
             a dependency probably wants a clock, randomness or JavaScript: switch that feature off",
            foreign.join(", ")
        );
    }
    if !exports.iter().any(|name| name.starts_with(GUEST)) {
        let met = if exports.is_empty() { "nothing".to_owned() } else { exports.join(", ") };
        bail!("the component exports {met}, but must export {GUEST}VERSION; does the guest call `export_module!`?");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_contract_is_our_imports_and_the_guest_export() {
        let imports = names(&["parsify:module/context@1.0.0", "parsify:module/types@1.0.0"]);
        keeps_contract(&imports, &names(&["parsify:module/guest@1.0.0"])).unwrap();
        keeps_contract(&[], &names(&["parsify:module/guest@2.1.0"])).unwrap();
    }

    #[test]
    fn foreign_imports_are_named() {
        let imports = names(&["parsify:module/context@1.0.0", "wasi:clocks/wall-clock@0.2.0", "run"]);
        let error = keeps_contract(&imports, &names(&["parsify:module/guest@1.0.0"])).unwrap_err().to_string();
        assert!(error.contains("imports wasi:clocks/wall-clock@0.2.0, run,"), "{error}");
    }

    #[test]
    fn a_missing_export_names_what_is_there() {
        let error = keeps_contract(&[], &names(&["parsify:module/guests@1.0.0"])).unwrap_err().to_string();
        assert!(error.contains("exports parsify:module/guests@1.0.0, but must export"), "{error}");
        assert!(keeps_contract(&[], &[]).unwrap_err().to_string().contains("exports nothing"));
    }

    #[test]
    fn the_memory_is_the_declared_one() {
        // A memory section of 3 bytes: one memory, without a maximum, of 16 pages.
        let core = b"\0asm\x01\0\0\0\x05\x03\x01\0\x10";
        starts_with(core, 1_048_576).unwrap();
        let error = starts_with(core, 2_097_152).unwrap_err().to_string();
        assert!(error.contains("[1048576] bytes, but must have one of 2097152"), "{error}");
        assert!(starts_with(b"\0asm\x01\0\0\0", 1_048_576).unwrap_err().to_string().contains("memories of []"));
        assert!(starts_with(b"not wasm", 1_048_576).is_err());
    }

    #[test]
    fn bytes_that_are_no_module_are_refused() {
        assert!(component(b"not wasm", &Facts::default()).is_err());
        let empty_module = b"\0asm\x01\0\0\0";
        let error = format!("{:#}", component(empty_module, &Facts::default()).unwrap_err());
        assert!(error.contains("export_module!"), "{error}");
    }

    #[test]
    fn a_licence_that_is_none_is_named_with_its_key() {
        let facts = Facts { license: Some("as you like".into()), ..Facts::default() };
        let error = metadata(&facts).unwrap_err().to_string();
        assert!(error.contains("`license = \"as you like\"`"), "{error}");
    }
}
