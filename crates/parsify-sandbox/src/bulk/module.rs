use std::collections::HashMap;
use std::ops::Range;

use wasm_encoder::Encode as _;
use wasmparser::{DataSectionReader, FunctionBody, ImportSectionReader, Payload, TypeRef, TypeSectionReader};
use wasmtime::Module;

use super::body::{Bodies, Site};
use super::edits::{Edits, Sized};
use super::operation::Operation;
use super::section::List;
use super::{Rewriting, Unfit};

/// A function of three `i32` without a result, as the format writes its type.
const TYPE: [u8; 6] = [0x60, 3, 0x7f, 0x7f, 0x7f, 0];
const CALL: u8 = 0x10;

/// The module being read: where it would change.
pub(super) struct ModuleFrame {
    start: usize,
    types: Option<List>,
    type_count: usize,
    imported: u32,
    functions: Option<List>,
    code: Option<List>,
    /// Where the length of the next body stands.
    next_body: usize,
    /// Bodies with sites.
    bodies: Vec<Body>,
    /// Bytes of each data segment.
    segments: Vec<usize>,
    /// Sections that speak of places in function bodies.
    hints: Vec<Range<usize>>,
}

struct Body {
    sized: Sized,
    sites: Vec<Site>,
}

impl ModuleFrame {
    pub(super) fn new(start: usize) -> Self {
        Self {
            start,
            types: None,
            type_count: 0,
            imported: 0,
            functions: None,
            code: None,
            next_body: 0,
            bodies: Vec::new(),
            segments: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// Takes note of a section, or of the body of a function.
    pub(super) fn section(
        &mut self,
        payload: Payload<'_>,
        section: Option<Sized>,
        bodies: &mut Bodies,
        job: &Rewriting<'_>,
    ) -> Result<(), Unfit> {
        let list = |section: Option<Sized>| section.map(|section| List::read(job.bytes, section)).transpose();
        match payload {
            Payload::TypeSection(reader) => {
                self.types = list(section)?;
                self.type_count += count_types(reader)?;
            }
            Payload::ImportSection(reader) => self.imported += count_functions(reader)?,
            Payload::FunctionSection(_) => self.functions = list(section)?,
            Payload::CodeSectionStart { .. } => {
                self.code = list(section)?;
                self.next_body = self.code.as_ref().map_or(0, List::first);
            }
            Payload::CodeSectionEntry(body) => self.body(&body, bodies, job.stride)?,
            Payload::DataSection(reader) => self.segments.extend(lengths(reader)?),
            Payload::CustomSection(custom) if custom.name().starts_with("metadata.code.") => {
                // With the byte before its length, which says what kind of section it is.
                self.hints.extend(section.map(|it| it.length.start.saturating_sub(1)..it.content.end));
            }
            _ => {}
        }
        Ok(())
    }

    fn body(&mut self, body: &FunctionBody<'_>, bodies: &mut Bodies, stride: u32) -> Result<(), Unfit> {
        let content = body.range();
        let sites = bodies.sites(body, stride)?;
        let length = self.next_body..content.start;
        self.next_body = content.end;
        if !sites.is_empty() {
            self.bodies.push(Body { sized: Sized { length, content }, sites });
        }
        Ok(())
    }

    /// Says what changes, now that the whole module was read.
    pub(super) fn finish(mut self, end: usize, job: &mut Rewriting<'_>, edits: &mut Edits) -> Result<(), Unfit> {
        self.drop_short_segments(job.stride);
        if self.bodies.is_empty() {
            return Ok(());
        }
        let module = job.bytes.get(self.start..end).unwrap_or_default();
        Module::validate(job.engine, module).map_err(Unfit::Invalid)?;
        let (Some(types), Some(functions), Some(code)) = (self.types, self.functions, self.code) else {
            // No valid module with code is without.
            return Err(Unfit::Invalid(wasmtime::Error::msg("a section is missing")));
        };
        for place in self.hints {
            edits.replace(place, Vec::new());
        }
        types.append(1, TYPE.to_vec(), edits.mark(), edits);

        let since = edits.mark();
        let mut added = Added { first: self.imported.saturating_add(functions.count), functions: HashMap::new() };
        let mut definitions = Vec::new();
        for body in &self.bodies {
            let since = edits.mark();
            for site in &body.sites {
                let index = added.index(site.operation, job, &mut definitions)?;
                let mut call = vec![CALL];
                index.encode(&mut call);
                edits.replace(site.place.clone(), call);
            }
            edits.resize(since, &body.sized);
        }
        let count = added.functions.len();
        code.append(count, definitions, since, edits);

        let mut uses = Vec::new();
        (0..count).for_each(|_| (self.type_count as u64).encode(&mut uses));
        functions.append(count, uses, edits.mark(), edits);
        Ok(())
    }

    /// A segment is read no further than its end, which is known.
    fn drop_short_segments(&mut self, stride: u32) {
        let segments = &self.segments;
        let is_short = |segment: u32| segments.get(segment as usize).is_some_and(|&length| length <= stride as usize);
        for body in &mut self.bodies {
            body.sites.retain(|it| !matches!(it.operation, Operation::Init { segment, .. } if is_short(segment)));
        }
        self.bodies.retain(|body| !body.sites.is_empty());
    }
}

/// Functions behind those of the module.
struct Added {
    first: u32,
    functions: HashMap<Operation, u32>,
}

impl Added {
    /// The function that stands in for an instruction.
    fn index(
        &mut self,
        operation: Operation,
        job: &mut Rewriting<'_>,
        definitions: &mut Vec<u8>,
    ) -> Result<u32, Unfit> {
        if let Some(&index) = self.functions.get(&operation) {
            return Ok(index);
        }
        job.room = job.room.checked_sub(1).ok_or(Unfit::Excess)?;
        operation.function(job.stride).encode(definitions);
        let index = self.first.saturating_add(self.functions.len() as u32);
        self.functions.insert(operation, index);
        Ok(index)
    }
}

fn count_types(reader: TypeSectionReader<'_>) -> wasmparser::Result<usize> {
    reader.into_iter().try_fold(0, |count, group| Ok(count + group?.types().len()))
}

fn count_functions(reader: ImportSectionReader<'_>) -> wasmparser::Result<u32> {
    reader.into_imports().try_fold(0, |count, import| {
        Ok(count + u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_))))
    })
}

fn lengths(reader: DataSectionReader<'_>) -> wasmparser::Result<Vec<usize>> {
    reader.into_iter().map(|segment| segment.map(|segment| segment.data.len())).collect()
}
