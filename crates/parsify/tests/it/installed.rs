//! What an operator does, from the library: install, lock, look, call, update, fail to update, remove.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use parsify::config::{Config, Layer};
use parsify::install::{Approval, ChangeKind, Entry, Goal, Installer, Mark, Plan, Registry, StorePlace, UpdateKind};
use parsify::{CallOptions, Capability, ErrorKind, Grants, ModuleManager, Operation};
use parsify_interface::{Dependency, ModuleId};
use parsify_testkit::GuestText;

use crate::nested::{run, tree};

/// A folder with modules, and a store beside it.
struct Place {
    home: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { home: tempfile::tempdir().unwrap() };
        std::fs::create_dir(place.modules()).unwrap();
        place
    }

    fn modules(&self) -> PathBuf {
        self.home.path().join("modules")
    }

    /// Puts a module into the folder.
    fn offer(&self, guest: &GuestText) -> PathBuf {
        let descriptor = guest.descriptor();
        let path = self.modules().join(format!("{}-{}.wasm", descriptor.id, descriptor.version));
        std::fs::write(&path, guest.build()).unwrap();
        path
    }

    fn installer(&self) -> Installer {
        Installer::new(StorePlace::at(self.home.path().join("store")))
    }

    async fn manager(&self) -> ModuleManager {
        let builder = ModuleManager::builder().without_builtin_modules();
        builder.with_installed(&self.installer()).unwrap().build().await.unwrap()
    }
}

fn needs(id: &str, requirement: &str) -> Dependency {
    Dependency::new(ModuleId::new(id).unwrap(), requirement.parse().unwrap())
}

fn base(version: &str) -> GuestText {
    GuestText::new("base").with_version(version).answering(format!("{version:?}"))
}

fn left() -> GuestText {
    GuestText::new("left").with_version("1.0.0").with_dependency(needs("base", "^1")).relaying("base")
}

fn top() -> GuestText {
    let top = GuestText::new("top").with_version("1.0.0").with_dependency(needs("left", "^1"));
    top.with_dependency(needs("base", "^1")).relaying_all(&["base", "left"])
}

/// One with an operation that the installer tries.
fn with_probe(guest: GuestText) -> GuestText {
    let mut descriptor = guest.descriptor().clone();
    let mut probe = Operation::new("probe", "Says whether it works");
    probe.params = parsify::serde_json::json!({ "type": "object" });
    descriptor.operations.push(probe);
    guest.with_descriptor(descriptor)
}

fn wanting(guest: GuestText, capabilities: &[Capability]) -> GuestText {
    let mut descriptor = guest.descriptor().clone();
    descriptor.capabilities = capabilities.to_vec();
    guest.with_descriptor(descriptor)
}

async fn diamond() -> Place {
    let place = Place::new();
    for guest in [base("1.0.0"), left(), top()] {
        place.offer(&guest);
    }
    let plan = place.installer().plan(Goal::add(place.modules())).await.unwrap();
    place.installer().apply(plan, &Approval::Nothing).await.unwrap();
    place
}

fn versions(installer: &Installer) -> Vec<String> {
    let installed = installer.installed_modules().unwrap();
    installed.iter().map(|receipt| format!("{} {}", receipt.id(), receipt.version())).collect()
}

fn drawn(installer: &Installer) -> Vec<String> {
    let rows = installer.tree(None).unwrap();
    rows.iter()
        .map(|row| format!("{}{}{}", " ".repeat(row.depth), row.id, if row.repeated { " *" } else { "" }))
        .collect()
}

