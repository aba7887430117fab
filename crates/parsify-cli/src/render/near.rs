use std::path::Path;

use parsify::harmless;

/// A place as it is called from here: what lies in the working folder is named from there.
pub(super) fn near(location: &str) -> String {
    let here = std::env::current_dir().ok();
    let inside =
        here.and_then(|here| Path::new(location).strip_prefix(here).ok().map(|path| path.display().to_string()));
    match inside {
        Some(inside) if inside.is_empty() => ".".to_owned(),
        Some(inside) => harmless(&inside),
        None => harmless(location),
    }
}
