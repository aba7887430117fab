use std::sync::Arc;

use parsify_error::Failure;

use crate::{Context, Descriptor, Request, Response};

/// A module's logic: synchronous, pure, the same inside a guest and natively.
///
/// Two methods, both required. A processor keeps no state between calls that could change an answer: in the sandbox each
/// call gets a new instance.
///
/// Usually built with [`Operations`](crate::Operations) rather than by hand.
pub trait Processor: Send + Sync {
    /// What the module is and offers. Called once for each artifact; must not depend on anything but the code.
    fn describe(&self) -> Descriptor;

    /// Executes one operation. Cost and memory are the operation's own; there is no I/O.
    ///
    /// # Errors
    ///
    /// `Input`, `Params` and `Unsupported` are verdicts, the same every time; `Limit` a bound of the module's own;
    /// `Dependency` a failed call of another module; everything else counts as `Internal`.
    fn execute(&self, request: Request, context: &dyn Context) -> Result<Response, Failure>;
}

macro_rules! forward {
    ($($pointer:ty),*) => {$(
        impl<P: Processor + ?Sized> Processor for $pointer {
            fn describe(&self) -> Descriptor {
                (**self).describe()
            }

            fn execute(&self, request: Request, context: &dyn Context) -> Result<Response, Failure> {
                (**self).execute(request, context)
            }
        }
    )*};
}

forward!(&P, Box<P>, Arc<P>);