async fn answer(manager: &ModuleManager) -> (String, String) {
    let execution = run(manager, "top", CallOptions::new()).await.unwrap();
    (execution.response.data.to_string(), tree(&execution.report))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_life_of_an_installation() {
    // Three modules with a diamond between them come from a folder.
    let place = diamond().await;
    let installer = place.installer();
    assert_eq!(versions(&installer), ["base 1.0.0", "left 1.0.0", "top 1.0.0"]);

    // They are locked, and the tree can be drawn.
    let lock = installer.store().lock_text().unwrap().unwrap();
    assert_eq!(installer.lock().unwrap(), lock);
    assert_eq!(lock.matches("[[module]]").count(), 3);
    installer.check_lock().unwrap();
    assert_eq!(drawn(&installer)[..2], ["base", "left"]);
    let top = installer.tree(Some("top")).unwrap();
    assert_eq!(top.iter().map(|row| row.depth).collect::<Vec<_>>(), [0, 1, 1, 2]);

    // A call goes through two levels.
    let manager = place.manager().await;
    assert_eq!(answer(&manager).await, ("\"1.0.0\"".to_owned(), "top(base() left(base()))".to_owned()));

    // A newer version appears: it is seen, planned, and then taken by the manager that is at work.
    place.offer(&base("1.1.0"));
    let updates = installer.check_for_updates().await.unwrap();
    let newest = updates[0].newest.as_ref().unwrap();
    assert_eq!((updates[0].id.as_str(), newest.kind, newest.breaking), ("base", UpdateKind::Minor, false));
    assert!(newest.dependents.len() == 2 && newest.dependents.iter().all(|effect| effect.fits));
    let plan = installer.plan(Goal::update_all()).await.unwrap();
    assert_eq!(plan.changes().len(), 1);
    assert_eq!(plan.changes()[0].kind, ChangeKind::Update);
    assert_eq!(versions(&installer)[0], "base 1.0.0", "a plan changes nothing");
    installer.apply(plan, &Approval::Nothing).await.unwrap();
    assert_eq!(answer(&manager).await.0, "\"1.0.0\"");
    manager.refresh(&installer).unwrap();
    assert_eq!(answer(&manager).await.0, "\"1.1.0\"");

    // A bad version fails its probe, and everything stays.
    place.offer(&with_probe(base("1.2.0")).trapping());
    let plan = installer.plan(Goal::update("base")).await.unwrap();
    assert_eq!(plan.changes()[0].to.as_ref().unwrap().to_string(), "1.2.0");
    let failure = installer.apply(plan, &Approval::Everything).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "install.probe"));
    assert_eq!((failure.module(), failure.version()), (Some("base"), Some("1.2.0")));
    assert_eq!(versions(&installer)[0], "base 1.1.0");
    assert!(installer.verify(|_, _| {}).await.unwrap().is_sound());

    // What others need stays, unless it is forced.
    let failure = installer.plan(Goal::remove("base")).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "registry.needed"));
    assert!(failure.message().contains("left"), "{failure}");
    let forced = installer.plan(Goal::Remove { ids: vec!["base".to_owned()], force: true }).await.unwrap();
    assert_eq!(forced.broken().len(), 2);
    installer.apply(forced, &Approval::Nothing).await.unwrap();
    assert_eq!(versions(&installer), ["left 1.0.0", "top 1.0.0"]);
    manager.refresh(&installer).unwrap();
    let failure = run(&manager, "top", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "module.dependency"));
    assert!(installer.verify(|_, _| {}).await.unwrap().unresolved.is_some());

    // It can be put back, and all of it be removed.
    let plan = installer.plan(Goal::add(place.modules().join("base-1.1.0.wasm"))).await.unwrap();
    installer.apply(plan, &Approval::Nothing).await.unwrap();
    manager.refresh(&installer).unwrap();
    assert_eq!(answer(&manager).await.0, "\"1.1.0\"");
    let all = ["top", "left", "base"].map(str::to_owned).to_vec();
    let plan = installer.plan(Goal::Remove { ids: all, force: false }).await.unwrap();
    installer.apply(plan, &Approval::Nothing).await.unwrap();
    manager.refresh(&installer).unwrap();
    assert!(versions(&installer).is_empty() && manager.available_modules().is_empty());
}

#[tokio::test]
async fn what_is_needed_comes_along_and_leaves_again() {
    let place = Place::new();
    let top = place.offer(&top());
    let installer = place.installer();
    // Alone, it lacks what it needs.
    let failure = installer.plan(Goal::add(&top)).await.unwrap_err();
    assert_eq!(failure.code(), "registry.unsolvable");
    for guest in [base("1.0.0"), base("1.4.0"), base("2.0.0"), left()] {
        place.offer(&guest);
    }
    let installer = installer.with_source("near", place.modules());
    let plan = installer.plan(Goal::add(&top)).await.unwrap();
    let asked: Vec<_> = plan.changes().iter().map(|change| (change.id.as_str(), change.asked_for)).collect();
    assert_eq!(asked, [("base", false), ("left", false), ("top", true)]);
    installer.apply(plan, &Approval::Nothing).await.unwrap();
    assert_eq!(versions(&installer), ["base 1.4.0", "left 1.0.0", "top 1.0.0"]);
    let plan = installer.plan(Goal::remove("top")).await.unwrap();
    assert_eq!(plan.changes().len(), 3);
    installer.apply(plan, &Approval::Nothing).await.unwrap();
    assert!(versions(&installer).is_empty());
}

