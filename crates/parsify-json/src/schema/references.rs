//! The documents of a call as schemas with URIs: all that references may lead to.

use std::collections::HashMap;

use jsonschema::{Retrieve, Uri, uri};
use parsify_error::{ErrorKind, Failure};
use serde_json::{Map, Value};

use super::doubts::Doubts;
use super::options::SchemaOptions;
use super::read::read;
use super::unresolved::decoded;
use crate::code;
use crate::tree::Pointer;

/// Where a schema lies that does not say where: relative references find the keys of `references` by it.
pub(super) const BASE: &str = "parsify:///";

/// The deepest nesting of a schema. The validator's own work on a schema takes far more stack for a level than ours.
pub(super) const SCHEMA_DEPTH: usize = 128;

/// The schema and the documents handed in beside it.
pub(super) struct Schemas<'a> {
    /// The schema first.
    pub(super) documents: Vec<SchemaDocument<'a>>,
    /// What each URI names.
    resources: HashMap<String, Resource>,
    /// The URI of the schema.
    pub(super) base: Uri<String>,
}

/// One of them.
pub(super) struct SchemaDocument<'a> {
    pub(super) source: &'a str,
    pub(super) value: Value,
}

/// A document or a part of one that has a URI.
#[derive(Clone)]
pub(super) struct Resource {
    pub(super) document: usize,
    pub(super) pointer: Pointer,
}

impl<'a> Schemas<'a> {
    /// Reads the schema and what is handed in beside it; gives warnings too.
    pub(super) fn read(
        schema: &'a str,
        references: &[&'a str],
        options: &SchemaOptions,
    ) -> Result<(Self, Vec<String>), Failure> {
        let mut warnings = Vec::new();
        let mut documents = Vec::with_capacity(references.len() + 1);
        for (index, &source) in std::iter::once(&schema).chain(references).enumerate() {
            let name = name(index);
            let (value, doubts) = read(source, SCHEMA_DEPTH).map_err(|problem| in_document(problem.into(), index))?;
            warnings.extend(Doubts::warnings(&doubts, &name));
            documents.push(SchemaDocument { source, value });
        }
        let base = uri::from_str(BASE).map_err(|error| bad_uri(BASE, &error))?;
        let mut schemas = Self { documents, resources: HashMap::new(), base: base.clone() };
        let base = id(&schemas.documents[0].value).map_or(Ok(base.clone()), |id| resolve(&base, id))?;
        schemas.name(0, &base);
        schemas.base = base;
        schemas.name_references(options)?;
        Ok((schemas, warnings))
    }

    fn name_references(&mut self, options: &SchemaOptions) -> Result<(), Failure> {
        let base = self.base.clone();
        let mut said = vec![false; self.documents.len()];
        for (uri, &index) in &options.references {
            let document = index.checked_add(1).filter(|&document| document < self.documents.len());
            let document = document.ok_or_else(|| no_document(uri, index, self.documents.len() - 1))?;
            said[document] = true;
            let uri = resolve(&base, uri)?;
            self.name(document, &uri);
        }
        for (document, said) in said.into_iter().enumerate().skip(1) {
            match id(&self.documents[document].value).map(|id| resolve(&base, id)) {
                Some(uri) => self.name(document, &uri?),
                None if said => {}
                None => return Err(nameless(document)),
            }
        }
        Ok(())
    }

    /// Notes the URI of a document, and those of the parts that have one.
    fn name(&mut self, document: usize, uri: &Uri<String>) {
        let Self { documents, resources, .. } = self;
        if let Some(read) = documents.get(document) {
            let mut names = Names { resources, document, path: Vec::new() };
            names.put(uri);
            names.walk(&read.value, uri, true);
        }
    }

    /// The document, or part of one, with this URI, its fragment not counted.
    pub(super) fn resource(&self, uri: &str) -> Option<&Resource> {
        self.resources.get(without_fragment(uri))
    }

    pub(super) fn value(&self, resource: &Resource) -> Option<&Value> {
        self.documents.get(resource.document)?.value.pointer(&resource.pointer.to_string())
    }

    /// What a reference leads to.
    pub(super) fn target(&self, base: &str, reference: &str) -> Option<&Value> {
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let uri = if uri.is_empty() {
            base.to_owned()
        } else {
            let base = uri::from_str(base).ok()?;
            without_fragment(uri::resolve_against(&base.borrow(), uri).ok()?.as_str()).to_owned()
        };
        let fragment = decoded(fragment);
        if fragment.is_empty() || fragment.starts_with('/') {
            return self.value(self.resources.get(&uri)?)?.pointer(&fragment);
        }
        self.value(self.resources.get(&format!("{uri}#{fragment}"))?)
    }

    /// Hands out every object of every document, with the URI that references in it are relative to.
    pub(super) fn visit<'s>(&'s self, take: &mut impl FnMut(&str, &'s Map<String, Value>)) {
        let mut bases: Vec<_> = self.resources.iter().filter(|(uri, _)| !uri.contains('#')).collect();
        // Where a document has several URIs, the first one will do: all of them name it.
        bases.sort_by_key(|(uri, _)| *uri);
        for (document, read) in self.documents.iter().enumerate() {
            let is_base = |resource: &Resource| resource.document == document && resource.pointer.is_empty();
            let base = bases.iter().find(|(_, resource)| is_base(resource)).map(|(uri, _)| uri.as_str());
            visit(&read.value, base.unwrap_or(BASE), true, take);
        }
    }

    /// What answers the validator's questions for other schemas.
    pub(super) fn retriever(&self) -> HandedIn {
        let found = |resource: &Resource| self.value(resource).cloned();
        // The schema itself is known to the validator, and anchors are no documents.
        let is_other = |uri: &str, resource: &Resource| resource.document > 0 && !uri.contains('#');
        let others = self.resources.iter().filter(|(uri, resource)| is_other(uri, resource));
        HandedIn(others.filter_map(|(uri, resource)| Some((uri.clone(), found(resource)?))).collect())
    }
}

/// Calls itself no deeper than [`SCHEMA_DEPTH`].
fn visit<'s>(value: &'s Value, base: &str, is_root: bool, take: &mut impl FnMut(&str, &'s Map<String, Value>)) {
    match value {
        Value::Object(members) => {
            let own = if is_root { None } else { id(value) };
            let own = own.and_then(|id| uri::resolve_against(&uri::from_str(base).ok()?.borrow(), id).ok());
            let base = own.as_ref().map_or(base, |own| without_fragment(own.as_str()));
            take(base, members);
            members.values().for_each(|value| visit(value, base, false, take));
        }
        Value::Array(elements) => elements.iter().for_each(|value| visit(value, base, false, take)),
        _ => {}
    }
}

struct Names<'n> {
    resources: &'n mut HashMap<String, Resource>,
    document: usize,
    path: Vec<String>,
}

