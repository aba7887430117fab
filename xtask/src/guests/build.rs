//! Building guests: compile all, encode what changed, then write files and manifest.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use serde::Serialize;

use super::compile::compile;
use super::component::{component, starts_with};
use super::digest::sha256;
use super::files;
use super::guest::{Guest, guests};
use super::manifest::{self, Entry, Manifest, Stored};
use super::toolchain::Toolchain;
use crate::outcome::{Ended, Usage};
use crate::setup::Setup;
use crate::suggest;

/// What to build and how.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// Package names; none means all.
    pub(crate) names: Vec<String>,
    /// Compare with what lies there, and write nothing.
    pub(crate) check: bool,
    /// Encode and write although nothing changed.
    pub(crate) force: bool,
    /// Say nothing about what is fresh.
    pub(crate) quiet: bool,
}

/// How a guest fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    /// A new file lies in the folder.
    Built,
    /// The file there was right already.
    Fresh,
    /// The file there is not what the sources give; only when checking.
    Stale,
}

/// One line of the report.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) title: Option<String>,
    pub(crate) state: State,
    pub(crate) seconds: f64,
    #[serde(flatten)]
    pub(crate) entry: Entry,
}

/// What happened.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    pub(crate) folder: PathBuf,
    pub(crate) modules: Vec<Line>,
    /// Names of guests that are no more, whose files went with them.
    pub(crate) removed: Vec<String>,
    /// One message per guest that could not be built.
    pub(crate) failures: Vec<String>,
}

impl Report {
    /// Whether everything asked for is as it should be.
    pub(crate) fn is_good(&self, options: &Options) -> bool {
        let stale = self.modules.iter().any(|line| line.state == State::Stale) || !self.removed.is_empty();
        self.failures.is_empty() && !(options.check && stale)
    }
}

/// A guest that compiled; the bytes are there when they have to be written.
struct Made {
    line: Line,
    bytes: Option<Vec<u8>>,
}

/// Builds everything before another verb's own work; what is fresh is not mentioned.
pub(crate) fn build_first(setup: &Setup) -> Result<()> {
    let options = Options { quiet: true, ..Options::default() };
    if build(setup, &options)?.is_good(&options) { Ok(()) } else { Err(Ended(1).into()) }
}

/// Builds. An error here means that nothing could be tried at all; single failures are in the report.
pub(crate) fn build(setup: &Setup, options: &Options) -> Result<Report> {
    let all = guests(setup)?;
    let wanted = wanted(&all, &options.names)?;
    let folder = setup.modules();
    let mut report = Report { folder: folder.clone(), ..Report::default() };
    if all.is_empty() && !folder.exists() {
        say_none(options);
        return Ok(report);
    }
    create(&setup.guest_target())?;
    // Not in the folder of the modules: others watch that one for changes.
    let _lock = files::lock(&setup.guest_target().join(".parsify-modules.lock"))?;
    let before = stored(setup);
    let mut made = Vec::new();
    if !wanted.is_empty() {
        let toolchain = Toolchain::find(setup)?;
        toolchain.ensure_target(setup)?;
        let lock = fs::read_to_string(setup.root.join("Cargo.lock")).unwrap_or_default();
        let maker = Maker { setup, options, toolchain, before: &before, encoder: manifest::encoder(&lock) };
        for guest in wanted {
            match maker.make(guest) {
                Ok(one) => {
                    say(setup, options, &one.line);
                    made.push(one);
                }
                Err(error) => {
                    let text = format!("guest `{}`: {error:#}", guest.name);
                    eprintln!("{} {text}", setup.paint().bad("failed"));
                    report.failures.push(text);
                }
            }
        }
    } else {
        say_none(options);
    }
    let living = all.iter().map(|guest| guest.name.as_str()).collect();
    finish(setup, options, before, made, &living, &mut report)?;
    Ok(report)
}

struct Maker<'a> {
    setup: &'a Setup,
    options: &'a Options,
    toolchain: Toolchain,
    before: &'a Manifest,
    encoder: &'a str,
}

impl Maker<'_> {
    fn make(&self, guest: &Guest) -> Result<Made> {
        let start = Instant::now();
        let path = compile(self.setup, &self.toolchain, guest)?;
        let core = fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
        starts_with(&core, guest.memory)?;
        let fingerprint = manifest::fingerprint(&core, &guest.facts, self.encoder)?;
        let old = self.before.entry(&guest.name);
        let intact = old.filter(|old| old.is_intact(&self.setup.modules()));
        let unchanged = |old: &&Entry| {
            old.fingerprint == fingerprint
                && old.kind == guest.kind
                && old.file == file_name(guest)
                && !self.options.force
        };
        if let Some(old) = intact.filter(unchanged) {
            return Ok(Made { line: line(guest, State::Fresh, start.elapsed(), old.clone()), bytes: None });
        }
        let bytes = component(&core, &guest.facts)?;
        let entry = Entry {
            name: guest.name.clone(),
            version: guest.version.clone(),
            kind: guest.kind,
            file: file_name(guest),
            sha256: sha256(&bytes),
            bytes: bytes.len() as u64,
            fingerprint,
        };
        // Other ingredients may give the same bytes; then the file keeps its time stamp, and nothing behind it is rebuilt.
        let same =
            intact.is_some_and(|old| old.sha256 == entry.sha256 && old.file == entry.file) && !self.options.force;
        let state = match (same, self.options.check) {
            (true, _) => State::Fresh,
            (false, true) => State::Stale,
            (false, false) => State::Built,
        };
        Ok(Made { line: line(guest, state, start.elapsed(), entry), bytes: (!same).then_some(bytes) })
    }
}

