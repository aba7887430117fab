//! The configuration of a host: `parsify.toml`, under the environment and the arguments.
//!
//! [`load`] reads what there is, [`ModuleManagerBuilder::with_config`] puts it into force. Everything it can say, the builder
//! and [`CallOptions`](crate::CallOptions) can say in code.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use parsify::config::{Config, Layer};
//! use parsify::{CallOptions, ModuleManager, Request};
//!
//! let layer = Layer::from_toml("parsify.toml", "[modules.json-processor.limits]\noutput = 4")?;
//! let manager = ModuleManager::builder().with_config(Config::layered([layer])?)?.build().await?;
//! let request = Request::new("format").with_text("json", "[1, 2, 3]");
//! let failure = manager.execute("json-processor", request, CallOptions::new()).await.unwrap_err();
//! assert_eq!(failure.code(), "sandbox.output");
//! # Ok(())
//! # }
//! ```

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy as _;
use parsify_cache::{CacheConfig, DiskCache};
use parsify_error::{ErrorKind, Failure, code};
use parsify_sandbox::{CompileLimits, Reuse, SandboxConfig};

pub use parsify_config::{
    CacheSettings, CallDefaults, CallSettings, CompileSettings, Config, ConfigError, EXAMPLE, InvalidQuantity,
    KnownKey, Layer, MonitorSettings, Origin, Problem, ReuseSettings, Setting, SourcePlace, SourceSettings,
    VersionSettings, add_dependency, known_keys, parse_size, parse_time, remove_dependency,
};

use crate::builder::{DEFAULT_QUEUE, default_concurrency};
use crate::cache::user_cache;
use crate::{ModuleManager, ModuleManagerBuilder, Monitor};

/// The name of the file.
pub const FILE_NAME: &str = "parsify.toml";

/// The user's own file for a program: `<program>/parsify.toml` in the user's folder for configurations
/// (`XDG_CONFIG_HOME`, or what the platform has in its place). `None` when the user has no home.
#[must_use]
pub fn user_file(program: &str) -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join(program).join(FILE_NAME))
}

/// Reads the layers: the files that are there, in their order, then the environment of this process, then arguments
/// (`key=value`). Of several words on one key, the last one counts.
///
/// # Errors
///
/// A file cannot be read; a key does not exist, a value is not what its key takes, or values do not go together, each with
/// its place.
pub fn load<'a>(
    files: impl IntoIterator<Item = &'a Path>,
    arguments: impl IntoIterator<Item = impl AsRef<str>>,
) -> Result<Config, Failure> {
    load_over([], files, arguments)
}

/// The same over defaults of the program's own.
///
/// # Errors
///
/// As those of [`load`].
pub fn load_over<'a>(
    defaults: impl IntoIterator<Item = Layer>,
    files: impl IntoIterator<Item = &'a Path>,
    arguments: impl IntoIterator<Item = impl AsRef<str>>,
) -> Result<Config, Failure> {
    let mut layers: Vec<_> = defaults.into_iter().collect();
    for file in files {
        if let Some(text) = read(file)? {
            layers.push(Layer::from_toml(file, &text)?);
        }
    }
    layers.push(Layer::from_env(std::env::vars_os())?);
    layers.push(Layer::from_arguments(arguments)?);
    Ok(Config::layered(layers)?)
}

/// What holds here where no file, variable or argument says anything, for a program that shows it: with it below the other
/// layers, [`Config::effective`] has a value for these keys too.
#[must_use]
pub fn defaults() -> Layer {
    let (compile, cache) = (CompileLimits::new(), CacheConfig::at(""));
    let said = [
        format!("concurrency={}", default_concurrency()),
        format!("queue={DEFAULT_QUEUE}"),
        "builtin-modules=true".to_owned(),
        format!("cache.size={}", cache.max_bytes()),
        format!("cache.entry-size={}", cache.max_entry_bytes()),
        format!("cache.memory={}", SandboxConfig::new().memory_cache_bytes()),
        format!("compile.time={}ms", compile.wall.as_millis()),
        format!("compile.memory={}", compile.memory),
        format!("compile.code={}", compile.artifact),
        format!("compile.threads={}", compile.threads),
    ];
    // Each is a key with a value that it takes, which a test holds.
    Layer::from_defaults(said).unwrap_or_default()
}

/// `None` when there is no such file.
fn read(path: &Path) -> Result<Option<String>, Failure> {
    let mut text = String::new();
    let most = Layer::MAX_BYTES as u64 + 1;
    let read = std::fs::File::open(path).and_then(|file| file.take(most).read_to_string(&mut text));
    match read {
        Ok(_) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new(
            ErrorKind::Params,
            code::CONFIG_READ,
            format!("the configuration `{}` cannot be read: {error}", path.display()),
        )
        .with_detail("path", path.display().to_string())
        .with_hint("check that it is a text file that this user may read")
        .with_source(error)),
    }
}

