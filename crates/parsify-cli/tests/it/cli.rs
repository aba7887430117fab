use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// The command, about to be run.
pub(crate) struct Cli {
    command: Command,
    stdin: Vec<u8>,
}

/// How it ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Where the commands of all tests keep what they compile, so that each guest is compiled once.
pub(crate) const CACHE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/parsify-cache");

/// The command with words, in an empty environment as far as colours go, and away from the user's cache, configuration and
/// installed modules.
pub(crate) fn parsify<S: AsRef<OsStr>>(words: impl IntoIterator<Item = S>) -> Cli {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parsify"));
    command.args(words).env_remove("NO_COLOR").env_remove("CLICOLOR").env_remove("CLICOLOR_FORCE");
    command.env("PARSIFY_CACHE_DIR", CACHE).env("XDG_DATA_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/parsify-data"));
    command.env("XDG_CONFIG_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/parsify-config"));
    Cli { command, stdin: Vec::new() }
}

/// The words of a line; none of them holds a space.
pub(crate) fn line(line: &str) -> Cli {
    parsify(line.split_whitespace())
}

impl Cli {
    pub(crate) fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    pub(crate) fn arg(mut self, word: impl AsRef<OsStr>) -> Self {
        self.command.arg(word);
        self
    }

    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub(crate) fn command(self) -> Command {
        self.command
    }

    pub(crate) fn run(mut self) -> Ended {
        let piped = self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().expect("the command can be started");
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        let bytes = std::mem::take(&mut self.stdin);
        // A command that does not read its input must not hold up the test.
        let writing = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
        let output = child.wait_with_output().expect("the command can be waited for");
        writing.join().expect("the input is written");
        Ended {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            bytes: output.stdout,
        }
    }
}

impl Ended {
    #[track_caller]
    pub(crate) fn code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Standard error holds every one of these.
    #[track_caller]
    pub(crate) fn says(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.stderr.contains(text), "`{text}` is missing in\n{}", self.stderr);
        }
        self
    }

    #[track_caller]
    pub(crate) fn says_not(self, text: &str) -> Self {
        assert!(!self.stderr.contains(text), "`{text}` stands in\n{}", self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn prints(self, text: &str) -> Self {
        assert_eq!(self.stdout, text, "{}", self.stderr);
        self
    }

    /// Standard output as exactly one JSON object.
    #[track_caller]
    pub(crate) fn object(&self) -> Value {
        let value: Value = serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {self:#?}"));
        assert!(value.is_object(), "{value}");
        value
    }
}

/// A folder that goes with the test.
pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is a place for temporary files")
}

/// A file in a folder, and its path.
pub(crate) fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("the file can be written");
    path
}

/// The component that breaks promises, one operation each.
pub(crate) fn misbehaving() -> PathBuf {
    let folder = std::env::var_os("PARSIFY_MODULES_DIR").map(PathBuf::from).unwrap_or_else(|| {
        let command = Path::new(env!("CARGO_BIN_EXE_parsify"));
        let target = command.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
        target.unwrap_or(command).join("modules")
    });
    let path = folder.join("misbehaving.wasm");
    assert!(path.is_file(), "{} is missing: run `cargo xtask build-modules` first", path.display());
    path
}

/// `run misbehaving OPERATION …` with its component.
pub(crate) fn misbehave(words: &str) -> Cli {
    line(&format!("run misbehaving {words}")).arg("--module").arg(misbehaving())
}

/// An array of `bytes` bytes or a little less, of records as they come in practice.
pub(crate) fn large(bytes: usize) -> Vec<u8> {
    const RECORD: &[u8] = br#"{"id":12345,"name":"a name of some length","tags":["a","b","c"],"price":1.10},"#;
    let mut text = b"[".to_vec();
    while text.len() + RECORD.len() + 3 < bytes {
        text.extend_from_slice(RECORD);
    }
    text.extend_from_slice(b"{}]");
    text
}
