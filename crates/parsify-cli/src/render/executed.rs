use parsify::harmless;
use parsify::serde_json::Value;

use super::style::{ERROR, FAINT, paint};

/// What a program that was executed wrote and how it ended; `None` when the data is no such result.
pub(crate) struct Executed<'d> {
    data: &'d Value,
    pub(crate) stdout: &'d str,
    pub(crate) stderr: &'d str,
}

impl<'d> Executed<'d> {
    pub(crate) fn of(data: &'d Value) -> Option<Self> {
        data["exitCode"].as_i64()?;
        Some(Self { data, stdout: data["stdout"].as_str()?, stderr: data["stderr"].as_str()? })
    }

    pub(crate) fn succeeded(&self) -> bool {
        self.data["exitCode"] == 0
    }

    /// Its value, or the error that ended it.
    pub(crate) fn end(&self) -> String {
        let error = &self.data["error"];
        let part = |name: &str| error[name].as_str().map(harmless).unwrap_or_default();
        if error.is_object() {
            let mut text =
                format!("{}: {}\n", paint(ERROR, format_args!("uncaught {}", part("name"))), part("message"));
            let frames = error["stack"].as_array().map(Vec::as_slice).unwrap_or_default();
            let frames = frames.iter().filter_map(Value::as_str).map(|frame| format!("    {}\n", harmless(frame)));
            text.push_str(&paint(FAINT, frames.collect::<String>()));
            return text;
        }
        match self.data["shown"].as_str() {
            Some(shown) if shown != "undefined" => {
                let lines = shown.lines().map(harmless).collect::<Vec<_>>().join("\n");
                format!("{} {lines}\n", paint(FAINT, "=>"))
            }
            _ => String::new(),
        }
    }
}
