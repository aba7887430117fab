use std::collections::BTreeSet;

use parsify_error::{ErrorKind, Failure, code};
use schemars::JsonSchema;
use semver::{Version, VersionReq};
use serde::{Deserialize, Serialize};

use crate::{Capability, Grants, ModuleId, Operation, api_version};

/// What a module is and offers. Its JSON form is what `describe` returns; its schema is checked in beside this crate
/// (`descriptor.schema.json`).
///
/// Unknown keys are ignored, so that a newer module's description can be read by an older host.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Descriptor {
    /// Its id (`json-processor`).
    pub id: ModuleId,
    /// Its name for people (`JSON processor`).
    pub name: String,
    /// Its version.
    #[schemars(with = "String")]
    pub version: Version,
    /// The version of the contract it was built for.
    #[schemars(with = "String")]
    pub api_version: Version,
    /// What it does, in one line.
    pub summary: String,
    /// One word to group modules by (`json`, `text`, `code`).
    pub category: String,
    /// Further words to find it by (`formatter`), each like a category.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Its licence as an SPDX expression, or "" when unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub license: String,
    /// Modules it calls.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dependencies: Vec<Dependency>,
    /// What it does.
    pub operations: Vec<Operation>,
    /// What it wants to touch outside its sandbox.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub capabilities: Vec<Capability>,
    /// What it is known not to do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limitations: Vec<String>,
}

/// Another module that a module calls.
///
/// ```
/// use parsify_interface::{Capability, Dependency, ModuleId};
///
/// let id = ModuleId::from_static("clock-tools");
/// let dependency = Dependency::new(id, "^1.2".parse().unwrap()).optional().with_grant(Capability::Clock);
/// assert!(dependency.optional && dependency.grants.contains(&Capability::Clock));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Dependency {
    /// Its id.
    pub id: ModuleId,
    /// The versions that will do.
    #[schemars(with = "String")]
    pub version: VersionReq,
    /// The module works without it, with less to offer.
    #[serde(default)]
    pub optional: bool,
    /// What of its own grants the other module may use when this one calls it. Nothing by default, and never more than
    /// was granted to the other module itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Capability>,
}

impl Dependency {
    /// A module that must be there.
    #[must_use]
    pub fn new(id: ModuleId, version: VersionReq) -> Self {
        Self { id, version, optional: false, grants: Vec::new() }
    }

    /// A module that must be there, as its caller's author writes it down: `Dependency::from_static("text-tools", "^0.1")`.
    ///
    /// # Panics
    ///
    /// If either text is not well-formed: a mistake of the author, found by the first test.
    #[must_use]
    pub fn from_static(id: &'static str, requirement: &'static str) -> Self {
        let version = requirement.parse().unwrap_or_else(|error| panic!("requirement `{requirement}`: {error}"));
        Self::new(ModuleId::from_static(id), version)
    }

    /// The same, but the module works without it.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Lets the other module use one of its own grants when this one calls it.
    #[must_use]
    pub fn with_grant(mut self, capability: Capability) -> Self {
        self.grants.push(capability);
        self
    }
}

/// What is wrong with a descriptor. One value names the place and the rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct InvalidDescriptor {
    /// Where, as a path (`operations[0].name`).
    pub place: String,
    /// Which rule is broken.
    pub problem: String,
}

impl Descriptor {
    /// The dependency of that id.
    #[must_use]
    pub fn dependency(&self, id: &str) -> Option<&Dependency> {
        self.dependencies.iter().find(|dependency| dependency.id.as_str() == id)
    }

    /// True when the module may call other ones at all.
    #[must_use]
    pub fn calls_modules(&self) -> bool {
        !self.dependencies.is_empty() || self.capabilities.contains(&Capability::Modules)
    }