/// Writes at the very end and the manifest last, so that an interruption cannot come between for long.
fn finish(
    setup: &Setup,
    options: &Options,
    before: Manifest,
    made: Vec<Made>,
    living: &BTreeSet<&str>,
    report: &mut Report,
) -> Result<()> {
    let folder = setup.modules();
    let mut after = before;
    let gone = after.drop_others(living);
    report.removed = gone.iter().map(|entry| entry.name.clone()).collect();
    if options.check {
        for name in &report.removed {
            eprintln!("{}  {name}: its guest is no more", setup.paint().note("stale"));
        }
        report.modules = made.into_iter().map(|one| one.line).collect();
        return Ok(());
    }
    create(&folder)?;
    files::sweep(&folder)?;
    for Made { line, bytes } in made {
        if let Some(bytes) = bytes {
            files::replace(&folder.join(&line.entry.file), &bytes)?;
        }
        after.put(line.entry.clone());
        report.modules.push(line);
    }
    let text = after.text()?;
    let path = folder.join(manifest::FILE);
    if fs::read_to_string(&path).ok().as_deref() != Some(text.as_str()) {
        files::replace(&path, text.as_bytes())?;
    }
    for entry in gone.iter().filter(|entry| entry.is_local()) {
        files::remove(&folder.join(&entry.file))?;
        eprintln!("{} {}: its guest is no more", setup.paint().note("removed"), entry.file);
    }
    Ok(())
}

fn create(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("could not create {}", folder.display()))
}

fn stored(setup: &Setup) -> Manifest {
    match Manifest::read(&setup.modules()) {
        Stored::Found(manifest) => manifest,
        Stored::Missing => Manifest::default(),
        Stored::Unreadable(reason) => {
            let path = setup.modules().join(manifest::FILE);
            eprintln!("{} {} is unreadable ({reason}); writing a new one", setup.paint().note("note:"), path.display());
            Manifest::default()
        }
    }
}

fn wanted<'a>(all: &'a [Guest], names: &[String]) -> Result<Vec<&'a Guest>> {
    if names.is_empty() {
        return Ok(all.iter().collect());
    }
    let unknown = names.iter().find(|name| all.iter().all(|guest| guest.name != **name));
    if let Some(name) = unknown {
        let known: Vec<&str> = all.iter().map(|guest| guest.name.as_str()).collect();
        let list = if known.is_empty() { "there are none yet".to_owned() } else { known.join(", ") };
        let hint = suggest::hint(name, known.iter().copied());
        return Err(
            Usage(format!("no guest is named `{name}`{hint} (guests are the members in modules-src: {list})")).into()
        );
    }
    Ok(all.iter().filter(|guest| names.contains(&guest.name)).collect())
}

fn file_name(guest: &Guest) -> String {
    format!("{}.wasm", guest.name)
}

fn line(guest: &Guest, state: State, took: Duration, entry: Entry) -> Line {
    Line { title: guest.title.clone(), state, seconds: (took.as_secs_f64() * 1000.0).round() / 1000.0, entry }
}

fn say_none(options: &Options) {
    if !options.quiet {
        eprintln!("there are no guests to build: no workspace member lies in modules-src");
    }
}

fn say(setup: &Setup, options: &Options, line: &Line) {
    if options.quiet && line.state == State::Fresh {
        return;
    }
    let paint = setup.paint();
    let state = match line.state {
        State::Built => paint.good("built"),
        State::Fresh => paint.dim("fresh"),
        State::Stale => paint.note("stale"),
    };
    let Entry { name, version, sha256, bytes, .. } = &line.entry;
    let digest = sha256.get(..12).unwrap_or(sha256);
    eprintln!("{state}  {name} {version}  {}  {}  {:.1} s", size(*bytes), paint.dim(digest), line.seconds);
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{:.1} KiB", bytes as f64 / 1024.0),
        _ => format!("{:.2} MiB", bytes as f64 / 1_048_576.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_readable() {
        assert_eq!(size(512), "512 B");
        assert_eq!(size(95_537), "93.3 KiB");
        assert_eq!(size(3_007_147), "2.87 MiB");
    }

    #[test]
    fn an_unknown_guest_is_a_usage_error() {
        let error = wanted(&[], &["echo".to_owned()]).unwrap_err();
        assert!(error.is::<Usage>());
        assert!(error.to_string().contains("there are none yet"), "{error}");
    }
}
