//! What programs get, and how trees are drawn.

use parsify_testkit::GuestText;
use serde_json::json;

use super::home::{Home, branch, described, leaf};

#[test]
fn every_command_answers_with_one_object() {
    let home = Home::with(&[leaf("1.0.0"), branch()]);
    home.offer("modules", &leaf("1.1.0"));
    let object = |words: &str| home.line(&format!("{words} --json")).run().code(0).object();
    let dry = object("modules update --dry-run");
    assert_eq!((&dry["applied"], &dry["changes"][0]["to"]), (&json!(false), &json!("1.1.0")));
    assert_eq!(dry["updates"][0]["compatible"]["kind"], "minor");
    let update = object("modules update");
    assert_eq!((&update["applied"], &update["changes"][0]["kind"]), (&json!(true), &json!("update")));
    assert!(update["generation"].is_u64());
    assert_eq!(object("modules update")["changes"], json!([]));
    assert_eq!(object("modules tree")["rows"][1]["id"], "leaf");
    let inspected = object("modules inspect leaf");
    assert_eq!((&inspected["installed"], &inspected["receipt"]["askedFor"]), (&json!(true), &json!(true)));
    assert_eq!(inspected["dependents"][0]["id"], "branch");
    assert_eq!(object("modules inspect modules/leaf-1.0.0.wasm")["installed"], false);
    assert_eq!(object("modules verify")["sound"], true);
    assert!(object("modules lock")["text"].as_str().unwrap().contains("[[module]]"));
    assert_eq!(object("modules lock --check")["agrees"], true);
    assert_eq!(object("modules list")["modules"][0]["installed"]["origin"]["kind"], "folder");
    assert_eq!(object("modules update --pin leaf")["pinned"], json!(["leaf"]));
    assert_eq!(object("modules remove branch --dry-run")["changes"][0]["kind"], "remove");
    assert_eq!(object("modules remove branch")["applied"], true);
    assert_eq!(object("modules repair")["modules"][0]["id"], "leaf");
}

#[test]
fn they_are_there_for_every_command() {
    let home = Home::with(&[leaf("1.0.0"), branch()]);
    for (words, text) in [
        ("health", "healthy    leaf 1.0.0"),
        ("warmup branch", "ready   branch 1.0.0"),
        ("modules search branch", "installed"),
        ("modules info leaf", "versions      1.0.0"),
        ("modules list --category test", "modules/leaf-1.0.0.wasm"),
    ] {
        let shown = home.line(words).run().code(0).stdout;
        assert!(shown.contains(text), "{words}: {text}\n{shown}");
    }
}

#[test]
fn inner_calls_stand_in_the_report() {
    let home = Home::with(&[leaf("1.0.0"), branch()]);
    let report = &home.line("run branch run --json").run().code(0).object()["report"];
    assert_eq!((&report["module"], &report["calls"][0]["module"]), (&json!("branch"), &json!("leaf")));
    home.line("run branch run -v").run().code(0).says(&["called: leaf 1.0.0 run"]);
}

#[test]
fn trees() {
    let home = Home::new();
    home.offer("modules", &leaf("1.0.0"));
    let top = described(&GuestText::new("top").with_version("1.0.0"), |descriptor| {
        descriptor["dependencies"] = json!([
            { "id": "branch", "version": "^1" },
            { "id": "ghost", "version": "^2", "optional": true },
            { "id": "leaf", "version": "^1" },
        ]);
    });
    home.offer("modules", &branch());
    home.offer("modules", &top.relaying("branch"));
    home.line("modules add modules").run().code(0);
    let unicode = "\
top 1.0.0
├── branch 1.0.0 (^1)
│   └── leaf 1.0.0 (^1.0)
├── leaf 1.0.0 (^1)
└── ghost (^2, optional): absent, there is no such module
";
    home.line("modules tree top").run().code(0).prints(unicode);
    let ascii = unicode.replace("├── ", "|-- ").replace("└── ", "`-- ").replace("│   ", "|   ");
    home.line("modules tree top --ascii").run().code(0).prints(&ascii);
    let forest = home.line("modules tree").run().code(0).stdout;
    assert!(forest.contains("branch 1.0.0 (^1) (*)"), "{forest}");
    let empty = Home::new();
    empty.line("modules tree").run().code(0).prints("").says(&["nothing is installed"]);
}

#[test]
fn texts_of_a_module_do_not_drive_the_terminal() {
    let home = Home::new();
    let rude = described(&leaf("1.0.0"), |descriptor| {
        descriptor["summary"] = json!("a\u{202e}b");
    });
    home.offer("modules", &rude);
    home.line("modules add modules").run().code(0);
    home.file("modules/\u{1b}[31m\u{202e}.wasm", "no module");
    home.file("named/\u{1b}[31m\u{202e}.wasm", GuestText::new("other").build());
    for words in [
        "modules add modules",
        "modules add named --dry-run",
        "modules add named",
        "modules list",
        "modules inspect leaf",
        "modules inspect other",
        "modules inspect modules/leaf-1.0.0.wasm",
        "modules tree",
    ] {
        let shown = home.line(words).run().code(0);
        assert!(!(shown.stdout + shown.stderr.as_str()).contains(['\u{1b}', '\u{202e}']), "{words}");
    }
}
