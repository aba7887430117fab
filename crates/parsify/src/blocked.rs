//! Waiting on a thread that may block.

use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake};
use std::thread::{self, Thread};

thread_local! {
    static WORKS: Cell<bool> = const { Cell::new(false) };
}

/// True on a thread that does the work of a native module. What that calls natively is done by the same thread: a second one
/// would make the first wait for it, and when all of a runtime's threads wait, none is left to be waited for.
pub(crate) fn works_here() -> bool {
    WORKS.get()
}

/// Does the work of a native module on this thread.
pub(crate) fn working<T>(work: impl FnOnce() -> T) -> T {
    let before = WORKS.replace(true);
    let result = work();
    WORKS.set(before);
    result
}

/// Waits for a future. Unlike the runtime's own way, this may happen inside of another such wait.
pub(crate) fn wait<F: Future>(future: F) -> F::Output {
    let signal = Arc::new(Signal { thread: thread::current(), given: AtomicBool::new(false) });
    let waker = signal.clone().into();
    let (mut future, mut context) = (pin!(future), Context::from_waker(&waker));
    loop {
        if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
            return result;
        }
        // Whoever waits inside may have used up the thread's own token, so that alone would not do.
        while !signal.given.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

struct Signal {
    thread: Thread,
    given: AtomicBool,
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.given.store(true, Ordering::Release);
        self.thread.unpark();
    }
}
