use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{Version, api_version};
use wasmtime::Engine;
use wasmtime::component::Component;

const PACKAGE: &str = "parsify:module/";
const OFFERED: [&str; 3] = ["types", "context", "modules"];

/// Reads a component's imports and exports, without instantiating it, and gives the full name of the guest interface it
/// exports.
pub(crate) fn check(engine: &Engine, component: &Component) -> Result<String, Failure> {
    let ty = component.component_type();
    let foreign: Vec<_> = ty.imports(engine).map(|(name, _)| name).filter(|name| !is_offered(name)).collect();
    if !foreign.is_empty() {
        return Err(foreign_imports(&foreign));
    }
    for (name, _) in ty.imports(engine) {
        check_version(name)?;
    }
    let guest = ty.exports(engine).map(|(name, _)| name).find(|name| interface(name) == Some("guest"));
    let Some(guest) = guest else {
        return Err(Failure::new(
            ErrorKind::Compatibility,
            code::SANDBOX_EXPORT,
            format!("the component is no Parsify module: it does not export `{PACKAGE}guest`"),
        )
        .with_hint("export the world `module` of the WIT package `parsify:module`, or use the `parsify-guest` crate"));
    };
    check_version(guest)?;
    Ok(guest.to_owned())
}

/// The interface's name without package and version, if it is one of the contract's.
fn interface(name: &str) -> Option<&str> {
    let rest = name.strip_prefix(PACKAGE)?;
    Some(rest.split_once('@').map_or(rest, |(interface, _)| interface))
}

fn is_offered(name: &str) -> bool {
    interface(name).is_some_and(|interface| OFFERED.contains(&interface))
}

/// `1.0.3` and `1.1.0` link with `1.0.0` as far as they use what both have; another major version or a pre-release never.
fn check_version(name: &str) -> Result<(), Failure> {
    let host = api_version();
    let met = name.split_once('@').and_then(|(_, version)| Version::parse(version).ok());
    if met.as_ref().is_some_and(|version| version.major == host.major && version.pre.is_empty()) {
        return Ok(());
    }
    let met = met.map_or_else(|| "none".to_owned(), |version| version.to_string());
    Err(Failure::new(
        ErrorKind::Compatibility,
        code::SANDBOX_CONTRACT,
        format!("the module was built for version {met} of the contract, this host speaks {}.x", host.major),
    )
    .with_detail("met", met)
    .with_detail("supported", host.to_string())
    .with_hint("build the module against the WIT package of this host's version"))
}

fn foreign_imports(names: &[&str]) -> Failure {
    let failure = Failure::new(
        ErrorKind::Compatibility,
        code::SANDBOX_IMPORT,
        format!("the component imports what this host does not offer: {}", names.join(", ")),
    )
    .with_detail("imports", names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
    if names.iter().any(|name| name.starts_with("wasi:")) {
        failure
            .with_hint("build it without WASI: for `wasm32-unknown-unknown`, or with the stub option of its toolchain")
    } else {
        failure.with_hint(format!("a module may import {PACKAGE}{{{}}} and nothing else", OFFERED.join(", ")))
    }
}
