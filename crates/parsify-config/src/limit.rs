//! Which key is which limit.

use parsify_interface::{LimitOverrides, Limits};

use crate::find::child;
use crate::kind::Kind;
use crate::tree::{LIMITS, Node};
use crate::value::Value;

/// Where a limit stands in the overrides.
pub(crate) type Field = fn(&mut LimitOverrides) -> &mut Option<u64>;

pub(crate) const FIELDS: [(&str, Field); 10] = [
    ("deadline", |limits| &mut limits.deadline_ms),
    ("grace", |limits| &mut limits.grace_ms),
    ("memory", |limits| &mut limits.memory),
    ("table-elements", |limits| &mut limits.table_elements),
    ("output", |limits| &mut limits.output),
    ("log-bytes", |limits| &mut limits.log_bytes),
    ("log-lines", |limits| &mut limits.log_lines),
    ("host-calls", |limits| &mut limits.host_calls),
    ("call-depth", |limits| &mut limits.call_depth),
    ("module-calls", |limits| &mut limits.module_calls),
];

/// The key of a limit of a scope (`defaults`, `modules.json-processor`).
pub(crate) fn limit_key(scope: &str, limit: &str) -> String {
    format!("{scope}.limits.{limit}")
}

/// Every limit with its name, as the value of its key.
pub(crate) fn values(limits: Limits) -> impl Iterator<Item = (&'static str, Value)> {
    let mut all = LimitOverrides::from(limits);
    FIELDS.into_iter().filter_map(move |(name, field)| {
        let number = (*field(&mut all))?;
        Some((
            name,
            match child(&[LIMITS], name) {
                Some(Node::Leaf(Kind::Time { .. })) => Value::Millis(number),
                Some(Node::Leaf(Kind::Size { .. })) => Value::Bytes(number),
                _ => Value::Count(number),
            },
        ))
    })
}