    /// The operation that answers to that name.
    #[must_use]
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.answers_to(name))
    }

    /// Checks that everything the module wants to touch is granted.
    ///
    /// # Errors
    ///
    /// Kind `Permission`, code `module.grant`: the first capability that is wanted and not granted.
    pub fn check_grants(&self, grants: &Grants) -> Result<(), Failure> {
        let missing = self.capabilities.iter().find(|&&wanted| !grants.allows(wanted));
        let Some(wanted) = missing else { return Ok(()) };
        Err(Failure::new(ErrorKind::Permission, code::MODULE_GRANT, format!("the module needs the grant `{wanted}`"))
            .with_detail("capability", wanted.to_string())
            .with_hint("grant it for this call, if you trust the module with it"))
    }

    /// Every format and language of every operation, sorted, once each.
    #[must_use]
    pub fn subjects(&self) -> BTreeSet<&str> {
        self.operations
            .iter()
            .flat_map(|operation| operation.formats.iter().chain(&operation.languages))
            .map(String::as_str)
            .collect()
    }

    /// Parses the JSON text that `describe` returned, and [validates](Self::validate) it.
    ///
    /// # Errors
    ///
    /// Kind `Compatibility`: the text is no descriptor, with the place in it.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let refuse = |problem: String| {
            Failure::new(
                ErrorKind::Compatibility,
                code::SANDBOX_DESCRIPTOR,
                format!("the descriptor is not valid: {problem}"),
            )
            .with_hint("`describe` must give a descriptor as its schema, `descriptor.schema.json`, has it")
        };
        let descriptor: Self = serde_json::from_str(text).map_err(|error| refuse(error.to_string()))?;
        descriptor.validate().map_err(|error| refuse(error.to_string()))?;
        Ok(descriptor)
    }

    /// Checks what the types cannot: names, duplicates, the contract version, the form of the schemas.
    ///
    /// # Errors
    ///
    /// The first broken rule, with its place.
    pub fn validate(&self) -> Result<(), InvalidDescriptor> {
        let host = api_version();
        // `1.1` adds functions only and a host cannot know which of them a guest uses: the component's imports tell.
        if self.api_version.major != host.major || !self.api_version.pre.is_empty() {
            return Err(broken("apiVersion", format!("this host speaks {host}, the module {}", self.api_version)));
        }
        line("name", &self.name, 100)?;
        line("summary", &self.summary, 300)?;
        word("category", &self.category)?;
        for (index, tag) in self.tags.iter().enumerate() {
            word(&format!("tags[{index}]"), tag)?;
        }
        unique("tags", self.tags.iter().map(String::as_str))?;
        if self.operations.is_empty() {
            return Err(broken("operations", "a module offers at least one operation"));
        }
        let names =
            self.operations.iter().flat_map(|operation| std::iter::once(&operation.name).chain(&operation.aliases));
        unique("operations", names.map(String::as_str))?;
        for (index, operation) in self.operations.iter().enumerate() {
            validate_operation(&format!("operations[{index}]"), operation)?;
        }
        unique("dependencies", self.dependencies.iter().map(|dependency| dependency.id.as_str()))?;
        if self.dependencies.iter().any(|dependency| dependency.id == self.id) {
            return Err(broken("dependencies", "a module cannot depend on itself"));
        }
        Ok(())
    }
}

fn validate_operation(place: &str, operation: &Operation) -> Result<(), InvalidDescriptor> {
    word(&format!("{place}.name"), &operation.name)?;
    line(&format!("{place}.summary"), &operation.summary, 300)?;
    for (index, alias) in operation.aliases.iter().enumerate() {
        name(&format!("{place}.aliases[{index}]"), alias)?;
    }
    unique(&format!("{place}.documents"), operation.documents.iter().map(|document| document.name.as_str()))?;
    for (index, document) in operation.documents.iter().enumerate() {
        let place = format!("{place}.documents[{index}].name");
        name(&place, &document.name)?;
        // In the dynamic form a document's name and the word `options` share one JSON object.
        if document.name == "options" {
            return Err(broken(&place, "`options` is taken: it names the params"));
        }
    }
    let is_object_schema = operation.params.get("type").is_some_and(|kind| kind == "object");
    if !is_object_schema {
        return Err(broken(&format!("{place}.params"), "the schema must have `\"type\": \"object\"`"));
    }
    for (index, subject) in operation.formats.iter().chain(&operation.languages).enumerate() {
        line(&format!("{place}.formats[{index}]"), subject, 40)?;
    }
    Ok(())
}

fn broken(place: &str, problem: impl Into<String>) -> InvalidDescriptor {
    InvalidDescriptor { place: place.to_owned(), problem: problem.into() }
}

fn line(place: &str, text: &str, longest: usize) -> Result<(), InvalidDescriptor> {
    if text.trim().is_empty() {
        return Err(broken(place, "it is empty"));
    }
    if text.chars().count() > longest {
        return Err(broken(place, format!("it is longer than {longest} characters")));
    }
    if text.chars().any(char::is_control) {
        return Err(broken(place, "it holds control characters"));
    }
    Ok(())
}

fn name(place: &str, text: &str) -> Result<(), InvalidDescriptor> {
    let well_formed = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if text.is_empty() || !well_formed {
        return Err(broken(place, "a name is made of letters, digits and hyphens"));
    }
    Ok(())
}

fn word(place: &str, text: &str) -> Result<(), InvalidDescriptor> {
    // The grammar of ids serves for every name that may become a part of a command or a metric.
    ModuleId::new(text)
        .map(drop)
        .map_err(|_| broken(place, format!("`{}` is no word of a-z, 0-9 and single hyphens", text.escape_debug())))
}

fn unique<'a>(place: &str, names: impl Iterator<Item = &'a str>) -> Result<(), InvalidDescriptor> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(broken(place, format!("`{}` stands twice", name.escape_debug())));
        }
    }
    Ok(())
}
