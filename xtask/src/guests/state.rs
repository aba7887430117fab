//! Whether a guest's sources changed since cargo last compiled it, without asking cargo.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Guest, TARGET};
use crate::setup::Setup;

/// A source file that is newer than the core module, if cargo's list of sources names one; `None` too when the guest
/// was never compiled here.
pub(crate) fn newer_source(setup: &Setup, guest: &Guest) -> Option<PathBuf> {
    let folder = setup.guest_target().join(TARGET).join("guest");
    let core = folder.join(&guest.library).with_extension("wasm");
    let built = fs::metadata(&core).and_then(|data| data.modified()).ok()?;
    let list = fs::read_to_string(core.with_extension("d")).ok()?;
    let newer = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).map_or(true, |time| time > built);
    sources(&list).into_iter().find(|path| newer(path))
}

/// The files after the colon of a make rule; blanks inside a name are escaped.
fn sources(list: &str) -> Vec<PathBuf> {
    let Some((_, names)) = list.lines().next().and_then(|line| line.split_once(": ")) else { return Vec::new() };
    let mut found = vec![String::new()];
    let mut letters = names.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, found.last_mut()) {
            ('\\', Some(name)) if letters.peek() == Some(&' ') => {
                letters.next();
                name.push(' ');
            }
            (' ', _) => found.push(String::new()),
            (letter, Some(name)) => name.push(letter),
            (_, None) => {}
        }
    }
    found.into_iter().filter(|name| !name.is_empty()).map(PathBuf::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_make_rule_lists_its_sources() {
        let list = "/t/echo.wasm: /w/a\\ b/lib.rs /w/src/x.rs\n\n/w/src/x.rs:\n";
        assert_eq!(sources(list), [PathBuf::from("/w/a b/lib.rs"), PathBuf::from("/w/src/x.rs")]);
        assert!(sources("").is_empty());
    }
}
