use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use parsify::Capability;

/// Everything that can be granted, with what it means.
const ALL: [(Capability, &str); 6] = [
    (Capability::Files, "files"),
    (Capability::Network, "network connections"),
    (Capability::Environment, "environment variables"),
    (Capability::Clock, "the real time"),
    (Capability::Randomness, "real randomness"),
    (Capability::Modules, "calls of modules that are no declared dependencies"),
];

/// Reads the name of a capability. The names are known to clap, for its suggestions and for completion.
pub(super) fn capability() -> impl TypedValueParser<Value = Capability> {
    let names = ALL.map(|(capability, help)| PossibleValue::new(capability.to_string()).help(help));
    PossibleValuesParser::new(names).try_map(|name| {
        let found = ALL.iter().find(|(capability, _)| capability.to_string() == name);
        found.map(|(capability, _)| *capability).ok_or_else(|| format!("`{name}` is no capability"))
    })
}
