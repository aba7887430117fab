//! The configuration, and what of it holds.

use std::path::{Path, PathBuf};

use parsify::cache::user_cache;
use parsify::config::{Config, FILE_NAME, Layer, Setting, defaults, known_keys, load_over, user_file};
use parsify::install::StorePlace;
use parsify::serde_json::json;
use parsify::{ErrorKind, Failure, nearest};

use super::place::PROGRAM;
use crate::args::General;
use crate::exit::Exit;
use crate::problem::{self, problem};
use crate::{output, render};

/// The user's file, that of the project, the environment and the options, each over the one before.
pub(crate) fn config(general: &General, place: Option<&StorePlace>) -> Result<Config, Failure> {
    let project = place.and_then(StorePlace::project_folder).map(|folder| folder.join(FILE_NAME));
    let files: Vec<_> = user_file(PROGRAM).into_iter().chain(project).collect();
    let mut arguments = general.settings.clone();
    if let Some(folder) = general.cache_dir.as_deref().and_then(Path::to_str) {
        arguments.push(format!("cache.dir={folder}"));
    }
    if general.no_cache {
        arguments.push("cache.enabled=false".to_owned());
    }
    load_over([defaults(), own_defaults()?], files.iter().map(PathBuf::as_path), arguments)
}

/// What this command does otherwise than the library: machine code is kept.
fn own_defaults() -> Result<Layer, Failure> {
    let mut said = vec!["cache.enabled=true".to_owned()];
    let folder = user_cache(PROGRAM).and_then(|cache| Some(cache.folder().to_str()?.to_owned()));
    said.extend(folder.map(|folder| format!("cache.dir={folder}")));
    Ok(Layer::from_defaults(said)?)
}

/// Prints the keys, or those that are named and what is below them.
pub(crate) fn show_config(general: &General, config: &Config, keys: &[String]) -> Result<Exit, Failure> {
    let all = config.effective();
    let mut shown: Vec<&Setting> = Vec::new();
    let mut unset: Vec<&str> = Vec::new();
    for key in keys {
        let found: Vec<_> = all.iter().filter(|setting| is_below(&setting.key, key)).collect();
        match found.is_empty() {
            true if is_known(key) => unset.push(key),
            true => return Err(unknown(key, &all)),
            false => shown.extend(found),
        }
    }
    if keys.is_empty() {
        shown.extend(&all);
    }
    if general.json {
        output::json(&json!({ "settings": shown, "unset": unset }))?;
    } else {
        output::show(&render::settings(&shown, &unset))?;
    }
    Ok(Exit::Fine)
}

fn is_below(key: &str, table: &str) -> bool {
    key.strip_prefix(table).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a key or table of that form exists, for names that nobody has said anything of.
fn is_known(key: &str) -> bool {
    let is_name = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase());
    known_keys().iter().any(|known| {
        let (mut parts, mut left) = (known.key.split('.'), key.split('.'));
        left.all(|part| parts.next().is_some_and(|known| known == part || is_name(known)))
    })
}

fn unknown(key: &str, all: &[Setting]) -> Failure {
    let known = known_keys();
    let keys = all.iter().map(|setting| setting.key.as_str()).chain(known.iter().map(|known| known.key.as_str()));
    let near = nearest(key, keys);
    let failure = problem(ErrorKind::Params, problem::KEY, format!("there is no key `{}`", key.escape_debug()));
    match near.first() {
        Some(near) => failure.with_hint(format!("did you mean `{near}`?")),
        None => failure.with_hint("`parsify config show` lists every key"),
    }
}