impl Names<'_> {
    fn put(&mut self, uri: &Uri<String>) {
        let resource = || Resource { document: self.document, pointer: self.path.iter().cloned().collect() };
        self.resources.entry(without_fragment(uri.as_str()).to_owned()).or_insert_with(resource);
    }

    /// Calls itself no deeper than [`SCHEMA_DEPTH`].
    fn walk(&mut self, value: &Value, base: &Uri<String>, is_root: bool) {
        let own = if is_root { None } else { id(value).and_then(|id| resolve(base, id).ok()) };
        if let Some(own) = &own {
            self.put(own);
        }
        let base = own.as_ref().unwrap_or(base);
        if let Some(anchor) = anchor(value) {
            let uri = format!("{}#{anchor}", without_fragment(base.as_str()));
            let resource = || Resource { document: self.document, pointer: self.path.iter().cloned().collect() };
            self.resources.entry(uri).or_insert_with(resource);
        }
        match value {
            Value::Object(members) => {
                for (key, value) in members.iter().filter(|(_, value)| value.is_object() || value.is_array()) {
                    self.path.push(key.clone());
                    self.walk(value, base, false);
                    self.path.pop();
                }
            }
            Value::Array(elements) => {
                for (index, value) in elements.iter().enumerate().filter(|(_, value)| value.is_object()) {
                    self.path.push(index.to_string());
                    self.walk(value, base, false);
                    self.path.pop();
                }
            }
            _ => {}
        }
    }
}

/// The documents handed in, by URI. There is no other way to a schema.
pub(super) struct HandedIn(HashMap<String, Value>);

impl Retrieve for HandedIn {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        self.0.get(without_fragment(uri.as_str())).cloned().ok_or_else(|| Box::new(NotHandedIn).into())
    }
}

/// Nobody handed a document in for a URI.
#[derive(Debug, thiserror::Error)]
#[error("no document with this URI was handed in")]
struct NotHandedIn;

/// What a schema says its URI is; `id` in draft 4. One that is only a fragment is an anchor.
fn id(schema: &Value) -> Option<&str> {
    let id = schema.get("$id").or_else(|| schema.get("id"))?.as_str()?;
    (!id.is_empty() && !id.starts_with('#')).then_some(id)
}

/// The name of a schema within its document; in drafts up to 7 an identifier that is only a fragment.
fn anchor(schema: &Value) -> Option<&str> {
    let named = schema.get("$anchor").or_else(|| schema.get("$dynamicAnchor")).and_then(Value::as_str);
    let id = || schema.get("$id").or_else(|| schema.get("id"))?.as_str()?.strip_prefix('#');
    named.or_else(id).filter(|name| !name.is_empty())
}

pub(super) fn without_fragment(uri: &str) -> &str {
    uri.split_once('#').map_or(uri, |(uri, _)| uri)
}

fn resolve(base: &Uri<String>, uri: &str) -> Result<Uri<String>, Failure> {
    uri::resolve_against(&base.borrow(), uri).map_err(|error| bad_uri(uri, &error))
}

/// What a document is called in sentences.
pub(super) fn name(document: usize) -> String {
    match document {
        0 => "schema".to_owned(),
        _ => format!("reference {}", document - 1),
    }
}

/// A failure about one of the schemas.
pub(super) fn in_document(failure: Failure, document: usize) -> Failure {
    match document {
        0 => failure.with_detail("document", "schema"),
        _ => failure.with_detail("document", "reference").with_detail("reference", document - 1),
    }
}

fn bad_uri(uri: &str, error: &jsonschema::ReferencingError) -> Failure {
    let message = format!("`{}` is no URI: {error}", uri.escape_debug());
    Failure::new(ErrorKind::Input, code::SCHEMA_REFERENCE, message).with_detail("uri", uri)
}

fn no_document(uri: &str, index: usize, count: usize) -> Failure {
    let message = format!(
        "`references` says that `{}` is document {index}, but {}",
        uri.escape_debug(),
        match count {
            0 => "no document was handed in as `reference`".to_owned(),
            1 => "only document 0 was handed in as `reference`".to_owned(),
            _ => format!("the documents handed in as `reference` are 0 to {}", count - 1),
        }
    );
    Failure::new(ErrorKind::Params, code::SCHEMA_REFERENCE, message).with_detail("uri", uri)
}

fn nameless(document: usize) -> Failure {
    let message = format!("nothing says the URI of reference {}", document - 1);
    let hint = format!("give it an `$id`, or say it with the option `references`: {{\"URI\": {}}}", document - 1);
    in_document(Failure::new(ErrorKind::Input, code::SCHEMA_REFERENCE, message), document).with_hint(hint)
}
