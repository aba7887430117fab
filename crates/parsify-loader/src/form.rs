//! What bytes are, judged by their first few: enough for a clear refusal, no WebAssembly parser.
//!
//! The header is the one of the component model's binary format: magic, then version and layer as two 16-bit numbers
//! (<https://github.com/WebAssembly/component-model/blob/main/design/mvp/Binary.md>).

use std::fmt;

const MAGIC: [u8; 4] = *b"\0asm";
const HEADER_LENGTH: usize = 8;
/// How much of a foreign file is looked at to tell text from binary.
const SAMPLE_LENGTH: usize = 1024;

/// What a header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Component,
    CoreModule,
    OtherVersion { version: u16, layer: u16 },
    Empty,
    Foreign(Found),
}

/// What was found in place of a WebAssembly component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Found {
    /// Fewer bytes than a header has.
    Truncated,
    /// WebAssembly in its text format (WAT).
    WasmText,
    /// Machine code: a program, a library or a precompiled module.
    NativeCode,
    /// A gzip stream.
    Gzip,
    /// A zip archive.
    Zip,
    /// A web page.
    Html,
    /// Some other text.
    Text,
    /// Bytes of unknown meaning.
    Unknown,
}

impl Found {
    /// The name in kebab-case, as it stands in the details of a failure.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::WasmText => "wasm-text",
            Self::NativeCode => "native-code",
            Self::Gzip => "gzip",
            Self::Zip => "zip",
            Self::Html => "html",
            Self::Text => "text",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Truncated => "fewer bytes than a WebAssembly header has",
            Self::WasmText => "WebAssembly text (WAT)",
            Self::NativeCode => "machine code",
            Self::Gzip => "a gzip stream",
            Self::Zip => "a zip archive",
            Self::Html => "a web page",
            Self::Text => "text",
            Self::Unknown => "bytes of another format",
        })
    }
}

pub(crate) fn form(bytes: &[u8]) -> Form {
    let Some(header) = bytes.first_chunk::<HEADER_LENGTH>() else {
        return if bytes.is_empty() { Form::Empty } else { Form::Foreign(Found::Truncated) };
    };
    let [m0, m1, m2, m3, v0, v1, l0, l1] = *header;
    if [m0, m1, m2, m3] != MAGIC {
        return Form::Foreign(foreign(bytes));
    }
    match (u16::from_le_bytes([v0, v1]), u16::from_le_bytes([l0, l1])) {
        (0x0d, 1) => Form::Component,
        (1, 0) => Form::CoreModule,
        (version, layer) => Form::OtherVersion { version, layer },
    }
}

fn foreign(bytes: &[u8]) -> Found {
    const MACH_O: [[u8; 4]; 2] = [[0xcf, 0xfa, 0xed, 0xfe], [0xfe, 0xed, 0xfa, 0xcf]];
    if bytes.starts_with(b"\x7fELF") || MACH_O.iter().any(|magic| bytes.starts_with(magic)) {
        return Found::NativeCode;
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Found::Gzip;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Found::Zip;
    }
    if is_text(bytes) {
        return text(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    }
    // Two letters are a weak sign; they count only in what is no text.
    if bytes.starts_with(b"MZ") { Found::NativeCode } else { Found::Unknown }
}

fn is_text(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE_LENGTH)];
    let text = match std::str::from_utf8(sample) {
        Ok(text) => text,
        // A character cut in two at the end of the sample is no sign of binary data.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&sample[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.chars().any(|character| character.is_control() && !character.is_whitespace())
}

fn text(bytes: &[u8]) -> Found {
    let start = skip_wat_space(bytes);
    if starts_word(start, b"(module") || starts_word(start, b"(component") {
        return Found::WasmText;
    }
    let start = bytes.trim_ascii_start();
    let is = |tag: &[u8]| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    if is(b"<!doctype html") || is(b"<html") { Found::Html } else { Found::Text }
}

/// The text behind white space, `;;` line comments and nested `(; ;)` block comments.
fn skip_wat_space(mut rest: &[u8]) -> &[u8] {
    loop {
        rest = rest.trim_ascii_start();
        if rest.starts_with(b";;") {
            let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
            rest = &rest[end..];
        } else if rest.starts_with(b"(;") {
            rest = skip_block_comment(rest);
        } else {
            return rest;
        }
    }
}

fn skip_block_comment(mut rest: &[u8]) -> &[u8] {
    let mut depth = 0_usize;
    while !rest.is_empty() {
        let step = if rest.starts_with(b"(;") {
            depth += 1;
            2
        } else if rest.starts_with(b";)") {
            depth -= 1;
            2
        } else {
            1
        };
        rest = &rest[step..];
        if depth == 0 {
            break;
        }
    }
    rest
}

fn starts_word(text: &[u8], word: &[u8]) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
}
