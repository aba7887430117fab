//! Makes bulk memory operations interruptible.
//!
//! The engine looks at the epoch at loops and function entries. One `memory.fill`, `memory.copy` or `memory.init` is one
//! call of the host, which goes over gigabytes without a look. So core modules are rewritten before they are compiled:
//! each such instruction becomes a call of a function behind those of the module, which does the same in strides, in a
//! loop. What an instruction does stays what it was, traps included. Only the stack is a little less deep: the call
//! needs a frame.
//!
//! Nothing but what must change does: the rest is copied byte for byte. Code the engine makes by itself, such as that which
//! adapts a component to another, is out of reach here; the scan refuses foreign components that need it.

mod body;
mod edits;
mod error;
mod module;
mod operation;
mod section;
#[cfg(test)]
mod tests;
mod walk;

use std::borrow::Cow;

use wasmtime::Engine;

pub(crate) use error::Unfit;

/// To be raised whenever the same component is rewritten into another one: it is part of what machine code is named by.
pub(crate) const REWRITING: u32 = 1;

/// Bytes that are written between two looks at the epoch. Memory that was never touched is handed out by the kernel
/// meanwhile, which takes up to a millisecond for 256 KiB on slow machines: a tick.
const STRIDE: u32 = 256 << 10;

/// Functions that may be added to a component. Each pair of memories needs one of its own, so that a hostile component
/// could ask for as many as it has instructions; what compilers make needs two.
const MAX_ADDED: usize = 1_000;

/// Rewrites the core modules of a component that need it; without such, the bytes stay as they are.
///
/// It fails only where the engine would refuse the component as well, or for [`Unfit::Excess`]. A module that is
/// rewritten is validated as it was: appended types and functions must not make a broken reference whole.
pub(crate) fn interruptible<'a>(engine: &Engine, component: &'a [u8]) -> Result<Cow<'a, [u8]>, Unfit> {
    let rewritten = Rewriting { engine, bytes: component, stride: STRIDE, room: MAX_ADDED }.run()?;
    Ok(rewritten.map_or(Cow::Borrowed(component), Cow::Owned))
}

/// One component on its way.
struct Rewriting<'a> {
    engine: &'a Engine,
    bytes: &'a [u8],
    stride: u32,
    /// Functions that may still be added.
    room: usize,
}

impl Rewriting<'_> {
    /// Nothing when nothing changes.
    fn run(mut self) -> Result<Option<Vec<u8>>, Unfit> {
        let edits = walk::walk(&mut self)?;
        Ok((!edits.is_empty()).then(|| edits.apply(self.bytes)))
    }
}
