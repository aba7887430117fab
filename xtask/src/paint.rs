//! Colour, only where a person will see it.

use std::io::IsTerminal as _;

/// Adds terminal colours to words, or leaves them as they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    on: bool,
}

impl Paint {
    /// Colour for messages on stderr: a terminal, no `NO_COLOR`, and not in CI, where colours end up as noise in logs.
    pub(crate) fn for_stderr(ci: bool) -> Self {
        Self { on: !ci && allowed() && std::io::stderr().is_terminal() }
    }

    /// Colour for results on stdout, by the same rule.
    pub(crate) fn for_stdout(ci: bool) -> Self {
        Self { on: !ci && allowed() && std::io::stdout().is_terminal() }
    }

    #[cfg(test)]
    pub(crate) fn plain() -> Self {
        Self { on: false }
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    pub(crate) fn good(self, text: &str) -> String {
        self.wrap("32", text)
    }

    pub(crate) fn bad(self, text: &str) -> String {
        self.wrap("1;31", text)
    }

    pub(crate) fn note(self, text: &str) -> String {
        self.wrap("33", text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// See <https://no-color.org>: any value but the empty one switches colours off.
fn allowed() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
