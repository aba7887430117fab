use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, TryLockError};

/// More than this many threads share shards; a lock is held for some dozen nanoseconds, so that rarely matters.
const SHARDS: usize = 8;

/// Values that threads write to without meeting each other: one for each of a few groups of threads, made when the first
/// thread of the group comes. Never touched, it is two words.
#[derive(Debug)]
pub(crate) struct Sharded<T>(OnceLock<Box<Shards<T>>>);

type Shards<T> = [OnceLock<Box<Shard<T>>>; SHARDS];

/// Alone in its cache lines: processors fetch them in pairs of 64 bytes.
#[derive(Debug, Default)]
#[repr(align(128))]
struct Shard<T>(T);

impl<T> Default for Sharded<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T: Default> Sharded<T> {
    /// The shard of this thread.
    pub(crate) fn home(&self) -> &T {
        &self.shards()[thread_number() % SHARDS].get_or_init(Box::default).0
    }

    fn shards(&self) -> &Shards<T> {
        self.0.get_or_init(Box::default)
    }
}

impl<T> Sharded<T> {
    /// Every shard that there is.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        let shards = self.0.get().into_iter().flat_map(|shards| shards.iter());
        shards.filter_map(OnceLock::get).map(|shard| &shard.0)
    }
}

impl<T: Default> Sharded<Mutex<T>> {
    /// A shard that nobody else writes to now.
    ///
    /// A thread gets a shard of its own when it finds another one taken, so what is seldom used, however many threads use
    /// it, has one shard. Where its own is taken, it goes on to the next ones, and waits only when all are.
    pub(crate) fn claim(&self) -> MutexGuard<'_, T> {
        let (shards, own) = (self.shards(), thread_number() % SHARDS);
        let free = match shards[own].get() {
            Some(_) => {
                (own..own + SHARDS).filter_map(|place| shards[place % SHARDS].get()).find_map(|one| try_lock(&one.0))
            }
            None => self.iter().next().and_then(try_lock),
        };
        free.unwrap_or_else(|| lock(self.home()))
    }
}

/// Whole even if a thread panicked while it held the lock: each change of a value leaves it sound.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn try_lock<T>(mutex: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    match mutex.try_lock() {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

/// Threads in the order in which they first counted something, so that a pool of workers spreads evenly.
fn thread_number() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local! {
        static NUMBER: usize = NEXT.fetch_add(1, Relaxed);
    }
    // While a thread ends its number may be gone; any shard is right.
    NUMBER.try_with(|number| *number).unwrap_or(0)
}
