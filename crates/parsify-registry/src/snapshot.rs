use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;

use crate::Registry;

/// A catalog that many threads read while one changes it.
pub type SharedRegistry = Snapshot<Registry>;

/// A value that is read without waiting while it is changed.
///
/// A reader sees the value as it was when it looked, whole, for as long as it holds it; no lock is taken. A writer works on
/// a clone and publishes it at the end, so the type should be one whose clone is cheap ([`Registry`] is). Writers wait
/// for each other.
///
/// ```
/// use parsify_registry::{Registry, RegistryError, SharedRegistry};
///
/// # let descriptor = parsify_interface::Descriptor::parse(r#"{"id": "sums", "name": "Sums", "version": "1.2.0",
/// #     "apiVersion": "1.0.0", "summary": "Adds", "category": "tools",
/// #     "operations": [{"name": "add", "summary": "Adds", "params": {"type": "object"}}]}"#)?;
/// let shared = SharedRegistry::new(Registry::new());
/// let before = shared.load();
/// shared.change(|registry| registry.register(descriptor))?;
/// assert_eq!((before.len(), shared.load().len()), (0, 1));
/// # Ok::<(), parsify_interface::Failure>(())
/// ```
pub struct Snapshot<T> {
    current: ArcSwap<T>,
    writer: Mutex<()>,
}

impl<T> Snapshot<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self { current: ArcSwap::from_pointee(value), writer: Mutex::new(()) }
    }

    /// The value as it is now, to be held as long as wanted.
    pub fn load(&self) -> Arc<T> {
        self.current.load_full()
    }

    /// Looks at the value as it is now. Cheaper than [`load`](Self::load) when many threads look at once, because no count
    /// of references is touched.
    pub fn with<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.current.load())
    }

    /// Changes a clone of the value, and publishes it if that succeeds. Waits for other writers; readers go on.
    ///
    /// # Errors
    ///
    /// What `change` gives. Nothing is published then, nor when it panics.
    pub fn change<R, E>(&self, change: impl FnOnce(&mut T) -> Result<R, E>) -> Result<R, E>
    where
        T: Clone,
    {
        // The lock guards no data: whoever panicked with it published nothing.
        let _turn = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut value = T::clone(&self.current.load());
        let result = change(&mut value)?;
        self.current.store(Arc::new(value));
        Ok(result)
    }
}

impl<T: Default> Default for Snapshot<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: fmt::Debug> fmt::Debug for Snapshot<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Snapshot").field(&self.load()).finish()
    }
}
