//! What `getrandom` gives inside a guest: the same bytes in every call.
//!
//! Some crates seed their hash maps with it, and would otherwise import functions of JavaScript. A guest has no source of
//! randomness, for its results must depend on its arguments alone. Nothing secret hangs on these bytes: a seed of a hash
//! map protects a long-lived process from keys that were chosen to collide, and a guest lives for one call whose work the
//! host bounds. They are no keys, tokens or identifiers, and a guest that needs those must be given them.
#![expect(
    unsafe_code,
    reason = "getrandom finds its backend by the name of a function; it runs inside the sandbox only"
)]

use getrandom::Error;

use crate::sequence::Sequence;

static SEQUENCE: Sequence = Sequence::new();

// SAFETY: getrandom declares this function with this signature under this name for its custom backend, and no other
// function has the name.
#[unsafe(no_mangle)]
unsafe extern "Rust" fn __getrandom_v03_custom(destination: *mut u8, length: usize) -> Result<(), Error> {
    for offset in 0..length {
        // SAFETY: getrandom promises that `length` bytes from `destination` may be written.
        unsafe { destination.add(offset).write(SEQUENCE.next()) };
    }
    Ok(())
}
