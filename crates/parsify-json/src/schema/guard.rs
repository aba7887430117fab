//! What bounds the work and the stack of one validation, natively.
//!
//! The validator calls itself along schema and document, and tries branches as often as the schema says: a few lines can
//! ask for 2^40 steps, and a long chain of references for more stack than there is. It has no bound of its own. But it
//! looks at the document all the time, and that goes through us: each look is counted, and how deep the stack is at that
//! moment is seen. Beyond a bound the validation is unwound, which leaves nothing behind that is used again.
//!
//! In a guest nothing is counted: the sandbox bounds it, and nothing can be unwound there.

#[cfg(not(target_arch = "wasm32"))]
pub(super) use native::{charge, guarded};
#[cfg(target_arch = "wasm32")]
pub(super) use sandboxed::{charge, guarded};

/// Why a validation was given up.
#[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "in a guest the sandbox gives up, not we"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exhausted {
    Work,
    Stack,
}

#[cfg(target_arch = "wasm32")]
mod sandboxed {
    use super::Exhausted;

    pub(in crate::schema) fn guarded<T>(_bytes: usize, run: impl FnOnce() -> T) -> Result<T, Exhausted> {
        Ok(run())
    }

    #[inline(always)]
    pub(in crate::schema) fn charge(_steps: usize) {}
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::cell::Cell;
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

    use super::Exhausted;

    /// Looks at any document: a second's worth.
    const STEPS: u64 = 20_000_000;
    /// Further looks for each byte of a document, so that there are enough for a large one.
    const STEPS_PER_BYTE: u64 = 64;
    /// What a validation may take of the stack: threads have 2 MiB where nothing else is said.
    const MOST_STACK: usize = 6 * 256 * 1024;

    #[derive(Clone, Copy)]
    struct Meter {
        left: u64,
        /// The lowest address that the stack may reach.
        floor: usize,
    }

    thread_local! {
        static METER: Cell<Meter> = const { Cell::new(Meter { left: u64::MAX, floor: 0 }) };
    }

    /// Puts the meter of an outer validation back.
    struct Restore(Meter);

    impl Drop for Restore {
        fn drop(&mut self) {
            METER.set(self.0);
        }
    }

    pub(in crate::schema) fn guarded<T>(bytes: usize, run: impl FnOnce() -> T) -> Result<T, Exhausted> {
        let floor = here().saturating_sub(MOST_STACK);
        let left = STEPS.saturating_add(STEPS_PER_BYTE.saturating_mul(bytes as u64));
        let _restore = Restore(METER.replace(Meter { left, floor }));
        catch_unwind(AssertUnwindSafe(run)).map_err(|payload| match payload.downcast::<Exhausted>() {
            Ok(exhausted) => *exhausted,
            Err(other) => resume_unwind(other),
        })
    }

    #[inline]
    pub(in crate::schema) fn charge(steps: usize) {
        let meter = METER.get();
        let left = meter.left.checked_sub(steps as u64);
        match left {
            Some(left) if here() >= meter.floor => METER.set(Meter { left, ..meter }),
            Some(_) => give_up(Exhausted::Stack),
            None => give_up(Exhausted::Work),
        }
    }

    /// Not a panic: no hook hears of it.
    #[cold]
    fn give_up(exhausted: Exhausted) -> ! {
        // What is unwound may still look at the document.
        METER.set(Meter { left: u64::MAX, floor: 0 });
        resume_unwind(Box::new(exhausted))
    }

    /// About where the stack ends now; it grows downwards on every target that has threads.
    #[inline(always)]
    fn here() -> usize {
        let mark = 0_u8;
        (&raw const mark).addr()
    }
}
