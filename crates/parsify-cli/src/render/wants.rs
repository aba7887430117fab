use parsify::Grants;
use parsify::install::Wants;

/// What a module wants, in words: ``clock; through `http-client`: network``. Empty when it wants nothing.
pub(super) fn wants(wants: &Wants) -> String {
    let own = (!wants.grants.is_empty()).then(|| list(&wants.grants));
    let edges = wants.edges.iter().map(|(id, grants)| format!("through `{id}`: {}", list(grants)));
    own.into_iter().chain(edges).collect::<Vec<_>>().join("; ")
}

fn list(grants: &Grants) -> String {
    grants.iter().map(|capability| capability.to_string()).collect::<Vec<_>>().join(", ")
}
