use parsify::cache::{CacheConfig, DiskCache, user_cache};
use parsify::config::Config;
use parsify::error::code;
use parsify::install::Installer;
use parsify::{Allocation, ErrorKind, Failure, ModuleManager, SandboxConfig};

use super::modules::repairable;
use super::place::PROGRAM;
use crate::args::General;
use crate::problem::{self, problem};
use crate::{app, render};

/// The manager with the modules that the options add, which are compiled here, and with those that are installed.
pub(crate) async fn manager(
    general: &General,
    config: &Config,
    sandbox: SandboxConfig,
    installer: Option<&Installer>,
    shipped: ModuleManager,
) -> Result<ModuleManager, Failure> {
    // A process that makes one call loads what that needs, and nothing ahead.
    let builder = ModuleManager::builder().with_sandbox(sandbox).without_configured_cache();
    let builder = builder.without_configured_monitor();
    let mut builder = builder.with_config(config.clone())?.without_preload();
    if let Some(installer) = installer {
        if installer.lock_was_edited().is_ok_and(|edited| edited) {
            app::say(&render::lock_edited());
        }
        builder = builder.with_installed(installer).map_err(repairable)?;
    }
    for file in &general.module_files {
        builder = builder.with_module(file.clone());
    }
    for folder in &general.module_folders {
        builder = builder.with_folder(folder.clone());
    }
    let built = builder.build().await.map_err(with_way_out);
    // Only now, so that both share one engine.
    drop(shipped);
    built
}

/// The sandbox with the cache on disk, when it is wanted and can be used.
pub(crate) async fn sandbox_with_cache(general: &General, config: &Config) -> SandboxConfig {
    match disk_cache(general, config).await {
        Some(cache) => sandbox().with_disk_cache(cache),
        None => sandbox(),
    }
}

/// A pool of instances pays from some dozen calls on; this process makes one.
pub(crate) fn sandbox() -> SandboxConfig {
    SandboxConfig::new().with_allocation(Allocation::OnDemand)
}

/// The cache, unless it is not wanted or cannot be used: that is a warning, for everything works without.
async fn disk_cache(general: &General, config: &Config) -> Option<DiskCache> {
    if general.no_cache || (general.cache_dir.is_none() && config.cache().enabled == Some(false)) {
        return None;
    }
    match open(general, config).await {
        Ok(cache) => Some(cache),
        Err(failure) => {
            app::say(&render::warning(&failure));
            None
        }
    }
}

/// Opens the cache that the options and the configuration name.
pub(crate) async fn open(general: &General, config: &Config) -> Result<DiskCache, Failure> {
    let config = cache_config(general, config)?;
    let opened = tokio::task::spawn_blocking(move || DiskCache::open(config)).await.map_err(|error| {
        Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the reading thread broke down").with_source(error)
    })?;
    opened.map_err(|error| {
        Failure::from(error).with_hint("choose another folder with `--cache-dir`, or do without with `--no-cache`")
    })
}

/// Where the cache lies, and how much it holds.
pub(crate) fn cache_config(general: &General, config: &Config) -> Result<CacheConfig, Failure> {
    let settings = config.cache();
    let mut cache = match (general.cache_dir.clone().or(settings.dir), user_cache(PROGRAM)) {
        // The key stays the user's own: a folder that came from elsewhere is not trusted for bringing one along.
        (Some(folder), Some(usual)) => CacheConfig::at(folder).with_key_file(usual.key_file()),
        (Some(folder), None) => CacheConfig::at(folder),
        (None, Some(usual)) => usual,
        (None, None) => {
            return Err(problem(
                ErrorKind::NotFound,
                problem::CACHE,
                "there is no home folder for the cache to lie in",
            )
            .with_hint("say where with `--cache-dir DIR` or the variable PARSIFY_CACHE_DIR, or `--no-cache`"));
        }
    };
    if let Some(bytes) = settings.size {
        cache = cache.with_max_bytes(bytes);
    }
    if let Some(bytes) = settings.entry_size {
        cache = cache.with_max_entry_bytes(bytes);
    }
    Ok(cache)
}

fn with_way_out(failure: Failure) -> Failure {
    if failure.code() == code::REGISTRY_DUPLICATE {
        return failure.with_hint("leave the file out: this program ships the module, or another file holds it");
    }
    failure
}
