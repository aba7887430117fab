//! The allocator of guests: dlmalloc, as in the standard library, on a source of memory that uses what the instance
//! starts with before it grows anything.
//!
//! A `memory.grow` is cheap inside the guest and expensive outside: the host changes the protection of pages twice, once
//! to give and once to take back, and other threads wait for it. The allocator of Rust 1.95's standard library grows for
//! the first byte; ours answers a small call from the initial memory.
#![expect(unsafe_code, reason = "a global allocator cannot be written without; it runs inside the sandbox only")]

use std::alloc::{GlobalAlloc, Layout};
use std::arch::wasm32;
use std::cell::{Cell, UnsafeCell};

use dlmalloc::{Allocator, Dlmalloc};

use crate::growth::{PAGE, pages_to_add};

const _: () = assert!(!cfg!(target_feature = "atomics"), "guests have one thread, and this allocator takes no lock");

unsafe extern "C" {
    /// At the first byte behind stack and data.
    safe static __heap_base: u8;
    /// At the end of the memory an instance starts with.
    safe static __heap_end: u8;
}

/// The linear memory behind stack and data, handed out from low to high, each byte once.
struct LinearMemory {
    /// The first byte that was not handed out.
    next: Cell<usize>,
    /// Behind the last byte that may be handed out; 0 before anything was.
    end: Cell<usize>,
}

impl LinearMemory {
    const fn new() -> Self {
        Self { next: Cell::new(0), end: Cell::new(0) }
    }

    /// The address of `wanted` bytes, right behind those handed out before if nobody else grew the memory meanwhile.
    fn take(&self, wanted: usize) -> Option<usize> {
        if self.end.get() == 0 {
            self.next.set((&raw const __heap_base).addr());
            self.end.set((&raw const __heap_end).addr());
        }
        if self.end.get() - self.next.get() < wanted {
            self.grow(wanted)?;
        }
        let start = self.next.get();
        self.next.set(start + wanted);
        Some(start)
    }

    /// Makes room for `wanted` bytes between `next` and `end`.
    fn grow(&self, wanted: usize) -> Option<()> {
        let memory = wasm32::memory_size(0) * PAGE;
        // Whoever else grew the memory owns what was added; what is left before it is given up.
        let start = if memory == self.end.get() { self.next.get() } else { memory };
        let added = pages_to_add(memory, wanted - (memory - start))?;
        if wasm32::memory_grow(0, added) == usize::MAX {
            return None;
        }
        self.next.set(start);
        self.end.set(memory + added * PAGE);
        Some(())
    }
}

// SAFETY: what lies between `__heap_base` and `__heap_end` is placed by nobody, and what `grow` adds is nobody else's. All
// of it is zero. `next` only rises and `take` stays below `end`, so no byte is handed out twice. Nothing is ever taken
// back, which the `false` and null answers say. `pages_to_add` keeps the last page of the address space out of use, so
// that no range wraps.
unsafe impl Allocator for LinearMemory {
    fn alloc(&self, size: usize) -> (*mut u8, usize, u32) {
        let Some(start) = self.take(size) else { return (std::ptr::null_mut(), 0, 0) };
        (std::ptr::with_exposed_provenance_mut(start), size, 0)
    }

    fn remap(&self, _: *mut u8, _: usize, _: usize, _: bool) -> *mut u8 {
        std::ptr::null_mut()
    }

    fn free_part(&self, _: *mut u8, _: usize, _: usize) -> bool {
        false
    }

    fn free(&self, _: *mut u8, _: usize) -> bool {
        false
    }

    fn can_release_part(&self, _: u32) -> bool {
        false
    }

    fn allocates_zeros(&self) -> bool {
        true
    }

    fn page_size(&self) -> usize {
        PAGE
    }
}

/// What [`export_module!`](crate::export_module) makes the global allocator of a guest.
#[expect(missing_debug_implementations, reason = "dlmalloc's state has none, and nobody holds one to look at")]
pub struct GuestAllocator(UnsafeCell<Dlmalloc<LinearMemory>>);

// SAFETY: the target has one thread (asserted above), so no two threads share the cell.
unsafe impl Sync for GuestAllocator {}

impl GuestAllocator {
    /// An allocator that has handed out nothing.
    #[expect(clippy::new_without_default, reason = "made once, in a static")]
    pub const fn new() -> Self {
        Self(UnsafeCell::new(Dlmalloc::new_with_allocator(LinearMemory::new())))
    }
}

// SAFETY: dlmalloc keeps the contract of `GlobalAlloc`, and each method hands it the caller's promises unchanged. The
// exclusive borrow of the cell ends within each method: there is one thread, and neither dlmalloc nor `LinearMemory`
// allocates or calls anything that could come back here.
unsafe impl GlobalAlloc for GuestAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: see the impl.
        unsafe { (*self.0.get()).malloc(layout.size(), layout.align()) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: see the impl.
        unsafe { (*self.0.get()).calloc(layout.size(), layout.align()) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: see the impl; the pointer came from here with this layout.
        unsafe { (*self.0.get()).free(pointer, layout.size(), layout.align()) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: see the impl; the pointer came from here with this layout.
        unsafe { (*self.0.get()).realloc(pointer, layout.size(), layout.align(), size) }
    }
}
