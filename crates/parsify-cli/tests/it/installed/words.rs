//! Words that cannot be meant.

use super::home::{Home, branch, leaf};

#[test]
fn an_unknown_id_comes_with_the_nearest() {
    let home = Home::with(&[leaf("1.0.0"), branch()]);
    for words in [
        "modules remove laef",
        "modules update laef",
        "modules update --pin laef",
        "modules update --unpin laef --dry-run",
        "modules inspect laef",
        "modules tree laef",
        "modules verify laef",
    ] {
        home.line(words).run().code(2).prints("").says(&["`laef` is not installed", "did you mean `leaf`?"]);
    }
    home.line("modules remove xylophone").run().code(2).says(&["`parsify modules list` shows what is installed"]);
    home.line("modules remove json-processor").run().code(2).says(&["a part of this program"]);
    assert_eq!(home.installed(), "branch 1.0.0, leaf 1.0.0");
}

#[test]
fn an_unknown_capability_comes_with_the_nearest() {
    let home = Home::new();
    home.offer("modules", &leaf("1.0.0"));
    home.line("modules add modules --grant clok").run().code(2).says(&["'clok'", "'clock'", "randomness"]);
    home.line("modules add modules --grant clock,fiels").run().code(2).says(&["'fiels'", "'files'"]);
    home.line("modules update --grant").run().code(2).says(&["--grant <CAPABILITY>"]);
}

#[test]
fn a_requirement_that_is_none() {
    let home = Home::with(&[leaf("1.0.0")]);
    home.line("modules update leaf@newest").run().code(2).says(&["`newest` is no requirement", "`^0.2`"]);
    home.line("modules update leaf@").run().code(2).says(&["is no requirement"]);
    home.line("modules update leaf@^7").run().code(3).says(&["registry.unsolvable", "^7", "1.0.0"]);
    home.line("modules update leaf@newest --json").run().code(2).object();
}

#[test]
fn words_that_are_missing_or_exclude_each_other() {
    let home = Home::new();
    home.line("modules remove").run().code(2).says(&["<MODULE>"]);
    home.line("modules inspect").run().code(2).says(&["<MODULE|FILE>"]);
    home.line("modules add --user modules --project .").run().code(2).says(&["--user", "--project"]);
    home.line("--user modules list --project .").run().code(2).says(&["`--project` excludes `--user`"]);
    home.line("modules instal x").run().code(2).says(&["'instal'"]);
}
