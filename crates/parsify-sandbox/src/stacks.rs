#![expect(unsafe_code, reason = "stacks are mappings, and the engine's traits for them are unsafe; each has its proof")]
//! Stacks that calls use one after the other, for an engine without a pool.
//!
//! A guest runs on a stack of its own. Mapping one for each call, protecting its end and unmapping it again changes the
//! mappings of the process three times, and the kernel does that for one thread after the other. So a few stacks stay
//! mapped. A guest cannot read its native stack, but a stack that comes back is emptied all the same: the engine asks for
//! zeros, and memory that one deep call needed is not kept for the next ones.
//!
//! Memories stay the engine's own: with memories of the host it gives up the images that share a module's data between
//! instances, and then takes no machine code that was compiled with them.

use std::ffi::c_void;
use std::ops::Range;
use std::ptr;
use std::sync::{Arc, Mutex, PoisonError};

use rustix::io::{Errno, Result};
use rustix::mm::{self, Advice, MapFlags, MprotectFlags, ProtFlags};
use rustix::param::page_size;
use wasmtime::{StackCreator, StackMemory};

/// What stays resident of a stack: more than a usual call needs, and cleared faster than the kernel could take it back and
/// give it again.
const KEPT: usize = 32 << 10;
/// Stacks that are kept while no call uses them: 1 MiB of memory at most. Calls that run do not count, so it need not grow
/// with the number of processors.
const IDLE: usize = 32;

/// Gives the engine its stacks.
pub(crate) struct Stacks(Arc<Stock>);

/// The stacks that no call uses.
struct Stock {
    idle: Mutex<Vec<Mapping>>,
    most: usize,
}

/// A stack in use. Goes back to the stock when the engine drops it.
struct Stack {
    /// `None` only while it is dropped.
    mapping: Option<Mapping>,
    stock: Arc<Stock>,
}

/// A guard page with the stack above it, unmapped when dropped.
struct Mapping {
    base: *mut c_void,
    guard: usize,
    /// Bytes of the stack, whole pages.
    size: usize,
}

// SAFETY: a mapping belongs to the process, not to a thread, and this value is its only owner; what can be done with a
// shared reference to it only reads its fields.
unsafe impl Send for Mapping {}
// SAFETY: as above.
unsafe impl Sync for Mapping {}

impl Stacks {
    pub(crate) fn new() -> Self {
        Self::keeping(IDLE)
    }

    fn keeping(most: usize) -> Self {
        Self(Arc::new(Stock { idle: Mutex::new(Vec::new()), most }))
    }
}

// SAFETY: a stack lies in a mapping that nothing else refers to: `Mapping::new` made it, and the stock gives each to one
// owner at a time. It is at least as large as wanted, begins and ends at a page, has a guard page that nobody can touch
// below it, and reads as zeros, be it new or `clear`ed.
unsafe impl StackCreator for Stacks {
    fn new_stack(&self, size: usize, _: bool) -> wasmtime::Result<Box<dyn StackMemory>> {
        let mapping = match self.0.take(size) {
            Some(mapping) => mapping,
            None => Mapping::new(size)?,
        };
        Ok(Box::new(Stack { mapping: Some(mapping), stock: self.0.clone() }))
    }
}

// SAFETY: the mapping is held until this value is dropped, so the ranges below stay mapped and owned; they are whole pages,
// and the guard lies directly below the stack.
unsafe impl StackMemory for Stack {
    fn top(&self) -> *mut u8 {
        self.at(|mapping| mapping.stack().wrapping_byte_add(mapping.size)).cast()
    }

    fn range(&self) -> Range<usize> {
        let start = self.at(Mapping::stack).addr();
        start..self.top().addr()
    }

    fn guard_range(&self) -> Range<*mut u8> {
        self.at(|mapping| mapping.base).cast()..self.at(Mapping::stack).cast()
    }
}

impl Stack {
    fn at(&self, part: impl Fn(&Mapping) -> *mut c_void) -> *mut c_void {
        self.mapping.as_ref().map_or(ptr::null_mut(), part)
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        if let Some(mapping) = self.mapping.take() {
            self.stock.give(mapping);
        }
    }
}

impl Stock {
    /// The stack that was used last: its memory is the likeliest to be in a cache.
    fn take(&self, size: usize) -> Option<Mapping> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop_if(|mapping| mapping.size >= size)
    }

    /// Keeps a stack, if there is room and it could be emptied.
    fn give(&self, mut mapping: Mapping) {
        if mapping.clear().is_err() {
            return;
        }
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < self.most {
            idle.push(mapping);
        }
    }
}

impl Mapping {
    fn new(size: usize) -> Result<Self> {
        let guard = page_size();
        let size = size.max(1).checked_next_multiple_of(guard).ok_or(Errno::NOMEM)?;
        let whole = size.checked_add(guard).ok_or(Errno::NOMEM)?;
        // The kernel never takes large pages for what is said to be a stack, which could not be given back in parts.
        let flags = MapFlags::PRIVATE | MapFlags::STACK;
        // SAFETY: a new mapping at an address of the kernel's choice touches no other one.
        let base = unsafe { mm::mmap_anonymous(ptr::null_mut(), whole, ProtFlags::empty(), flags) }?;
        let mapping = Self { base, guard, size };
        // SAFETY: the range lies within the mapping that was just made, and nobody refers to it yet.
        unsafe { mm::mprotect(mapping.stack(), size, MprotectFlags::READ | MprotectFlags::WRITE) }?;
        Ok(mapping)
    }

    /// Where the stack begins, above its guard.
    fn stack(&self) -> *mut c_void {
        self.base.wrapping_byte_add(self.guard)
    }

    /// Makes all of it read as zeros. What lies deeper than calls usually go has no memory behind it afterwards.
    fn clear(&mut self) -> Result<()> {
        let kept = KEPT.next_multiple_of(self.guard).min(self.size);
        let deep = self.size - kept;
        if deep > 0 {
            // SAFETY: the range is the lower part of the stack, whole pages of a private anonymous mapping that this value
            // owns alone: no call uses it any more, and no reference into it exists. On Linux such pages read as zeros after
            // this advice.
            unsafe { mm::madvise(self.stack(), deep, Advice::LinuxDontNeed) }?;
        }
        let near = self.stack().wrapping_byte_add(deep).cast::<u8>();
        // SAFETY: these are the upper `kept` bytes of the stack, readable and writable since `new`; owned alone, as above.
        unsafe { ptr::write_bytes(near, 0, kept) };
        Ok(())
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: exactly what `new` mapped, which this value owns: whoever used the stack has given it up. Should the kernel
        // refuse, the mapping stays, unused, and nobody gets it again.
        let _ = unsafe { mm::munmap(self.base, self.guard + self.size) };
    }
}

#[cfg(test)]
mod tests;
