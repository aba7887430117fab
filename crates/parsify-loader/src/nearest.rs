use std::ffi::OsStr;
use std::fs;
use std::path::Path;

/// More names than this are not looked at: the list is a courtesy.
const MOST_NAMES: usize = 1000;
const MOST_SUGGESTIONS: usize = 3;

/// Names beside `path` that are written alike, best first; none when the folder cannot be read.
pub(crate) fn nearest_names(path: &Path) -> Vec<String> {
    let Some(wanted) = path.file_name().and_then(OsStr::to_str) else { return Vec::new() };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let bound = (stem_length(path) / 3).clamp(1, 3);
    let mut names: Vec<_> = entries
        .take(MOST_NAMES)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .map(|name| (strsim::damerau_levenshtein(wanted, &name), name))
        .filter(|(distance, _)| *distance <= bound)
        .collect();
    names.sort();
    names.into_iter().map(|(_, name)| name).take(MOST_SUGGESTIONS).collect()
}

/// The common extension is no likeness.
fn stem_length(path: &Path) -> usize {
    path.file_stem().map_or(0, |stem| stem.to_string_lossy().chars().count())
}
