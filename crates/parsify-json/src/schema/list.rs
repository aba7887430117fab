//! The list of errors, with places and hints.

use std::collections::{HashMap, HashSet};

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use parsify_error::{Detail, Details};
use serde_json::Value;

use super::explain::{hint, keyword, message, refused_members};
use super::places::{of_member, of_value};
use super::references::{Resource, Schemas};
use super::result::{SchemaError, SchemaPlace};
use crate::tree::{Located, Pointer, locate};

/// Branches of branches are followed so far.
const DEEPEST_BRANCH: usize = 32;

/// Collects errors; their places are looked up together at the end.
pub(super) struct Lister<'a> {
    source: &'a str,
    document: &'a Value,
    /// Missing where the schema is a meta-schema, which is no document of the call.
    schemas: Option<&'a Schemas<'a>>,
    detailed: bool,
    room: usize,
    found: Vec<Found>,
    /// Paths and messages, for a schema as the document.
    told: HashSet<(String, String)>,
    omitted: usize,
}

/// An error, and where its places are to be looked up.
struct Found {
    error: SchemaError,
    instance: Pointer,
    /// Whether the place is that of the member with its key.
    with_key: bool,
    schema: Option<Resource>,
}

impl<'a> Lister<'a> {
    pub(super) fn new(
        source: &'a str,
        document: &'a Value,
        schemas: &'a Schemas<'a>,
        detailed: bool,
        room: usize,
    ) -> Self {
        Self {
            source,
            document,
            schemas: Some(schemas),
            detailed,
            room,
            found: Vec::new(),
            told: HashSet::new(),
            omitted: 0,
        }
    }

    /// For a schema as the document.
    pub(super) fn for_check(source: &'a str, document: &'a Value, room: usize) -> Self {
        Self {
            source,
            document,
            schemas: None,
            detailed: false,
            room,
            found: Vec::new(),
            told: HashSet::new(),
            omitted: 0,
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(super) fn add(&mut self, error: &ValidationError<'_>) {
        self.add_within(error, None, 0);
    }

    fn add_within(&mut self, error: &ValidationError<'_>, within: Option<usize>, depth: usize) {
        if self.found.len() >= self.room {
            self.omitted += 1;
            return;
        }
        let index = self.found.len();
        let found = self.found(error, within);
        // Meta-schemas are made of several that say the same.
        let told = || (found.error.instance_path.clone(), found.error.message.clone());
        if self.schemas.is_none() && !self.told.insert(told()) {
            return;
        }
        self.found.push(found);
        let (Kind::AnyOf { context } | Kind::OneOfNotValid { context }) = error.kind() else { return };
        if self.detailed && depth < DEEPEST_BRANCH {
            context.iter().flatten().for_each(|inner| self.add_within(inner, Some(index), depth + 1));
        }
    }

    fn found(&self, error: &ValidationError<'_>, within: Option<usize>) -> Found {
        let instance_path = error.instance_path().as_str();
        let value = self.document.pointer(instance_path).unwrap_or(&Value::Null);
        let resource = self.schemas.and_then(|schemas| resource(schemas, error));
        let around = self.schemas.zip(resource.as_ref()).and_then(|(schemas, resource)| around(schemas, resource));
        let (instance, with_key) = pointed_at(error, instance_path, value);
        let schema_path = match &resource {
            Some(resource) => resource.pointer.to_string(),
            None => error.schema_path().as_str().to_owned(),
        };
        let evaluation_path = error.evaluation_path().as_str();
        Found {
            error: SchemaError {
                keyword: keyword(error),
                message: message(error, value),
                instance_path: instance_path.to_owned(),
                evaluation_path: (evaluation_path != schema_path).then(|| evaluation_path.to_owned()),
                schema_path,
                instance: None,
                schema: None,
                within,
                hint: hint(error, value, around).or_else(|| best_branch(error, self.detailed)),
            },
            instance,
            with_key,
            schema: resource,
        }
    }

    /// The errors, and how many there are beyond them.
    pub(super) fn finish(self) -> (Vec<SchemaError>, usize) {
        let Self { source, schemas, mut found, omitted, .. } = self;
        if found.is_empty() {
            return (Vec::new(), omitted);
        }
        let wanted: Vec<_> = found.iter().map(|found| found.instance.clone()).collect();
        for (found, located) in found.iter_mut().zip(locate(source, &wanted)) {
            let of = if found.with_key { of_member } else { of_value };
            found.error.instance = located.as_ref().map(of);
        }
        if let Some(schemas) = schemas {
            place_schemas(schemas, &mut found);
        }
        (found.into_iter().map(|found| found.error).collect(), omitted)
    }
}

/// A property that should not be there is what a reader looks for, not the object around it.
fn pointed_at(error: &ValidationError<'_>, instance_path: &str, value: &Value) -> (Pointer, bool) {
    let pointer: Pointer = instance_path.parse().unwrap_or_default();
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            match unexpected.first() {
                Some(name) => (pointer.child(name), true),
                None => (pointer, false),
            }
        }
        Kind::PropertyNames { error } => match error.instance().as_str() {
            Some(name) => (pointer.child(name), true),
            None => (pointer, false),
        },
        _ => match refused_members(error, value).and_then(|members| members.keys().next()) {
            Some(name) => (pointer.child(name), true),
            None => (pointer, false),
        },
    }
}

