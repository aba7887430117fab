use parsify::cache::{EntryReport, cached_module};

use super::style::{ERROR, GOOD, paint};
use super::table::table;
use super::unit::{bytes, count};

/// Digits of a digest that tell modules apart.
const SHORT: usize = 12;

pub(crate) fn cache_size(size: u64, entries: usize) -> String {
    format!("{} in {}\n", bytes(size), entries_of(entries))
}

pub(crate) fn cache_cleaned(files: u64, size: u64) -> String {
    format!("removed {}, {}\n", count(usize::try_from(files).unwrap_or(usize::MAX), "file"), bytes(size))
}

pub(crate) fn cache_list(entries: &[EntryReport]) -> String {
    if entries.is_empty() {
        return "nothing is kept yet\n".to_owned();
    }
    let rows: Vec<_> = entries.iter().map(row).collect();
    table(["MODULE", "VERSION", "DIGEST", "SIZE", "ENGINE"], &rows)
}

pub(crate) fn cache_verified(entries: &[EntryReport], bad: usize) -> String {
    let mut text = String::new();
    for entry in entries {
        if let Err(reason) = &entry.content {
            let digest: String = entry.digest.chars().take(SHORT).collect();
            text.push_str(&format!("{} {digest}: {reason}; it is set aside\n", paint(ERROR, "bad")));
        }
    }
    let good = entries.len() - bad;
    text.push_str(&format!("{} {}\n", paint(GOOD, "good"), entries_of(good)));
    text
}

fn entries_of(number: usize) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") }
}

fn row(entry: &EntryReport) -> [String; 5] {
    let digest = entry.digest.chars().take(SHORT).collect();
    let size = bytes(entry.bytes);
    match &entry.content {
        Ok(content) => {
            let module = cached_module(&content.metadata);
            let (id, version) = module.map_or_else(
                || ("?".to_owned(), "?".to_owned()),
                |module| (module.id.to_string(), module.version.to_string()),
            );
            [id, version, digest, size, content.engine.clone()]
        }
        Err(reason) => ["?".to_owned(), "?".to_owned(), digest, size, format!("bad: {reason}")],
    }
}
