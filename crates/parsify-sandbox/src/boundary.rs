#![expect(unsafe_code, reason = "the engine's copying traits are unsafe to implement; each block has its proof")]
//! Records that say when they cross the border between host and guest, so that a call knows its phase.

use std::mem::MaybeUninit;

use parsify_error::Phase;
use wasmtime::Result;
use wasmtime::component::__internal::{CanonicalAbiInfo, InstanceType, InterfaceType, LiftContext, LowerContext};
use wasmtime::component::{ComponentType, Lift, Lower};

use crate::huge_pages::HugePages;
use crate::phase::{PhaseCell, answered};
use crate::residue::Residue;

/// Arguments: when they are copied in, the guest's function begins. They are the first to see where its memory lies.
pub(crate) struct Entering<'a, T> {
    pub(crate) value: T,
    pub(crate) phase: PhaseCell,
    pub(crate) huge_pages: &'a HugePages,
    pub(crate) residue: &'a Residue,
}

impl<T> Entering<'_, T> {
    fn sees<U>(&self, cx: &mut LowerContext<'_, U>) {
        let memory = cx.as_slice_mut().as_ptr().addr();
        self.huge_pages.enlarge(memory);
        self.residue.lies_at(memory);
    }
}

/// A result: when it is copied out, only the guest's cleaning up is left.
#[derive(Debug)]
pub(crate) struct Leaving<T>(pub(crate) T);

macro_rules! transparent {
    ($name:ident $(, $life:lifetime)?) => {
        // SAFETY: every item is that of `T`, whose implementation is the engine's own and keeps the trait's promises. The
        // wrapper is only ever copied by the functions below, which hand on to `T`'s, so no assumption about its own layout
        // is made.
        unsafe impl<$($life,)? T: ComponentType> ComponentType for $name<$($life,)? T> {
            type Lower = T::Lower;

            const ABI: CanonicalAbiInfo = T::ABI;

            fn typecheck(ty: &InterfaceType, types: &InstanceType<'_>) -> Result<()> {
                T::typecheck(ty, types)
            }
        }
    };
}

transparent!(Entering, 'a);
transparent!(Leaving);

// SAFETY: both functions hand their arguments to `T`'s implementation unchanged, which initialises what it promises to, and
// give its result unchanged; setting the phase and looking at an address touch nothing of the engine.
unsafe impl<T: Lower> Lower for Entering<'_, T> {
    fn linear_lower_to_flat<U>(
        &self,
        cx: &mut LowerContext<'_, U>,
        ty: InterfaceType,
        dst: &mut MaybeUninit<Self::Lower>,
    ) -> Result<()> {
        self.sees(cx);
        self.value.linear_lower_to_flat(cx, ty, dst)?;
        self.phase.set(Phase::Run);
        Ok(())
    }

    fn linear_lower_to_memory<U>(&self, cx: &mut LowerContext<'_, U>, ty: InterfaceType, offset: usize) -> Result<()> {
        self.sees(cx);
        self.value.linear_lower_to_memory(cx, ty, offset)?;
        self.phase.set(Phase::Run);
        Ok(())
    }
}

// SAFETY: both functions hand their arguments to `T`'s implementation unchanged and wrap its value.
unsafe impl<T: Lift> Lift for Leaving<T> {
    fn linear_lift_from_flat(cx: &mut LiftContext<'_>, ty: InterfaceType, src: &Self::Lower) -> Result<Self> {
        let lifted = T::linear_lift_from_flat(cx, ty, src).map(Self);
        answered();
        lifted
    }

    fn linear_lift_from_memory(cx: &mut LiftContext<'_>, ty: InterfaceType, bytes: &[u8]) -> Result<Self> {
        let lifted = T::linear_lift_from_memory(cx, ty, bytes).map(Self);
        answered();
        lifted
    }
}
