//! The form of every file with which the store says what is installed: a header, and a content under a checksum.
//!
//! `{"schema", "version", "generation", "checksum", "content"}`. The checksum is the sha256 of schema, version and
//! generation, each followed by a space or, the last, a line feed, and then the very bytes of the content. It finds
//! damage and hand edits; it is no protection from somebody who can write to the folder.
//!
//! A reader refuses a newer version of the format, and within its own version every key it does not know.

use parsify_interface::Digest;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use sha2::{Digest as _, Sha256};

use super::flaw::Flaw;

const VERSION: u64 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with schema, version, generation, checksum and content")]
struct Envelope<'a> {
    schema: String,
    version: u64,
    generation: u64,
    checksum: Digest,
    #[serde(borrow)]
    content: &'a RawValue,
}

/// What a file of any version is asked first.
#[derive(Deserialize)]
struct Header {
    schema: String,
    version: u64,
    #[serde(default)]
    generation: u64,
}

/// The text of a file.
pub(crate) fn seal(schema: &'static str, generation: u64, content: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let content = to_raw_value(content)?;
    let checksum = checksum(schema, generation, content.get());
    let envelope = Envelope { schema: schema.to_owned(), version: VERSION, generation, checksum, content: &content };
    let mut text = serde_json::to_vec(&envelope)?;
    text.push(b'\n');
    Ok(text)
}

/// Generation and content of a file.
pub(crate) fn open<T: DeserializeOwned>(schema: &'static str, bytes: &[u8]) -> Result<(u64, T), Flaw> {
    let text = std::str::from_utf8(bytes).map_err(|error| Flaw::NotText { offset: error.valid_up_to() })?;
    let envelope: Envelope<'_> = match serde_json::from_str(text) {
        Ok(envelope) => envelope,
        Err(error) => return Err(header(schema, text).err().unwrap_or_else(|| json(&error, 1, 1))),
    };
    header_fits(schema, &envelope.schema, envelope.version)?;
    let content = envelope.content.get();
    let actual = checksum(schema, envelope.generation, content);
    if actual != envelope.checksum {
        return Err(Flaw::Checksum { stated: envelope.checksum, actual });
    }
    let (line, column) = place(&text[..content.as_ptr() as usize - text.as_ptr() as usize]);
    let content = serde_json::from_str(content).map_err(|error| json(&error, line, column))?;
    Ok((envelope.generation, content))
}

/// The generation a damaged file claims to be, if that much can be read.
pub(crate) fn claimed_generation(bytes: &[u8]) -> Option<u64> {
    Some(serde_json::from_slice::<Header>(bytes).ok()?.generation)
}

/// A newer version may have other keys, so that it is no error of form first.
fn header(schema: &'static str, text: &str) -> Result<(), Flaw> {
    match serde_json::from_str::<Header>(text) {
        Ok(header) => header_fits(schema, &header.schema, header.version),
        Err(_) => Ok(()),
    }
}

fn header_fits(schema: &'static str, found: &str, version: u64) -> Result<(), Flaw> {
    if found != schema {
        let found = found.chars().take(80).collect();
        return Err(Flaw::Schema { found, expected: schema });
    }
    if version > VERSION {
        return Err(Flaw::Future { found: version, known: VERSION });
    }
    if version < VERSION {
        let problem = format!("there is no format {version}");
        return Err(Flaw::Json { problem, line: 1, column: 1 });
    }
    Ok(())
}

fn checksum(schema: &str, generation: u64, content: &str) -> Digest {
    let mut hash = Sha256::new();
    hash.update(format!("{schema} {VERSION} {generation}\n"));
    hash.update(content);
    Digest::new(hash.finalize().into())
}

/// Line and column behind a text, counted from 1.
fn place(before: &str) -> (usize, usize) {
    let lines = before.bytes().filter(|&byte| byte == b'\n').count();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    (lines + 1, before.len() - start + 1)
}

/// The flaw of a text that starts at this place of the file.
fn json(error: &serde_json::Error, line: usize, column: usize) -> Flaw {
    let text = error.to_string();
    // The reader says the place as well, but counts from the start of the content.
    let suffix = format!(" at line {} column {}", error.line(), error.column());
    let problem = text.strip_suffix(&suffix).unwrap_or(&text).to_owned();
    let column = if error.line() <= 1 { column + error.column().saturating_sub(1) } else { error.column() };
    Flaw::Json { problem, line: line + error.line().saturating_sub(1), column }
}
