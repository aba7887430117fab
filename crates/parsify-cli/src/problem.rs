use parsify::{ErrorKind, Failure};

/// The codes of the command's own failures begin with it. They are about its words, its files and its streams, and make
/// it end as for a wrong usage.
pub(crate) const PREFIX: &str = "cli.";

/// The words do not make a command.
pub(crate) const USAGE: &str = "cli.usage";
/// A param of the command line cannot be read.
pub(crate) const PARAM: &str = "cli.param";
/// A file that is named cannot be read.
pub(crate) const FILE: &str = "cli.file";
/// Standard input cannot be read.
pub(crate) const STDIN: &str = "cli.stdin";
/// The result cannot be written.
pub(crate) const OUTPUT: &str = "cli.output";
/// The module has no native form.
pub(crate) const NATIVE: &str = "cli.native";
/// There is no place for the cache.
pub(crate) const CACHE: &str = "cli.cache";
/// The folder is no project.
pub(crate) const PROJECT: &str = "cli.project";
/// The folder holds no module.
pub(crate) const FOLDER: &str = "cli.folder";
/// The status of an application cannot be read.
pub(crate) const STATUS: &str = "cli.status";
/// There is no such key in the configuration.
pub(crate) const KEY: &str = "cli.key";

/// A failure of the command itself.
pub(crate) fn problem(kind: ErrorKind, code: &'static str, message: impl Into<String>) -> Failure {
    Failure::new(kind, code, message)
}
