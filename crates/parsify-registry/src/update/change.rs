use std::collections::BTreeSet;
use std::fmt;

use parsify_interface::{Capability, Descriptor, ModuleId, Operation, api_version};
use semver::Version;
use serde::Serialize;

use super::plan::is_compatible;

/// Something that an update changes for others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Change {
    /// The number itself says that callers will have to change: another major version, or another minor one of 0.
    Version {
        /// The version that is installed.
        from: Version,
        /// The new version.
        to: Version,
    },
    /// An operation is gone.
    OperationRemoved {
        /// The operation.
        operation: String,
    },
    /// An operation needs a document that it did not need.
    DocumentRequired {
        /// The operation.
        operation: String,
        /// The document.
        document: String,
    },
    /// An operation no longer takes a document.
    DocumentRemoved {
        /// The operation.
        operation: String,
        /// The document.
        document: String,
    },
    /// An operation needs a parameter that it did not need.
    ParamRequired {
        /// The operation.
        operation: String,
        /// The parameter.
        param: String,
    },
    /// It was built for a newer contract.
    ApiVersion {
        /// That of the installed version.
        from: Version,
        /// That of the new version.
        to: Version,
    },
    /// It wants to touch something more outside its sandbox.
    Capability {
        /// What it wants.
        capability: Capability,
    },
    /// It wants to pass on something more to a module that it calls.
    Grant {
        /// The module that it calls.
        dependency: ModuleId,
        /// What that module may use.
        capability: Capability,
    },
}

impl Change {
    /// True when callers may have to change.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        match self {
            Self::Capability { .. } | Self::Grant { .. } => false,
            Self::ApiVersion { to, .. } => *to > api_version(),
            _ => true,
        }
    }

    /// True when whoever granted something has to be asked again.
    #[must_use]
    pub const fn wants_more(&self) -> bool {
        matches!(self, Self::Capability { .. } | Self::Grant { .. })
    }

    pub(super) fn between(from: &Descriptor, to: &Descriptor) -> Vec<Self> {
        let mut changes = Vec::new();
        if !is_compatible(&from.version, &to.version) {
            changes.push(Self::Version { from: from.version.clone(), to: to.version.clone() });
        }
        for old in &from.operations {
            match to.operation(&old.name) {
                None => changes.push(Self::OperationRemoved { operation: old.name.clone() }),
                Some(new) => changes.extend(of_operation(old, new)),
            }
            let removed = old.aliases.iter().filter(|alias| to.operation(alias).is_none());
            changes.extend(removed.map(|alias| Self::OperationRemoved { operation: alias.clone() }));
        }
        if to.api_version > from.api_version {
            changes.push(Self::ApiVersion { from: from.api_version.clone(), to: to.api_version.clone() });
        }
        changes.extend(wanted(from, to));
        changes
    }
}

fn of_operation(old: &Operation, new: &Operation) -> Vec<Change> {
    let operation = || new.name.clone();
    let needed = |documents: &Operation, name: &str| {
        documents.documents.iter().any(|document| document.name == name && !document.optional)
    };
    let required = new.documents.iter().filter(|it| !it.optional && !needed(old, &it.name));
    let required = required.map(|it| Change::DocumentRequired { operation: operation(), document: it.name.clone() });
    let removed = old.documents.iter().filter(|it| new.documents.iter().all(|other| other.name != it.name));
    let removed = removed.map(|it| Change::DocumentRemoved { operation: operation(), document: it.name.clone() });
    let before = required_params(old);
    let params = required_params(new).into_iter().filter(|param| !before.contains(param));
    let params = params.map(|param| Change::ParamRequired { operation: operation(), param: param.to_owned() });
    required.chain(removed).chain(params).collect()
}

/// The keys that a schema's `required` lists.
fn required_params(operation: &Operation) -> BTreeSet<&str> {
    let listed = operation.params.get("required").and_then(|required| required.as_array());
    listed.into_iter().flatten().filter_map(|key| key.as_str()).collect()
}

fn wanted(from: &Descriptor, to: &Descriptor) -> Vec<Change> {
    let more = |old: &[Capability], new: &[Capability]| -> BTreeSet<Capability> {
        new.iter().filter(|capability| !old.contains(capability)).copied().collect()
    };
    let own = more(&from.capabilities, &to.capabilities).into_iter();
    let mut changes: Vec<_> = own.map(|capability| Change::Capability { capability }).collect();
    for new in &to.dependencies {
        let old = from.dependency(new.id.as_str()).map_or(&[][..], |old| &old.grants);
        let passed_on = more(old, &new.grants).into_iter();
        changes.extend(passed_on.map(|capability| Change::Grant { dependency: new.id.clone(), capability }));
    }
    changes
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version { from, to } => write!(f, "{to} promises no compatibility with {from}"),
            Self::OperationRemoved { operation } => write!(f, "the operation `{operation}` is gone"),
            Self::DocumentRequired { operation, document } => {
                write!(f, "`{operation}` needs the document `{document}`")
            }
            Self::DocumentRemoved { operation, document } => {
                write!(f, "`{operation}` no longer takes the document `{document}`")
            }
            Self::ParamRequired { operation, param } => write!(f, "`{operation}` needs the parameter `{param}`"),
            Self::ApiVersion { from, to } => write!(f, "it was built for version {to} of the contract, not {from}"),
            Self::Capability { capability } => write!(f, "it wants {capability}"),
            Self::Grant { dependency, capability } => write!(f, "it wants to let `{dependency}` use {capability}"),
        }
    }
}
