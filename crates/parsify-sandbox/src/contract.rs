use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::{Version, api_version};
use wasmtime::Engine;
use wasmtime::component::Component;

use crate::scan::surface;

const PACKAGE: &str = "parsify:module/";
const OFFERED: [&str; 3] = ["types", "context", "modules"];

/// Reads the names of what a component imports and exports before anything is compiled, so that a module of another
/// contract costs next to nothing.
pub(crate) fn expect(component: &[u8]) -> Result<(), Failure> {
    let surface = surface(component);
    guest(&surface.imports, &surface.exports).map(drop)
}

/// The same of a component that was compiled, and the full name of the guest interface it exports.
pub(crate) fn check(engine: &Engine, component: &Component) -> Result<String, Failure> {
    let ty = component.component_type();
    let imports: Vec<_> = ty.imports(engine).map(|(name, _)| name).collect();
    let exports: Vec<_> = ty.exports(engine).map(|(name, _)| name).collect();
    guest(&imports, &exports).map(str::to_owned)
}

/// The guest interface among the exports, if everything else fits too.
fn guest<'a>(imports: &[&str], exports: &[&'a str]) -> Result<&'a str, Failure> {
    let foreign: Vec<_> = imports.iter().copied().filter(|name| !is_offered(name)).collect();
    if !foreign.is_empty() {
        return Err(foreign_imports(&foreign));
    }
    imports.iter().try_for_each(|name| check_version(name))?;
    let Some(guest) = exports.iter().copied().find(|name| interface(name) == Some("guest")) else {
        return Err(Failure::new(
            ErrorKind::Compatibility,
            code::SANDBOX_EXPORT,
            format!("the component is no Parsify module: it does not export `{PACKAGE}guest`"),
        )
        .with_hint("export the world `module` of the WIT package `parsify:module`, or use the `parsify-guest` crate"));
    };
    check_version(guest)?;
    Ok(guest)
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
