//! The compiled modules on disk.

use parsify::cache::{CacheError, DiskCache, EntryReport, cached_module};
use parsify::config::Config;
use parsify::error::code;
use parsify::serde_json::{Value, json};
use parsify::{ErrorKind, Failure};

use super::manager::{cache_config, open};
use crate::args::{CacheAction, General};
use crate::exit::Exit;
use crate::notice::Notice;
use crate::{output, render};

pub(crate) async fn cache(action: CacheAction, general: General, config: &Config) -> Result<Exit, Failure> {
    if action == CacheAction::Dir {
        // Without opening it, which would make it.
        let folder = cache_config(&general, config)?.folder().to_path_buf();
        let text = format!("{}\n", folder.display());
        return say(&general, &json!({ "dir": folder.display().to_string() }), &text);
    }
    let cache = open(&general, config).await?;
    let notice = Notice::new("reading the cache …".to_owned());
    let done = tokio::task::spawn_blocking(move || Done::by(action, &cache)).await;
    drop(notice);
    let done = done.map_err(|error| {
        Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the reading thread broke down").with_source(error)
    })??;
    done.show(&general)
}

/// What was found or done.
enum Done {
    Size { bytes: u64, entries: usize },
    List(Vec<EntryReport>),
    Cleaned { files: u64, bytes: u64 },
    Verified(Vec<EntryReport>),
}

impl Done {
    fn by(action: CacheAction, cache: &DiskCache) -> Result<Self, CacheError> {
        Ok(match action {
            CacheAction::Dir | CacheAction::Size => Self::Size { bytes: cache.size()?, entries: cache.list()?.len() },
            CacheAction::List => Self::List(cache.list()?),
            CacheAction::Clean => {
                let cleaned = cache.clean()?;
                Self::Cleaned { files: cleaned.files, bytes: cleaned.bytes }
            }
            CacheAction::Verify => Self::Verified(cache.verify()?),
        })
    }

    fn show(self, general: &General) -> Result<Exit, Failure> {
        match self {
            Self::Size { bytes, entries } => {
                say(general, &json!({ "bytes": bytes, "entries": entries }), &render::cache_size(bytes, entries))
            }
            Self::List(entries) => say(general, &json!({ "entries": all(&entries) }), &render::cache_list(&entries)),
            Self::Cleaned { files, bytes } => {
                say(general, &json!({ "files": files, "bytes": bytes }), &render::cache_cleaned(files, bytes))
            }
            Self::Verified(entries) => {
                let bad = entries.iter().filter(|entry| entry.content.is_err()).count();
                let value = json!({ "entries": all(&entries), "bad": bad });
                say(general, &value, &render::cache_verified(&entries, bad))?;
                Ok(if bad == 0 { Exit::Fine } else { Exit::ModuleFailed })
            }
        }
    }
}

fn say(general: &General, value: &Value, text: &str) -> Result<Exit, Failure> {
    if general.json { output::json(value) } else { output::show(text) }?;
    Ok(Exit::Fine)
}

fn all(entries: &[EntryReport]) -> Vec<Value> {
    entries.iter().map(entry).collect()
}

fn entry(entry: &EntryReport) -> Value {
    let last_use = entry.last_use.duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let mut value = json!({ "digest": format!("sha256:{}", entry.digest), "bytes": entry.bytes, "lastUse": last_use });
    match &entry.content {
        Ok(content) => {
            let module = cached_module(&content.metadata);
            value["module"] = json!(module.as_ref().map(|module| &module.id));
            value["version"] = json!(module.as_ref().map(|module| &module.version));
            value["engine"] = json!(content.engine);
        }
        Err(reason) => value["bad"] = json!(reason.to_string()),
    }
    value
}
