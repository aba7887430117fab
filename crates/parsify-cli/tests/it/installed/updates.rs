use parsify::install::{Entry, Mark, Registry};
use parsify_testkit::GuestText;
use serde_json::json;

use super::home::{Home, branch, described, leaf};

#[test]
fn a_dry_run_changes_nothing() {
    let home = Home::with(&[leaf("1.0.0"), branch()]);
    home.offer("modules", &leaf("1.1.0"));
    for words in
        ["modules update --dry-run", "modules remove branch --dry-run", "modules remove leaf --force --dry-run"]
    {
        let ended = home.line(words).run().code(0);
        assert!(ended.stdout.ends_with("this was a dry run: nothing was changed\n"), "{}", ended.stdout);
    }
    home.line("modules add modules --dry-run").run().code(0);
    assert_eq!(home.installed(), "branch 1.0.0, leaf 1.0.0");
}

#[test]
fn steps_are_named_and_what_they_break() {
    let home = Home::with(&[leaf("1.0.0")]);
    let renamed = described(&leaf("2.0.0"), |descriptor| descriptor["operations"][0]["name"] = json!("walk"));
    home.offer("modules", &leaf("1.0.1"));
    home.offer("modules", &renamed);
    let shown = home.line("modules update leaf@^1 --dry-run").run().code(0).stdout;
    assert!(shown.contains("leaf 1.0.0 → 1.0.1: patch\n"), "{shown}");
    let shown = home.line("modules update leaf").run().code(0).stdout;
    for text in ["leaf 1.0.0 → 2.0.0: major, breaking\n", "breaking: the operation `run` is gone"] {
        assert!(shown.contains(text), "{text}\n{shown}");
    }
    assert_eq!(home.installed(), "leaf 2.0.0");
}

#[test]
fn what_does_not_fit_others_is_left_aside() {
    let home = Home::with(&[leaf("1.0.0"), branch()]);
    home.offer("modules", &leaf("2.0.0"));
    let shown = home.line("modules update").run().code(0).stdout;
    assert!(
        shown.contains("leaf 2.0.0 is there in modules/leaf-2.0.0.wasm, and is left aside: branch 1.0.0 wants ^1.0"),
        "{shown}"
    );
    home.line("modules update leaf@^2")
        .run()
        .code(3)
        .says(&["error[registry.unsolvable]", "`branch` 1.0.0 needs `^1.0`"]);
    assert_eq!(home.installed(), "branch 1.0.0, leaf 1.0.0");
}

#[test]
fn what_a_folder_says_of_its_versions() {
    let home = Home::with(&[leaf("1.0.0")]);
    home.offer("modules", &leaf("1.1.0"));
    home.offer("modules", &leaf("1.2.0"));
    let mut catalog = Registry::new();
    for (version, mark) in
        [("1.1.0", Mark::deprecated("it is slow")), ("1.2.0", Mark::yanked("it loses data").for_security())]
    {
        catalog.register(Entry::new(leaf(version).descriptor().clone()).with_mark(mark)).unwrap();
    }
    home.file("modules/parsify-catalog.json", catalog.to_json());
    home.line("modules update").run().code(0).says(&["warning: leaf 1.1.0 is deprecated: it is slow"]);
    assert_eq!(home.installed(), "leaf 1.1.0");

    home.file("modules/parsify-catalog.json", "{");
    home.line("modules update").run().code(1).says(&["registry.catalog", "parsify-catalog.json"]);
}

#[test]
fn pinned_modules_stay() {
    let home = Home::new();
    home.offer("modules", &leaf("1.0.0"));
    home.line("modules add modules --pin").run().code(0);
    home.offer("modules", &leaf("1.1.0"));
    let shown = home.line("modules update").run().code(0).stdout;
    assert!(shown.contains("leaf stays at 1.0.0: it is pinned"), "{shown}");
    assert!(home.line("modules list").run().code(0).stdout.contains("installed, pinned"));
    assert!(home.line("modules update --unpin leaf --dry-run").run().code(0).stdout.contains("would be let go"));
    home.line("modules update leaf --unpin leaf").run().code(0);
    assert_eq!(home.installed(), "leaf 1.1.0");
}

#[test]
fn a_version_that_fails_its_probe() {
    let home = Home::with(&[leaf("1.0.0")]);
    let probe = |descriptor: &mut serde_json::Value| {
        let mut probe = descriptor["operations"][0].clone();
        probe["name"] = json!("probe");
        descriptor["operations"].as_array_mut().expect("operations").push(probe);
    };
    let bad = GuestText::new("leaf").with_version("1.1.0");
    home.offer("modules", &described(&bad, probe).trapping());
    home.line("modules update").run().code(3).says(&["error[install.probe]", "leaf", "nothing was changed"]);
    let json = home.line("modules update --json").run().code(3).object();
    assert_eq!(json["error"]["code"], "install.probe");
    assert_eq!(home.installed(), "leaf 1.0.0");
    home.line("run leaf run").run().code(0).prints("\"1.0.0\"\n");
    home.line("modules verify").run().code(0);
}

#[test]
fn what_nobody_needs_any_more_goes_along() {
    let home = Home::new();
    home.offer("modules", &branch());
    home.offer("deps", &leaf("1.0.0"));
    home.line("modules add modules --source deps").run().code(0);
    let shown = home.line("modules remove branch").run().code(0).stdout;
    assert!(shown.contains("no longer needed") && shown.contains("done: 2 removed"), "{shown}");
    assert_eq!(home.installed(), "");
}
