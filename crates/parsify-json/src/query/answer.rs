//! The results as a document.

use parsify_error::{ErrorKind, Failure};

use crate::operations::{QueryLanguage, QueryOptions, QueryOutput, QueryResult};
use crate::tree::Value;
use crate::{Code, Indent, code};

/// The least that results may grow to in all, in bytes: a value can be selected many times.
const CEILING: usize = 64 * 1024 * 1024;
/// What they may grow to beyond that, for each byte of the document.
const FACTOR: usize = 16;

/// What a query gives.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// The results, in the form asked for.
    pub text: String,
    /// How they are written.
    pub output: QueryOutput,
    /// What there is to say of them.
    pub result: QueryResult,
    /// What is odd.
    pub warnings: Vec<String>,
}

/// Writes results one after the other.
pub(super) struct Results {
    text: String,
    output: QueryOutput,
    indent: Indent,
    ceiling: usize,
    most: usize,
    count: usize,
}

impl Results {
    /// In the form that the options ask for, or that is usual for the language.
    pub(super) fn new(options: &QueryOptions, source: &str) -> Self {
        let usual = match options.language {
            QueryLanguage::Pointer | QueryLanguage::Jmespath => QueryOutput::Single,
            QueryLanguage::Jsonpath | QueryLanguage::Jq => QueryOutput::Array,
        };
        Self {
            text: String::new(),
            output: options.results.unwrap_or(usual),
            indent: options.indent,
            ceiling: source.len().saturating_mul(FACTOR).saturating_add(CEILING),
            most: if options.first { options.limit.unwrap_or(1).min(1) } else { options.limit.unwrap_or(usize::MAX) },
            count: 0,
        }
    }

    /// How many results are wanted at most.
    pub(super) const fn most(&self) -> usize {
        self.most
    }

    /// How many there are so far.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    pub(super) const fn is_full(&self) -> bool {
        self.count >= self.most
    }

    pub(super) fn push(&mut self, value: &Value<'_>) -> Result<(), Failure> {
        let first = self.count == 0;
        self.count += 1;
        match self.output {
            QueryOutput::Lines => {
                self.text.push_str(&value.to_json());
                self.text.push('\n');
            }
            // More than one are an error in the end.
            QueryOutput::Single if !first => {}
            QueryOutput::Single => self.text = value.write(self.indent)?,
            QueryOutput::Array => self.element(value, first)?,
        }
        if self.text.len() > self.ceiling { Err(self.too_large()) } else { Ok(()) }
    }

    /// An element of the array. Strings hold no line breaks, so each of its lines can be indented once more.
    fn element(&mut self, value: &Value<'_>, first: bool) -> Result<(), Failure> {
        self.text.push_str(if first { "[" } else { "," });
        match self.indent.unit() {
            None => self.text.push_str(&value.to_json()),
            Some(unit) => {
                for line in value.write(self.indent)?.lines() {
                    self.text.push('\n');
                    self.text.push_str(unit);
                    self.text.push_str(line);
                }
            }
        }
        Ok(())
    }

    fn too_large(&self) -> Failure {
        let message = format!("the results grow beyond {} bytes", self.ceiling);
        Failure::new(ErrorKind::Limit, Code::OutputSize.as_str(), message)
            .with_detail("limit", self.ceiling)
            .with_hint("make the expression more specific, or cut off with `limit`")
    }

    /// The whole, when there were `total` results or, with `truncated`, more.
    pub(super) fn finish(mut self, truncated: bool) -> Result<Answer, Failure> {
        match self.output {
            QueryOutput::Single if self.count != 1 => return Err(self.not_single()),
            QueryOutput::Array if self.count == 0 => self.text.push_str("[]"),
            QueryOutput::Array if self.indent.unit().is_some() => self.text.push_str("\n]"),
            QueryOutput::Array => self.text.push(']'),
            QueryOutput::Single | QueryOutput::Lines => {}
        }
        if self.output == QueryOutput::Array && self.indent.unit().is_some() {
            self.text.push('\n');
        }
        let result = QueryResult { count: self.count, truncated, paths: None, normalized_paths: None };
        Ok(Answer { text: self.text, output: self.output, result, warnings: Vec::new() })
    }

    fn not_single(&self) -> Failure {
        let message = match self.count {
            0 => "nothing in the document matches, but one result is asked for".to_owned(),
            count => format!("there are {count} results, but one is asked for"),
        };
        let hint = match self.count {
            0 => "set `results` to \"array\" or \"lines\" where nothing is an answer too",
            _ => "set `results` to \"array\" or \"lines\", or `first`",
        };
        Failure::new(ErrorKind::Input, code::QUERY_SINGLE, message).with_detail("count", self.count).with_hint(hint)
    }
}
