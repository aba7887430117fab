use std::sync::Arc;

use async_trait::async_trait;
use parsify_error::Failure;

use crate::{CallOptions, Descriptor, Engine, Execution, Request};

/// Something a host can call: a sandboxed component, a native processor, or an implementation of your own.
///
/// Object safe. Two methods are required; [`engine`](Module::engine) is worth overriding only by those who run guests.
#[async_trait]
pub trait Module: Send + Sync {
    /// What the module is and offers.
    fn descriptor(&self) -> &Descriptor;

    /// Executes one operation inside the limits of `options`. The request is borrowed, so that the caller can try again
    /// or elsewhere; payloads are shared, not copied.
    ///
    /// Dropping the future cancels the call.
    ///
    /// # Errors
    ///
    /// The operation's own failure, or what kept it from running.
    async fn execute(&self, request: &Request, options: &CallOptions) -> Result<Execution, Failure>;

    /// What runs the operations. Default: [`Engine::Native`].
    fn engine(&self) -> Engine {
        Engine::Native
    }
}

macro_rules! forward {
    ($($pointer:ty),*) => {$(
        #[async_trait]
        impl<M: Module + ?Sized> Module for $pointer {
            fn descriptor(&self) -> &Descriptor {
                (**self).descriptor()
            }

            async fn execute(&self, request: &Request, options: &CallOptions) -> Result<Execution, Failure> {
                (**self).execute(request, options).await
            }

            fn engine(&self) -> Engine {
                (**self).engine()
            }
        }
    )*};
}

forward!(&M, Box<M>, Arc<M>);