#[tokio::test]
async fn of_a_folder_with_several_versions_the_newest_that_go_together_are_taken() {
    let place = Place::new();
    for guest in [base("1.0.0"), base("1.1.0"), base("2.0.0"), left()] {
        place.offer(&guest);
    }
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hears = heard.clone();
    let installer = place.installer().with_progress(move |progress| hears.lock().unwrap().push(progress));
    let plan = installer.plan(Goal::add(place.modules())).await.unwrap();
    installer.apply(plan, &Approval::Nothing).await.unwrap();
    assert_eq!(versions(&installer), ["base 1.1.0", "left 1.0.0"]);
    let heard = heard.lock().unwrap().iter().map(|progress| (progress.done, progress.total)).collect::<Vec<_>>();
    assert_eq!(heard, [(1, 4), (2, 4), (3, 4), (4, 4)]);
    // Who names a version gets that one or none.
    let failure = installer.plan(Goal::add(place.modules().join("base-2.0.0.wasm"))).await.unwrap_err();
    assert_eq!(failure.code(), "registry.unsolvable");
}

#[tokio::test]
async fn grants_belong_to_the_bytes_and_more_is_asked_for_again() {
    let place = Place::new();
    place.offer(&wanting(base("1.0.0"), &[Capability::Clock]));
    let installer = place.installer();
    let add = || installer.plan(Goal::add(place.modules()));
    let plan = add().await.unwrap();
    assert_eq!(plan.asking().count(), 1);
    let failure = installer.apply(plan, &Approval::Nothing).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Permission, "install.consent"));
    assert!(versions(&installer).is_empty());
    let clock = || Approval::These(Grants::none().with(Capability::Clock));
    installer.apply(add().await.unwrap(), &clock()).await.unwrap();
    let manager = place.manager().await;
    assert!(run(&manager, "base", CallOptions::new()).await.is_ok());

    // The same again needs no new word; more does, and only what is more is asked.
    place.offer(&wanting(base("1.0.1"), &[Capability::Clock]));
    let plan = installer.plan(Goal::update_all()).await.unwrap();
    assert_eq!(plan.asking().count(), 0);
    installer.apply(plan, &Approval::Nothing).await.unwrap();
    place.offer(&wanting(base("1.0.2"), &[Capability::Clock, Capability::Files]));
    let plan = installer.plan(Goal::update_all()).await.unwrap();
    let asks = &plan.asking().next().unwrap().asks;
    assert_eq!(asks.all(), Grants::none().with(Capability::Files));
    let failure = installer.apply(plan, &clock()).await.unwrap_err();
    assert_eq!(failure.code(), "install.consent");
    assert_eq!(versions(&installer), ["base 1.0.1"]);
}

#[tokio::test]
async fn two_sources_that_disagree_are_an_error_unless_one_is_chosen() {
    let place = diamond().await;
    let installer = place.installer();
    let other = place.home.path().join("other.wasm");
    std::fs::write(&other, base("1.0.0").answering("\"changed\"").build()).unwrap();
    let failure = installer.plan(Goal::add(&other)).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Integrity, "registry.digest"));
    // The folder it came from still has the other bytes, so it is no source any more.
    std::fs::remove_file(place.modules().join("base-1.0.0.wasm")).unwrap();
    let plan = installer.plan(Goal::Add { paths: vec![other], replace: true }).await.unwrap();
    assert_eq!(plan.changes()[0].kind, ChangeKind::Replace);
    installer.apply(plan, &Approval::Nothing).await.unwrap();
    assert_eq!(answer(&place.manager().await).await.0, "\"changed\"");
}

