use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, Thread};
use std::time::Duration;

use wasmtime::{Engine, EngineWeak};

/// How often the epoch ticks while calls run: the unit in which a guest can be interrupted.
pub const TICK: Duration = Duration::from_millis(1);

/// Ticks without a call in flight after which the thread goes to sleep.
const IDLE_TICKS: u32 = 50;

/// The thread that increments the engine's epoch; nobody else does. It sleeps while no call is in flight, so that an
/// idle host does not wake up a thousand times a second, and ends when the engine is gone.
pub(crate) struct Ticker {
    shared: Arc<Shared>,
    thread: Thread,
}

struct Shared {
    in_flight: AtomicUsize,
    asleep: AtomicBool,
}

/// While it lives, the epoch ticks.
pub(crate) struct Ticking(Arc<Shared>);

impl Ticker {
    pub(crate) fn start(engine: &Engine) -> std::io::Result<Self> {
        let shared = Arc::new(Shared { in_flight: AtomicUsize::new(0), asleep: AtomicBool::new(false) });
        let (engine, seen) = (engine.weak(), shared.clone());
        let handle = thread::Builder::new().name("parsify-ticker".to_owned()).spawn(move || run(&engine, &seen))?;
        Ok(Self { shared, thread: handle.thread().clone() })
    }

    /// Starts the ticking for one call.
    pub(crate) fn ticking(&self) -> Ticking {
        // Sequentially consistent with the thread's `asleep` then `in_flight`: one of the two sides sees the other.
        self.shared.in_flight.fetch_add(1, Ordering::SeqCst);
        if self.shared.asleep.load(Ordering::SeqCst) {
            self.thread.unpark();
        }
        Ticking(self.shared.clone())
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        // Asleep or not: the thread looks at its weak engine next.
        self.thread.unpark();
    }
}

impl Drop for Ticking {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::SeqCst);
    }
}

fn run(engine: &EngineWeak, shared: &Shared) {
    let mut idle = 0;
    loop {
        thread::sleep(TICK);
        let Some(engine) = engine.upgrade() else { return };
        engine.increment_epoch();
        drop(engine);
        idle = if shared.in_flight.load(Ordering::SeqCst) == 0 { idle + 1 } else { 0 };
        if idle >= IDLE_TICKS {
            shared.asleep.store(true, Ordering::SeqCst);
            if shared.in_flight.load(Ordering::SeqCst) == 0 {
                // The longest an ended engine keeps its thread.
                thread::park_timeout(Duration::from_secs(1));
            }
            shared.asleep.store(false, Ordering::SeqCst);
            idle = 0;
        }
    }
}
