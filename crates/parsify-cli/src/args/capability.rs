use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use parsify::Capability;

/// Reads the name of a capability. The names are known to clap, for its suggestions and for completion.
pub(super) fn capability() -> impl TypedValueParser<Value = Capability> {
    let names = Capability::ALL.map(|capability| PossibleValue::new(capability.to_string()));
    PossibleValuesParser::new(names).try_map(|name| {
        let found = Capability::ALL.into_iter().find(|capability| capability.to_string() == name);
        found.ok_or_else(|| format!("`{name}` is no capability"))
    })
}
