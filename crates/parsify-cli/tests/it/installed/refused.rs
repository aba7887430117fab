//! What cannot be installed, and what must not be.

use parsify_testkit::GuestText;
use serde_json::json;

use super::home::{Home, branch, described, leaf, wanting};

#[test]
fn files_that_are_no_modules() {
    let home = Home::new();
    home.file("text.wasm", "(component)");
    home.file("notes.txt", "no module");
    home.line("modules add text.wasm").run().code(3).prints("").says(&["error[loader.not-wasm]", "text.wasm"]);
    home.line("modules add notes.txt").run().code(3).says(&["notes.txt", "hint: "]);
    home.line("modules add txet.wasm").run().code(2).says(&["error[loader.missing]", "did you mean `text.wasm`?"]);
    home.line("modules inspect ./text.wasm").run().code(3).says(&["error[loader.not-wasm]"]);
    home.line("modules inspect nothing.wasm").run().code(2).says(&["error[loader.missing]"]);
    assert_eq!(home.installed(), "");
    assert!(!home.store().exists(), "what was refused makes no store");
}

#[test]
fn a_folder_without_modules_and_one_with_a_bad_file() {
    let home = Home::new();
    home.file("empty/readme.txt", "nothing here");
    home.line("modules add empty").run().code(2).prints("").says(&[
        "error[cli.folder]",
        "no module in `empty`",
        "*.wasm",
    ]);
    home.line("modules add emtpy").run().code(2).says(&["error[loader.missing]", "`empty`"]);
    home.offer("mixed", &leaf("1.0.0"));
    home.file("mixed/bad.wasm", "no module");
    let ended = home.line("modules add mixed").run().code(0);
    ended.says(&["warning[loader.not-wasm]", "bad.wasm"]);
    assert_eq!(home.installed(), "leaf 1.0.0");
}

#[test]
fn a_module_whose_dependency_is_nowhere() {
    let home = Home::new();
    home.offer("modules", &branch());
    let ended = home.line("modules add modules").run().code(3).prints("");
    ended.says(&["error[registry.unsolvable]", "`leaf`", "hint: "]);
    home.offer("elsewhere", &leaf("1.0.0"));
    let ended = home.line("modules add modules --source elsewhere").run().code(0);
    assert!(ended.stdout.contains("dependency"), "{}", ended.stdout);
    assert_eq!(home.installed(), "branch 1.0.0, leaf 1.0.0");
}

#[test]
fn one_version_with_two_contents() {
    let home = Home::with(&[leaf("1.0.0")]);
    home.file("other.wasm", GuestText::new("leaf").with_version("1.0.0").answering("\"other\"").build());
    let ended = home.line("modules add other.wasm").run().code(3);
    ended.says(&["error[registry.digest]", "one version has one content"]);
    let replaced = home.line("modules add other.wasm --replace").run().code(0);
    assert!(replaced.stdout.contains("replace"), "{}", replaced.stdout);
    home.line("run leaf run").run().code(0).prints("\"other\"\n");
}

#[test]
fn what_nobody_granted() {
    let home = Home::new();
    home.offer("modules", &wanting("1.0.0", &["clock", "network"]));
    let add = |words: &str| home.line(&format!("modules add modules {words}")).stdin("y\ny\n").run();
    let shown =
        add("").code(2).says(&["error[install.consent]", "wants network, clock", "`--grant network,clock`", "`--yes`"]);
    assert!(shown.stdout.contains("stopwatch wants: network, clock"), "{}", shown.stdout);
    add("--grant clock").code(2).says(&["error[install.consent]"]);
    assert_eq!(home.installed(), "");
    add("--grant clock --grant network,files").code(0);
    let inspected = home.line("modules inspect stopwatch").run().code(0).stdout;
    assert!(inspected.contains("granted       network, clock"), "{inspected}");
}

#[test]
fn an_update_asks_for_what_is_new_only() {
    let home = Home::with(&[wanting("1.0.0", &["clock"])]);
    home.offer("modules", &wanting("1.1.0", &["clock", "files"]));
    let shown = home.line("modules update").run().code(2).says(&["wants files", "`--grant files`"]);
    assert!(shown.stdout.contains("stopwatch wants more: files (granted before: clock)"), "{}", shown.stdout);
    home.line("modules update --grant files").run().code(0);
    home.offer("modules", &wanting("1.2.0", &["clock"]));
    let shown = home.line("modules update").run().code(0).stdout;
    assert!(shown.contains("stopwatch wants: clock (granted before)"), "{shown}");
    assert_eq!(home.installed(), "stopwatch 1.2.0");
}

#[test]
fn what_a_module_passes_on_is_asked_for_too() {
    let home = Home::new();
    home.offer("modules", &leaf("1.0.0"));
    let caller = described(&GuestText::new("caller").with_version("1.0.0"), |descriptor| {
        descriptor["dependencies"] = json!([{ "id": "leaf", "version": "^1", "grants": ["network"] }]);
    });
    home.offer("modules", &caller.relaying("leaf"));
    let shown = home.line("modules add modules").run().code(2).says(&["`--grant network`"]);
    assert!(shown.stdout.contains("caller wants: through `leaf`: network"), "{}", shown.stdout);
    home.line("modules add modules --yes").run().code(0);
}
