//! The function behind `validate`.

use super::options::ValidateOptions;
use super::result::{BadDocument, DocumentsFound, Validation};
use crate::core::{Dialect, Fault, Found, Place, Positions, Problem, Statistics, check, in_force};
use crate::operations::parts::{Part, Values, parts};

/// How many bad documents are listed.
const LISTED: usize = 100;
/// The most problems that may be listed.
const MOST_PROBLEMS: usize = 10_000;

/// Checks a document against RFC 8259, or the dialect that the options name, and reports every problem it can tell apart, not
/// only the first. Of several documents each is checked, and all places are those in the whole text.
///
/// After a problem it goes on as the writer most likely meant: a trailing comma or a comment is passed over, a bare word
/// stands for a value. Options out of range count as the nearest value in it. Time grows linearly with the source, also
/// for text that is no JSON at all.
///
/// ```
/// use parsify_json::{Code, ValidateOptions, validate};
///
/// let result = validate("{'a': 1, \"b\": NaN, \"b\": 2,}", &ValidateOptions::default());
/// assert!(!result.valid);
/// let codes: Vec<Code> = result.problems.iter().map(|problem| problem.code).collect();
/// assert_eq!(codes, [Code::SingleQuotes, Code::NonFiniteNumber, Code::TrailingComma]);
/// assert_eq!(result.warnings[0].code, Code::DuplicateKey);
/// ```
#[must_use]
pub fn validate(source: &str, options: &ValidateOptions) -> Validation {
    let max_depth = in_force(options.max_depth);
    let statistics = Statistics::before(source, max_depth);
    let check = Check { dialect: options.dialect, room: options.max_problems.clamp(1, MOST_PROBLEMS) };
    let mut positions = Positions::new(source);
    let (found, documents) = if options.values == Values::One {
        (check.document(source, statistics), None)
    } else {
        let parts = parts(source, options.values, options.dialect, max_depth);
        let (found, documents) = check.documents(&parts, statistics, &mut positions);
        (found, Some(documents))
    };

    let mut in_words = |faults: &[Fault]| faults.iter().map(|fault| Problem::new(fault, &mut positions)).collect();
    let problems: Vec<Problem> = in_words(&found.problems);
    Validation {
        valid: problems.is_empty(),
        problems,
        warnings: in_words(&found.warnings),
        statistics: found.statistics,
        omitted: found.omitted_problems + found.omitted_warnings,
        documents,
        schema: None,
    }
}

/// How documents are checked.
#[derive(Clone, Copy)]
struct Check {
    dialect: Dialect,
    /// How many faults of each sort are kept.
    room: usize,
}

impl Check {
    /// Goes on counting in `statistics`.
    fn document(self, source: &str, statistics: Statistics) -> Found {
        check(source, self.dialect, self.room, statistics)
    }

    fn documents(
        self,
        parts: &[Part<'_>],
        statistics: Statistics,
        positions: &mut Positions<'_>,
    ) -> (Found, DocumentsFound) {
        let mut found = Found { statistics, ..Found::default() };
        let mut documents = DocumentsFound::default();
        for part in parts.iter().filter(|part| !part.is_blank(self.dialect)) {
            let mut of_part = self.document(part.text, found.statistics);
            for fault in of_part.problems.iter_mut().chain(&mut of_part.warnings) {
                *fault = part.moved(*fault);
            }
            documents.count += 1;
            let problems = of_part.problems.len() + of_part.omitted_problems;
            if problems > 0 {
                documents.bad += 1;
                if documents.first_bad.len() < LISTED {
                    let Place { line, offset, .. } = positions.place(part.offset);
                    documents.first_bad.push(BadDocument { document: documents.count, line, offset, problems });
                }
            }
            found.add(of_part, self.room);
        }
        (found, documents)
    }
}
