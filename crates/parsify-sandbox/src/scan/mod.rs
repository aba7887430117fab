//! A look at untrusted bytes before anything compiles them.
//!
//! Compilers are not made for hostile input: a few hundred bytes can cost gigabytes. The scan reads the structure of a
//! component once, keeps no code, never recurses, and counts what makes compilation expensive, and what would make a call
//! late. It does not validate: what it lets through may still be no valid component.

mod body;
mod caps;
mod component;
mod cost;
mod encoding;
mod module;
mod origin;
mod start;
mod surface;
mod tally;
mod types;
mod walk;

use std::error::Error;

use parsify_error::{ErrorKind, Failure, code};
use wasmparser::Parser;

pub use caps::{ScanCaps, ScanReport};

pub(crate) use start::starts;
pub(crate) use surface::surface;

use caps::Quantity;
use tally::Tally;

/// Reads the structure of a component and refuses it when it passes a cap.
///
/// ```
/// use parsify_sandbox::{ScanCaps, scan};
///
/// let empty = b"\0asm\x0d\0\x01\0";
/// assert_eq!(scan(empty, &ScanCaps::strict())?.functions, 0);
/// # Ok::<(), parsify_error::Failure>(())
/// ```
///
/// # Errors
///
/// - Kind `Compilation`, code `sandbox.not-a-component`: something else than a component in the binary format.
/// - Kind `Compilation`, code `sandbox.compile`: damaged; the detail `offset` says where.
/// - Kind `Limit`, code `sandbox.scan`: a cap is passed. The details `limit`, `found` and `allowed` say which. The scan
///   stops there, so `found` is what it had counted by then.
pub fn scan(bytes: &[u8], caps: &ScanCaps) -> Result<ScanReport, Failure> {
    expect_component(bytes)?;
    let mut tally = Tally::new(caps);
    tally.raise(Quantity::ArtifactBytes, bytes.len() as u64)?;
    walk::walk(bytes, &mut tally)?;
    Ok(tally.into_report())
}

/// Only components: precompiled code is never taken from outside, text never at all.
pub(crate) fn expect_component(bytes: &[u8]) -> Result<(), Failure> {
    if Parser::is_component(bytes) {
        return Ok(());
    }
    Err(Failure::new(ErrorKind::Compilation, code::SANDBOX_NOT_A_COMPONENT, "the bytes are no WebAssembly component")
        .with_hint(
            "turn a core module into a component with `cargo xtask build-modules` or `wasm-tools component new`",
        ))
}

/// The bytes are not what the format prescribes.
fn damaged(error: wasmparser::BinaryReaderError) -> Failure {
    let offset = error.offset();
    malformed(error, offset)
}

fn malformed(problem: impl Into<Box<dyn Error + Send + Sync>>, offset: usize) -> Failure {
    Failure::new(ErrorKind::Compilation, code::SANDBOX_COMPILE, "the component does not compile")
        .with_detail("offset", offset)
        .with_hint("the file is damaged, or uses WebAssembly proposals that this host keeps off")
        .with_source(problem)
}