#[tokio::test]
async fn a_pinned_module_stays() {
    let place = diamond().await;
    let installer = place.installer();
    installer.pin("base", true).unwrap();
    place.offer(&base("1.1.0"));
    assert!(installer.plan(Goal::update_all()).await.unwrap().is_empty());
    installer.pin("base", false).unwrap();
    assert_eq!(installer.plan(Goal::update_all()).await.unwrap().changes().len(), 1);
    let failure = installer.pin("bse", true).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::NotFound, "install.not-installed"));
    assert!(failure.hints()[0].contains("base"));
}

#[tokio::test]
async fn a_lock_file_makes_the_next_installation_the_same() {
    let place = Place::new();
    let project = place.home.path().join("project");
    std::fs::create_dir(&project).unwrap();
    for guest in [base("1.0.0"), left(), top()] {
        place.offer(&guest);
    }
    let installer = |folder: &Path| {
        let installer = Installer::new(StorePlace::project(folder)).with_source("near", place.modules());
        installer.with_dependency(needs("top", "^1"))
    };
    let first = installer(&project);
    let plan = first.plan(Goal::Sync).await.unwrap();
    first.apply(plan, &Approval::Nothing).await.unwrap();
    first.check_lock().unwrap();

    // Elsewhere, later, with newer versions around.
    place.offer(&base("1.1.0"));
    let clone = place.home.path().join("clone");
    std::fs::create_dir(&clone).unwrap();
    std::fs::copy(project.join("parsify.lock"), clone.join("parsify.lock")).unwrap();
    let second = installer(&clone);
    let plan = second.plan(Goal::Sync).await.unwrap();
    second.apply(plan, &Approval::Nothing).await.unwrap();
    assert_eq!(versions(&second), versions(&first));

    // A lock file that came from elsewhere meanwhile is noticed, and followed.
    assert!(!second.lock_was_edited().unwrap());
    let plan = second.plan(Goal::update_all()).await.unwrap();
    second.apply(plan, &Approval::Nothing).await.unwrap();
    assert_eq!(versions(&second)[0], "base 1.1.0");
    std::fs::copy(project.join("parsify.lock"), clone.join("parsify.lock")).unwrap();
    assert!(second.lock_was_edited().unwrap());
    let plan = second.plan(Goal::Sync).await.unwrap();
    assert_eq!(plan.changes()[0].kind, ChangeKind::Downgrade);
    second.apply(plan, &Approval::Nothing).await.unwrap();
    assert!(!second.lock_was_edited().unwrap());
    assert_eq!(versions(&second), versions(&first));

    // The same version with other bytes is not what was locked.
    std::fs::write(place.modules().join("base-1.0.0.wasm"), base("1.0.0").answering("1").build()).unwrap();
    std::fs::remove_dir_all(clone.join(".parsify")).unwrap();
    let failure = second.plan(Goal::Sync).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Integrity, "lock.digest"));

    // Edited by hand, it says where.
    std::fs::write(clone.join("parsify.lock"), "version = 1\n[[module]]\nid = 3\n").unwrap();
    let failure = second.plan(Goal::Sync).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Input, "lock.invalid"));
}

#[tokio::test]
async fn a_bad_file_hides_no_other_but_must_not_be_asked_for() {
    let place = Place::new();
    place.offer(&base("1.0.0"));
    let bad = place.modules().join("bad.wasm");
    std::fs::write(&bad, b"no module").unwrap();
    let plan = place.installer().plan(Goal::add(place.modules())).await.unwrap();
    assert_eq!((plan.changes().len(), plan.unusable().len()), (1, 1));
    let failure = place.installer().plan(Goal::add(&bad)).await.unwrap_err();
    assert_eq!(failure.code(), "loader.not-wasm");
    let failure = place.installer().plan(Goal::add(place.modules().join("none.wasm"))).await.unwrap_err();
    assert_eq!(failure.code(), "loader.missing");
}

#[tokio::test]
async fn a_plan_that_was_overtaken_is_refused() {
    let place = diamond().await;
    let installer = place.installer();
    place.offer(&base("1.1.0"));
    let plan = installer.plan(Goal::update_all()).await.unwrap();
    installer.pin("left", true).unwrap();
    let failure = installer.apply(plan, &Approval::Nothing).await.unwrap_err();
    assert_eq!(failure.code(), "store.changed");
    assert_eq!(versions(&installer)[0], "base 1.0.0");
}