/// The keyword's place in the documents of the call.
///
/// The library says the URI of the schema that the keyword belongs to, and a path from the start of what it compiled:
/// the document, or a part with a URI of its own when a reference led there.
fn resource(schemas: &Schemas<'_>, error: &ValidationError<'_>) -> Option<Resource> {
    let path: Pointer = error.schema_path().as_str().parse().ok()?;
    let Some(uri) = error.absolute_keyword_location() else { return Some(Resource { document: 0, pointer: path }) };
    let resource = schemas.resource(uri.as_str())?;
    let pointer =
        if resource.pointer.holds(&path) { path } else { resource.pointer.tokens().chain(path.tokens()).collect() };
    Some(Resource { document: resource.document, pointer })
}

/// The schema object that the keyword stands in.
fn around<'s>(schemas: &'s Schemas<'_>, resource: &Resource) -> Option<&'s Value> {
    let pointer = resource.pointer.parent()?;
    schemas.value(&Resource { document: resource.document, pointer })
}

/// Of several branches, the one with the fewest errors, when it is one only.
fn best_branch(error: &ValidationError<'_>, detailed: bool) -> Option<String> {
    let (Kind::AnyOf { context } | Kind::OneOfNotValid { context }) = error.kind() else { return None };
    let fewest = context.iter().map(Vec::len).min()?;
    let mut best = context.iter().enumerate().filter(|(_, errors)| errors.len() == fewest);
    match (best.next(), best.next()) {
        (Some((index, _)), None) => {
            let problems = if fewest == 1 { "one problem".to_owned() } else { format!("{fewest} problems") };
            let way_out = if detailed { "" } else { "; `\"detail\": \"branches\"` says which" };
            Some(format!("branch {index}, counted from 0, is nearest: it has {problems}{way_out}"))
        }
        _ => None,
    }
}

fn place_schemas(schemas: &Schemas<'_>, found: &mut [Found]) {
    let mut wanted: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, found) in found.iter().enumerate() {
        if let Some(resource) = &found.schema {
            wanted.entry(resource.document).or_default().push(index);
        }
    }
    for (document, indices) in wanted {
        let Some(read) = schemas.documents.get(document) else { continue };
        let pointers = indices.iter().map(|&index| known(schemas, found[index].schema.as_ref())).collect::<Vec<_>>();
        for (index, located) in indices.into_iter().zip(locate(read.source, &pointers)) {
            found[index].error.schema = located.map(|located| schema_place(document, &located));
        }
    }
}

/// The longest part of the path that the document has: the library's paths may end in a part of a keyword's meaning.
fn known(schemas: &Schemas<'_>, resource: Option<&Resource>) -> Pointer {
    let Some(resource) = resource else { return Pointer::root() };
    let mut resource = resource.clone();
    while !resource.pointer.is_empty() && schemas.value(&resource).is_none() {
        resource.pointer.pop();
    }
    resource.pointer
}

fn schema_place(document: usize, located: &Located) -> SchemaPlace {
    let span = of_member(located);
    SchemaPlace {
        reference: document.checked_sub(1),
        line: span.line,
        column: span.column,
        offset: span.offset,
        length: span.length,
    }
}

/// An error as a detail of a failure.
pub(super) fn details(error: &SchemaError) -> Detail {
    let mut details = Details::new();
    let mut put = |name: &str, value: Detail| details.insert(name.to_owned(), value);
    put("keyword", error.keyword.as_str().into());
    put("message", error.message.as_str().into());
    put("instancePath", error.instance_path.as_str().into());
    put("schemaPath", error.schema_path.as_str().into());
    if let Some(span) = error.instance {
        put("line", span.line.into());
        put("column", span.column.into());
        put("offset", span.offset.into());
        put("length", span.length.into());
    }
    if let Some(hint) = &error.hint {
        put("hint", hint.as_str().into());
    }
    Detail::Map(details)
}
