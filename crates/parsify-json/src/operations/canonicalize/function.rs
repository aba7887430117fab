//! The function behind `canonicalize`.

use super::options::{CanonicalizeOptions, LossyNumbers};
use super::result::{Canonical, LossyNumber};
use super::writer::CanonicalWriter;
use crate::core as depth;
use crate::core::{Code, Fault, Order, Positions, Problem, Sorting, Tape, read, replay};
use crate::tree::ecmascript;

/// How many numbers that have lost digits are listed.
const LISTED: usize = 20;

/// Writes the canonical form of a document by RFC 8785 (JCS), which is the same for all documents of the same value.
///
/// No white space; members in the order of the UTF-16 code units of their keys; strings with no escapes but those that have to
/// be; numbers as ECMAScript writes the double that is nearest to them. What I-JSON (RFC 7493) forbids has no canonical form.
///
/// Time grows as sorting does, memory linearly. A `max_depth` out of range counts as the nearest value in it.
///
/// # Errors
///
/// The first problem of a document that is no JSON; else the first duplicate key ([`Code::DuplicateKey`]), half of a surrogate
/// pair ([`Code::LoneSurrogate`]), number beyond all doubles ([`Code::NumberRange`]) or, unless they are to be warned of, number
/// with digits that no double keeps ([`Code::NumberPrecision`]).
///
/// ```
/// use parsify_json::{CanonicalizeOptions, Code, canonicalize};
///
/// let options = CanonicalizeOptions::default();
/// let canonical = canonicalize(r#"{ "b": [1.50, 1E30, -0], "a": "\u20ac\/" }"#, &options).unwrap();
/// assert_eq!(canonical.json, r#"{"a":"€/","b":[1.5,1e+30,0]}"#);
///
/// let problem = canonicalize("[9007199254740993]", &options).unwrap_err();
/// assert_eq!(problem.code, Code::NumberPrecision);
/// ```
pub fn canonicalize(source: &str, options: &CanonicalizeOptions) -> Result<Canonical, Box<Problem>> {
    let problem = |fault: Fault| Box::new(Problem::new(&fault, &mut Positions::new(source)));
    let max_depth = depth::in_force(options.max_depth);
    let (tape, outcome) = read(source, max_depth, || Tape::new(source.len()));
    outcome.map_err(problem)?;

    let sorting = Sorting { order: Order::Utf16, recursive: true, exclude: &[] };
    let mut writer = CanonicalWriter::new(source, options.lossy_numbers == LossyNumbers::Error);
    replay(source, &tape, sorting, &mut writer).map_err(problem)?;
    let mut written = writer.finish().map_err(problem)?;

    // They came in the order of the keys.
    written.lossy.sort_unstable();
    let mut positions = Positions::new(source);
    let listed = written.lossy.iter().take(LISTED).map(|&(start, end)| {
        let number = source.get(start..end).and_then(|number| number.parse().ok()).unwrap_or_default();
        LossyNumber::new(positions.place(start), ecmascript(number))
    });
    Ok(Canonical { lossy_numbers: listed.collect(), lossy_count: written.lossy.len(), json: written.json })
}

/// The fault of a result that has grown too large.
pub(super) const fn too_large(source: &str, limit: usize) -> Fault {
    Fault::new(Code::OutputSize, source.len(), source.len()).limited_by(limit)
}
