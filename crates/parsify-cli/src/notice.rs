use std::io::{IsTerminal as _, Write as _, stderr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use parsify::{Observer, Progress};

/// A call that ends sooner needs no notice.
const PATIENCE: Duration = Duration::from_millis(300);
/// Nobody reads faster.
const PAUSE: Duration = Duration::from_millis(100);
/// To the first column, and erase the line (ECMA-48, EL 2).
const ERASE: &str = "\r\u{1b}[2K";

/// A line on a terminal while something takes long; erased when the last clone is dropped or it is [over](Self::over).
#[derive(Clone, Debug)]
pub(crate) struct Notice(Arc<Line>);

#[derive(Debug)]
struct Line(Mutex<State>);

#[derive(Debug)]
struct State {
    text: String,
    /// When the line was written; `None` before the first time.
    shown: Option<Instant>,
    over: bool,
}

impl Notice {
    /// Says `text` after a while, if standard error is a terminal.
    pub(crate) fn new(text: String) -> Self {
        let terminal = stderr().is_terminal();
        let line = Arc::new(Line(Mutex::new(State { text, shown: None, over: !terminal })));
        if terminal {
            let line = Arc::downgrade(&line);
            tokio::spawn(async move {
                tokio::time::sleep(PATIENCE).await;
                if let Some(line) = line.upgrade() {
                    line.show();
                }
            });
        }
        Self(line)
    }

    /// Says something else from now on.
    pub(crate) fn say(&self, text: String) {
        let mut state = self.0.state();
        state.text = text;
        let due = state.shown.is_some_and(|shown| shown.elapsed() >= PAUSE);
        drop(state);
        if due {
            self.0.show();
        }
    }

    /// Says `text` with how much of it is done.
    pub(crate) fn counting(&self, text: &'static str) -> impl Fn(Progress) + Send + Sync + use<> {
        let notice = self.clone();
        move |progress| {
            notice.say(format!("{text} {} of {}", progress.done, progress.total));
        }
    }

    /// Erases the line; it does not come back.
    pub(crate) fn over(&self) {
        self.0.over();
    }
}

/// What a module says of its progress stands in the line.
impl Observer for Notice {
    fn progress(&self, progress: Progress) {
        match progress.fraction() {
            Some(fraction) => self.say(format!("{:3.0} %", fraction * 100.0)),
            None => self.say(format!("{} done", progress.done)),
        }
    }
}

impl Line {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn show(&self) {
        let mut state = self.state();
        if !state.over {
            let _ = write!(stderr(), "{ERASE}{}", state.text);
            state.shown = Some(Instant::now());
        }
    }

    fn over(&self) {
        let mut state = self.state();
        if state.shown.take().is_some() {
            let _ = write!(stderr(), "{ERASE}");
        }
        state.over = true;
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.over();
    }
}
