use async_trait::async_trait;
use parsify_error::Failure;

use crate::{Request, Response};

/// What a caller has left to give away when it calls another module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Left {
    /// Bytes of memory. Natively nobody counts them, and it is all that the call may use.
    pub memory: u64,
}

impl Left {
    /// So many bytes of memory.
    #[must_use]
    pub fn memory(bytes: u64) -> Self {
        Self { memory: bytes }
    }
}

/// The other modules, as a module that runs sees them: what answers `modules.discover` and `modules.call` of the contract.
///
/// A host makes one for each call and hands it over in [`CallOptions`](crate::CallOptions); which modules may be called,
/// with which grants and how often, is for it to say. Engines and native modules only pass calls on.
#[async_trait]
pub trait Callees: Send + Sync {
    /// Ids of the modules that offer `operation` for a language or format. Returns at once.
    fn discover(&self, operation: &str, subject: &str) -> Vec<String>;

    /// Executes an operation of another module, with no more than what its caller has left.
    ///
    /// # Errors
    ///
    /// The callee's failure, or why it may not be called.
    async fn call(&self, module: &str, request: Request, left: Left) -> Result<Response, Failure>;
}
