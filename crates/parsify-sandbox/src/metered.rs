#![expect(unsafe_code, reason = "the engine's lifting trait is unsafe to implement; each block has its proof")]

use std::ops::Deref;

use parsify_error::Breach;
use wasmtime::component::__internal::{CanonicalAbiInfo, InstanceType, InterfaceType, LiftContext};
use wasmtime::component::{ComponentType, Lift};
use wasmtime::{Result, ValRaw};

/// A text or list that comes out of a guest, with a typed error when the copying budget does not suffice.
///
/// The engine stops a copy that exceeds `Store::set_hostcall_fuel`, but its error is of a private type. Here the budget is
/// asked a second time: an error with pointer and length inside the guest's memory, for which the budget still does not
/// suffice, is the budget's. The limit in the error is filled in by the caller, which knows it.
#[derive(Debug)]
pub(crate) struct Metered<T>(T);

/// What a text or list takes of the budget for each element.
pub(crate) trait Metering {
    const ELEMENT: usize;
}

impl Metering for String {
    const ELEMENT: usize = 1;
}

impl<T> Metering for Vec<T> {
    const ELEMENT: usize = size_of::<T>();
}

impl<T> Metered<T> {
    pub(crate) fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Metered<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

// SAFETY: every item is that of `T`, whose implementation is the engine's own and keeps the trait's promises; the type is
// lifted only, so no assumption about the layout of `Metered` itself is made.
unsafe impl<T: ComponentType> ComponentType for Metered<T> {
    type Lower = T::Lower;

    const ABI: CanonicalAbiInfo = T::ABI;

    fn typecheck(ty: &InterfaceType, types: &InstanceType<'_>) -> Result<()> {
        T::typecheck(ty, types)
    }
}

// SAFETY: both functions hand their arguments to `T`'s implementation unchanged and only replace its error.
unsafe impl<T: Lift + Metering + ComponentType<Lower = [ValRaw; 2]>> Lift for Metered<T> {
    fn linear_lift_from_flat(cx: &mut LiftContext<'_>, ty: InterfaceType, src: &Self::Lower) -> Result<Self> {
        let place = (src[0].get_u32(), src[1].get_u32());
        T::linear_lift_from_flat(cx, ty, src).map(Self).map_err(|error| explain::<T>(cx, place, error))
    }

    fn linear_lift_from_memory(cx: &mut LiftContext<'_>, ty: InterfaceType, bytes: &[u8]) -> Result<Self> {
        let number =
            |at: usize| bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes);
        let place = (number(0), number(4));
        T::linear_lift_from_memory(cx, ty, bytes).map(Self).map_err(|error| explain::<T>(cx, place, error))
    }
}

/// `place` is pointer and length, of 32 bits each: memory64 is off.
fn explain<T: Metering>(
    cx: &mut LiftContext<'_>,
    (pointer, length): (u32, u32),
    error: wasmtime::Error,
) -> wasmtime::Error {
    // An element's own error comes through its list.
    if error.is::<Breach>() || error.is::<std::str::Utf8Error>() {
        return error;
    }
    let inside = u64::from(pointer) + u64::from(length) <= cx.memory().len() as u64;
    if inside && cx.consume_fuel_array(length as usize, T::ELEMENT).is_err() {
        return wasmtime::Error::new(Breach::Output { limit: 0 });
    }
    error
}
