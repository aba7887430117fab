use std::path::PathBuf;

use clap::{Args, ValueHint};

const HEADING: &str = "General options";

// A doc comment here would become the description of every command.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct General {
    /// Answer with one JSON object on standard output, in failure too
    #[arg(long, help_heading = HEADING)]
    pub(crate) json: bool,

    /// Say on standard error how the call ran: engine, version, time, memory, log
    #[arg(long, short, help_heading = HEADING)]
    pub(crate) verbose: bool,

    /// When to use colours: auto (on a terminal, unless NO_COLOR is set), always, never
    #[arg(long, value_name = "WHEN", value_parser = ["auto", "always", "never"], help_heading = HEADING)]
    pub(crate) color: Option<String>,

    /// Load one more module from this component; may stand several times
    #[arg(long = "module", value_name = "FILE.wasm", help_heading = HEADING)]
    pub(crate) module_files: Vec<PathBuf>,

    /// Load every component (*.wasm) of this folder; may stand several times
    #[arg(long = "module-dir", value_name = "DIR", help_heading = HEADING)]
    pub(crate) module_folders: Vec<PathBuf>,

    /// Use what is installed in the project of this folder [default: the nearest parsify.toml upwards, else the user's]
    #[arg(long, value_name = "DIR", conflicts_with = "user", value_hint = ValueHint::DirPath, help_heading = HEADING)]
    pub(crate) project: Option<PathBuf>,

    /// Use what the user has installed, even inside a project
    #[arg(long, help_heading = HEADING)]
    pub(crate) user: bool,

    /// Set a key of the configuration for this command; may stand several times
    #[arg(long = "set", value_name = "KEY=VALUE", help_heading = HEADING)]
    pub(crate) settings: Vec<String>,

    /// Keep compiled modules in this folder [default: the configured one, or the user's cache folder]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache", help_heading = HEADING)]
    pub(crate) cache_dir: Option<PathBuf>,

    /// Neither use nor keep compiled modules on disk
    #[arg(long, help_heading = HEADING)]
    pub(crate) no_cache: bool,
}

impl General {
    /// These options with those that stand further right in the line.
    pub(crate) fn then(mut self, later: Self) -> Self {
        self.json |= later.json;
        self.verbose |= later.verbose;
        self.color = later.color.or(self.color);
        self.module_files.extend(later.module_files);
        self.module_folders.extend(later.module_folders);
        self.project = later.project.or(self.project);
        self.user |= later.user;
        self.settings.extend(later.settings);
        self.cache_dir = later.cache_dir.or(self.cache_dir);
        self.no_cache |= later.no_cache;
        self
    }
}