/// What a configuration says of the sandbox: limits, ceilings, what a compilation may use, what is kept in memory.
#[must_use]
pub fn sandbox(config: &Config, sandbox: SandboxConfig) -> SandboxConfig {
    let compile = config.compile();
    let mut limits = CompileLimits::new();
    limits.wall = compile.time.unwrap_or(limits.wall);
    limits.memory = compile.memory.unwrap_or(limits.memory);
    limits.artifact = compile.code.unwrap_or(limits.artifact);
    let limits = limits.with_threads(compile.threads.unwrap_or(limits.threads));
    let sandbox = sandbox.with_compile_limits(limits);
    let sandbox = sandbox.with_default_limits(config.call_defaults().limits).with_ceiling(config.ceiling());
    match config.cache().memory {
        Some(bytes) => sandbox.with_memory_cache_bytes(bytes),
        None => sandbox,
    }
}

/// The cache of machine code that a configuration wants for a program; `None` when it is switched off, or nothing is said and
/// `otherwise` is false. Its folder is [`user_cache`]'s unless another is named.
#[must_use]
pub fn disk_cache(config: &Config, program: &str, otherwise: bool) -> Option<CacheConfig> {
    let settings = config.cache();
    if !settings.enabled.unwrap_or(otherwise) {
        return None;
    }
    let own = user_cache(program)?;
    let mut cache = match settings.dir {
        // The key stays the user's: a folder that came from elsewhere with a key in it is not trusted.
        Some(folder) => CacheConfig::at(folder).with_key_file(own.key_file()),
        None => own,
    };
    if let Some(bytes) = settings.size {
        cache = cache.with_max_bytes(bytes);
    }
    if let Some(bytes) = settings.entry_size {
        cache = cache.with_max_entry_bytes(bytes);
    }
    Some(cache)
}

impl ModuleManagerBuilder {
    /// Puts a configuration into force: limits, ceilings, what is said of single modules and operations, reuse, concurrency,
    /// what is loaded at the start (a module that cannot be loaded then is a warning in the log). It counts more than what was said to this builder before, and less than what is said
    /// afterwards. Sources and dependencies are for an [`Installer`](crate::install::Installer).
    ///
    /// # Errors
    ///
    /// The configuration switches the cache on disk on, and it cannot be opened.
    pub fn with_config(mut self, config: Config) -> Result<Self, Failure> {
        let mut sandbox = sandbox(&config, self.sandbox);
        if let Some(cache) = disk_cache(&config, "parsify", false)
            && self.disk_cache
            && !sandbox.has_disk_cache()
        {
            sandbox = sandbox.with_disk_cache(DiskCache::open(cache)?);
        }
        self.sandbox = sandbox;
        self.concurrency = config.concurrency().unwrap_or(self.concurrency);
        self.queue = config.queue().unwrap_or(self.queue);
        self.builtin = config.builtin_modules().unwrap_or(self.builtin);
        if self.monitors {
            self.monitor = monitor(config.monitor()).or(self.monitor);
        }
        self.config = Some(Arc::new(config));
        Ok(self)
    }
}

/// The monitor, where a configuration says anything of one.
fn monitor(settings: MonitorSettings) -> Option<Monitor> {
    if settings == MonitorSettings::default() {
        return None;
    }
    let monitor = settings.interval.map_or_else(Monitor::new, |interval| Monitor::new().every(interval));
    Some(settings.status.into_iter().fold(monitor, Monitor::with_status_file))
}

/// How instances are used again, where a configuration says that they are.
pub(crate) fn reuse(settings: ReuseSettings) -> Reuse {
    let mut reuse = Reuse::default();
    reuse.uses = settings.uses.unwrap_or(reuse.uses);
    reuse.idle = settings.idle.map_or(reuse.idle, |idle| idle as usize);
    reuse.idle_bytes = settings.idle_bytes.unwrap_or(reuse.idle_bytes);
    reuse
}

impl ModuleManager {
    /// Loads what the configuration wants at the start. What does not load is no reason not to start: its calls say why.
    pub(crate) async fn preload(&self, config: &Config) {
        for module in config.preload() {
            match self.warm_up(&[module.as_str()], |_, _| {}).await {
                Err(failure) => tracing::warn!(%module, reason = %failure, "not preloaded"),
                Ok(loaded) => {
                    for failure in loaded.iter().filter_map(|one| one.failure.as_ref()) {
                        tracing::warn!(%module, reason = %failure, "not preloaded");
                    }
                }
            }
        }
    }
}