#[tokio::test]
async fn bytes_that_were_altered_on_disk_are_never_run() {
    let place = diamond().await;
    let installer = place.installer();
    let receipt = installer.installed_modules().unwrap()[0].clone();
    let hex = receipt.digest.to_string().replace("sha256:", "");
    let path = installer.store().place().folder().join("artifacts").join(format!("{hex}.wasm"));
    let mut bytes = std::fs::read(&path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let failure = run(&place.manager().await, "base", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Integrity, "loader.digest"));
    let found = installer.verify(|_, _| {}).await.unwrap();
    assert!(!found.is_sound() && found.problems.len() == 1);
    assert!(found.modules[0].failure.is_some() && found.modules[1].failure.is_none());
}

#[tokio::test]
async fn a_module_can_be_inspected_before_and_after() {
    let place = diamond().await;
    let installer = place.installer();
    let inspection = installer.inspect("left").unwrap();
    assert!(inspection.installed && inspection.receipt.asked_for);
    assert_eq!(inspection.tree.len(), 2);
    assert_eq!(inspection.dependents[0].id.as_str(), "top");
    let path = place.offer(&wanting(base("3.0.0"), &[Capability::Network]));
    let inspection = installer.inspect_file(path).await.unwrap();
    assert!(!inspection.installed);
    assert_eq!(inspection.wants.grants, Grants::none().with(Capability::Network));
}

#[tokio::test]
async fn a_folder_says_which_versions_were_withdrawn() {
    let place = diamond().await;
    let installer = place.installer();
    place.offer(&base("1.1.0"));
    place.offer(&base("1.2.0"));
    let mut catalog = Registry::new();
    for (version, mark) in [
        ("1.0.0", Mark::yanked("it leaks").for_security()),
        ("1.1.0", Mark::deprecated("it is slow")),
        ("1.2.0", Mark::yanked("it is broken")),
    ] {
        catalog.register(Entry::new(base(version).descriptor().clone()).with_mark(mark)).unwrap();
    }
    let file = place.modules().join("parsify-catalog.json");
    std::fs::write(&file, catalog.to_json()).unwrap();
    let updates = installer.check_for_updates().await.unwrap();
    let newest = updates[0].newest.as_ref().unwrap();
    assert_eq!((newest.version.to_string().as_str(), newest.security), ("1.1.0", true));
    let plan = installer.plan(Goal::update_all()).await.unwrap();
    assert_eq!(plan.changes()[0].to.as_ref().unwrap().to_string(), "1.1.0");
    assert_eq!(plan.marked()[0].version.to_string(), "1.1.0");

    std::fs::write(&file, "{").unwrap();
    let failure = installer.plan(Goal::update_all()).await.unwrap_err();
    assert!(failure.details()["source"].as_str().unwrap().ends_with("parsify-catalog.json"), "{failure}");
}

#[tokio::test]
async fn a_module_that_was_taken_away_by_hand_comes_back_when_the_store_is_looked_at_again() {
    let place = diamond().await;
    let manager = place.manager().await;
    let version = place.installer().installed_modules().unwrap()[0].version().clone();
    manager.unregister("base", &version, true).unwrap();
    assert!(run(&manager, "top", CallOptions::new()).await.is_err());
    manager.refresh(&place.installer()).unwrap();
    manager.refresh(&place.installer()).unwrap();
    assert!(run(&manager, "top", CallOptions::new()).await.is_ok());
}

#[tokio::test]
async fn versions_that_may_not_answer_are_not_installed() {
    let place = diamond().await;
    for version in ["1.1.0", "1.2.0"] {
        place.offer(&base(version));
    }
    let config = |text| Config::layered([Layer::from_toml("parsify.toml", text).unwrap()]).unwrap();
    let plan = |text| {
        let installer = place.installer().with_config(&config(text));
        async move { installer.plan(Goal::update_all()).await }
    };
    let to =
        |plan: &Plan| plan.changes().iter().map(|change| change.to.as_ref().unwrap().to_string()).collect::<Vec<_>>();
    assert_eq!(to(&plan("").await.unwrap()), ["1.2.0"]);
    assert_eq!(to(&plan("modules.base.version = \"<1.2\"").await.unwrap()), ["1.1.0"]);
    assert!(plan("modules.base.pin = \"1.0.0\"").await.unwrap().is_empty());
    assert_eq!(plan("modules.base.pin = \"3.0.0\"").await.unwrap_err().code(), "module.version");
}
