use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::parsify;

/// Runs the commands of a session, in a home of its own.
pub(super) struct Shell {
    home: PathBuf,
    here: PathBuf,
}

impl Shell {
    pub(super) fn new(home: &Path) -> Self {
        let home = fs::canonicalize(home).expect("the home is there");
        Self { here: home.join("desk"), home }
    }

    /// What a command shows: standard output, and standard error behind it; and how it ended, if not well.
    ///
    /// It knows what a session needs of a shell: `parsify`, `cd`, `cp`, `cat` and `rm`, words and no quotes, `> FILE`.
    pub(super) fn run(&mut self, line: &str) -> String {
        let (line, target) = match line.split_once(" > ") {
            Some((line, target)) => (line, Some(self.path(target))),
            None => (line, None),
        };
        let words: Vec<_> = line.split_whitespace().collect();
        let (first, rest) = words.split_first().expect("there is a command");
        let shown = match *first {
            "parsify" => self.parsify(rest),
            "cat" => rest.iter().map(|file| self.read(file)).collect(),
            "echo" => format!("{}\n", rest.join(" ")),
            "cd" => {
                self.here = fs::canonicalize(self.here.join(rest[0])).expect("the folder is there");
                String::new()
            }
            "cp" => self.copy(rest),
            "rm" if rest[0] == "-r" => {
                fs::remove_dir_all(self.path(rest[1])).expect("the folder can be removed");
                String::new()
            }
            "rm" => rest.iter().map(|file| self.remove(file)).collect(),
            other => panic!("the session has no `{other}`: {line}"),
        };
        match target {
            Some(target) => {
                fs::write(target, shown).expect("the file can be written");
                String::new()
            }
            None => shown,
        }
    }

    fn parsify(&self, words: &[&str]) -> String {
        let folder = |name: &str| self.home.join(name).display().to_string();
        let mut command = parsify(words).within(&self.here).env("NO_COLOR", "1").env("HOME", &folder(""));
        command = command.without_env("PARSIFY_CACHE_DIR");
        let folders = [("XDG_DATA_HOME", ".local/share"), ("XDG_CONFIG_HOME", ".config"), ("XDG_CACHE_HOME", ".cache")];
        for (variable, name) in folders {
            command = command.env(variable, &folder(name));
        }
        let ended = command.run();
        let shown = ended.stdout + ended.stderr.as_str();
        // Wherever the home lies, the document calls it so.
        let shown = shown.replace(&self.home.display().to_string(), "/home/me");
        match ended.code {
            Some(0) => shown,
            Some(code) => format!("{shown}[exit code {code}]\n"),
            None => format!("{shown}[killed]\n"),
        }
    }

    fn path(&self, word: &str) -> PathBuf {
        match word.strip_prefix("~/") {
            Some(below) => self.home.join(below),
            None => self.here.join(word),
        }
    }

    fn read(&self, file: &str) -> String {
        let text = fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        text.replace(&self.home.display().to_string(), "/home/me")
    }

    fn copy(&self, words: &[&str]) -> String {
        let (target, files) = words.split_last().expect("there is a target");
        for file in files {
            let (from, to) = (self.path(file), self.path(target));
            let to = if to.is_dir() { to.join(from.file_name().expect("a file has a name")) } else { to };
            fs::copy(&from, &to).unwrap_or_else(|error| panic!("{file}: {error}"));
        }
        String::new()
    }

    fn remove(&self, file: &str) -> String {
        fs::remove_file(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        String::new()
    }
}
