use std::io::{IsTerminal as _, Write as _, stderr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A call that ends sooner needs no notice.
const PATIENCE: Duration = Duration::from_millis(300);

/// A line on a terminal while a call takes long; erased when this is dropped.
#[derive(Debug)]
pub(crate) struct Notice(Arc<Mutex<State>>);

#[derive(Debug, PartialEq, Eq)]
enum State {
    Waiting,
    Shown,
    Over,
}

impl Notice {
    /// Says `text` after a while, if standard error is a terminal.
    pub(crate) fn new(text: String) -> Self {
        let state = Arc::new(Mutex::new(State::Waiting));
        if stderr().is_terminal() {
            let state = state.clone();
            tokio::spawn(async move {
                tokio::time::sleep(PATIENCE).await;
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                if *state == State::Waiting {
                    let _ = write!(stderr(), "{text}");
                    *state = State::Shown;
                }
            });
        }
        Self(state)
    }
}

impl Drop for Notice {
    fn drop(&mut self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *state == State::Shown {
            // To the first column, and erase the line (ECMA-48, EL 2).
            let _ = write!(stderr(), "\r\u{1b}[2K");
        }
        *state = State::Over;
    }
}
