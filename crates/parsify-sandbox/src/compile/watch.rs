use std::io;
use std::process::{Child, ExitStatus};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A running child that does not outlive its time, nor this value.
///
/// The thread that made the child is the one that waits for it: on Linux the signal of a dead parent is bound to that
/// thread, not to its process.
pub(super) struct Watch {
    child: Arc<Mutex<Child>>,
    done: Option<Sender<()>>,
    watcher: Option<JoinHandle<bool>>,
}

/// How a child ended.
pub(super) struct End {
    pub(super) status: Option<ExitStatus>,
    pub(super) timed_out: bool,
}

impl Watch {
    /// Kills the child when `wall` is over and it has not been ended before.
    pub(super) fn start(child: Child, wall: Duration) -> io::Result<Self> {
        let (done, over) = mpsc::channel::<()>();
        let mut watch = Self { child: Arc::new(Mutex::new(child)), done: Some(done), watcher: None };
        let child = Arc::clone(&watch.child);
        let watcher = thread::Builder::new().name("compile-watch".into()).spawn(move || {
            let timed_out = over.recv_timeout(wall) == Err(RecvTimeoutError::Timeout);
            if timed_out {
                // At once and without a chance to object. Fails only if the child has ended already.
                let _ = child.lock().unwrap_or_else(PoisonError::into_inner).kill();
            }
            timed_out
        })?;
        watch.watcher = Some(watcher);
        Ok(watch)
    }

    /// Kills the child if it still runs, and collects it, so that nothing of it stays.
    pub(super) fn end(mut self) -> End {
        self.stop()
    }

    fn stop(&mut self) -> End {
        drop(self.done.take());
        let timed_out = self.watcher.take().is_some_and(|watcher| watcher.join().unwrap_or(false));
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = child.kill();
        End { status: child.wait().ok(), timed_out }
    }
}

impl Drop for Watch {
    /// Again after [`end`](Self::end) it does nothing: a collected child is remembered as such.
    fn drop(&mut self) {
        self.stop();
    }
}
