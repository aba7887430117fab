use parsify_error::{Breach, ErrorKind, Failure, TrapCause, code};
use wasmtime::{PoolConcurrencyLimitError, Trap};

use crate::state::{CallState, Cancelled};

/// Turns what came out of a call into a failure.
pub(crate) fn failure(error: wasmtime::Error, state: &CallState) -> Failure {
    known(&error, state).unwrap_or_else(|| {
        Failure::trap(TrapCause::Abi, code::SANDBOX_ABI, "the module broke the binary interface")
            .with_hint("the module, or the toolchain it was built with, is at fault")
            .with_source(error)
    })
}

/// The failure of a limit or a trap; `None` when the engine had another reason.
pub(crate) fn known(error: &wasmtime::Error, state: &CallState) -> Option<Failure> {
    if let Some(breach) = error.downcast_ref::<Breach>() {
        let breach = match *breach {
            // The engine's copying budget does not know the limit it was derived from.
            Breach::Output { .. } => Breach::Output { limit: state.bounds.limits.output },
            breach => breach,
        };
        return Some(breach.failure());
    }
    if error.is::<Cancelled>() {
        return Some(Failure::cancelled(state.bounds.phase.look()));
    }
    if let Some(limit) = error.downcast_ref::<PoolConcurrencyLimitError>() {
        let busy = Failure::new(ErrorKind::Capacity, code::SANDBOX_BUSY, format!("no place is free: {limit}"));
        return Some(busy.with_hint("try again, or allow fewer calls at once"));
    }
    error.downcast_ref::<Trap>().map(|&trap| trapped(trap, state))
}

fn trapped(trap: Trap, state: &CallState) -> Failure {
    let cause = cause(trap);
    match (cause, &state.panicked) {
        (TrapCause::Unreachable, Some(message)) => {
            Failure::trap(TrapCause::Panic, code::SANDBOX_PANIC, format!("the module panicked: {message}"))
                .with_hint("the module has a bug; its author needs this message and the document")
        }
        (TrapCause::Stack, _) => Failure::trap(cause, code::SANDBOX_STACK, "the module exhausted its stack")
            .with_hint("the document is probably nested too deeply for this module"),
        (TrapCause::Abi, _) => {
            Failure::trap(cause, code::SANDBOX_ABI, format!("the module broke the binary interface: {trap}"))
                .with_hint("the module, or the toolchain it was built with, is at fault")
        }
        _ => Failure::trap(cause, code::SANDBOX_TRAP, format!("the module trapped: {trap}"))
            .with_hint("the module has a bug; its author needs this message and the document"),
    }
}

fn cause(trap: Trap) -> TrapCause {
    match trap {
        Trap::StackOverflow => TrapCause::Stack,
        Trap::MemoryOutOfBounds | Trap::TableOutOfBounds | Trap::IndirectCallToNull | Trap::BadSignature => {
            TrapCause::OutOfBounds
        }
        Trap::AllocationTooLarge => TrapCause::OutOfMemory,
        Trap::UnreachableCodeReached => TrapCause::Unreachable,
        Trap::IntegerOverflow | Trap::IntegerDivisionByZero | Trap::BadConversionToInteger => TrapCause::Arithmetic,
        Trap::CannotEnterComponent
        | Trap::CannotLeaveComponent
        | Trap::InvalidChar
        | Trap::StringOutOfBounds
        | Trap::ListOutOfBounds
        | Trap::InvalidDiscriminant
        | Trap::UnalignedPointer => TrapCause::Abi,
        _ => TrapCause::Other,
    }
}
