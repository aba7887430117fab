//! What is wrong with a file, and where.

use parsify_config::{Layer, Origin, Problem};

use crate::FILE;

#[track_caller]
fn refused(text: &str, message: &str, hint: &str) {
    let error = Layer::from_toml(FILE, text).unwrap_err();
    crate::check(&error, &format!("{FILE}:{message}"), hint);
}

#[track_caller]
fn value(text: &str, message: &str) {
    refused(text, message, "");
}

#[test]
fn what_is_no_toml_is_placed() {
    refused("a = ", "1:5: this is no TOML: string values must be quoted, expected literal string", "");
    refused("[defaults.limits]\nmemory = \"64MiB", "2:16: this is no TOML: invalid basic string, expected `\"`", "");
    refused("[defaults]\nfallback = \"allowed\"\nfallback = \"forbidden\"", "3:1: this is no TOML: duplicate key", "");
    refused("[cache]\n[defaults]\n[cache]", "3:2: this is no TOML: duplicate key", "");
    refused("concurrency = 1\r\nconcurrency = 2", "2:1: this is no TOML: duplicate key", "");
}

#[test]
fn unknown_keys_have_the_nearest_right_one_at_every_level() {
    refused("concurency = 4", "1:1: there is no key `concurency`", "did you mean `concurrency`?");
    refused("[default]\nfallback = 1", "1:2: there is no key `default`", "did you mean `defaults`?");
    refused("[defaults]\nlimts.memory = 1", "2:1: there is no key `defaults.limts`", "did you mean `limits`?");
    refused(
        "[ceiling.limits]\ntable_elements = 1",
        "2:1: there is no key `ceiling.limits.table_elements`",
        "did you mean `table-elements`?",
    );
    refused(
        "[defaults.limits]\nlogBytes = 1",
        "2:1: there is no key `defaults.limits.logBytes`",
        "did you mean `log-bytes`?",
    );
    refused("[cache]\ndri = 1", "2:1: there is no key `cache.dri`", "did you mean `dir`?");
    refused("[modules.a]\ngrant = []", "2:1: there is no key `modules.a.grant`", "did you mean `grants`?");
    refused("[modules.a.reuse]\nuse = 1", "2:1: there is no key `modules.a.reuse.use`", "did you mean `uses`?");
    refused(
        "[modules.a.operations.b.retry]\nattempt = 1",
        "2:1: there is no key `modules.a.operations.b.retry.attempt`",
        "did you mean `attempts`?",
    );
    refused(
        "[dependencies]\na = { versoin = \"1\" }",
        "2:7: there is no key `dependencies.a.versoin`",
        "did you mean `version`?",
    );
}

#[test]
fn keys_that_stand_in_the_wrong_table_are_sent_home() {
    refused(
        "[defaults]\nreuse.enabled = true",
        "2:1: there is no key `defaults.reuse`",
        "a key of that name stands in `modules.ID`",
    );
    refused(
        "[defaults]\ngrants = []",
        "2:1: there is no key `defaults.grants`",
        "a key of that name stands in `modules.ID`, `modules.ID.operations.OPERATION`, `dependencies.ID`",
    );
    refused(
        "limits.memory = 1",
        "1:1: there is no key `limits`",
        "a key of that name stands in `defaults`, `ceiling`, `modules.ID`, `modules.ID.operations.OPERATION`",
    );
}

#[test]
fn where_nothing_is_near_the_keys_are_listed() {
    refused(
        "[compile]\nwheels = 4",
        "2:1: there is no key `compile.wheels`",
        "here stand `time`, `memory`, `code`, `threads`",
    );
    refused(
        "b = 1\na = 1",
        "1:1: there is no key `b`",
        "here stand `concurrency`, `queue`, `builtin-modules`, `preload`, `defaults`, `ceiling`, `cache`, `compile`, `monitor`, `modules`, \
         `dependencies`, `sources`",
    );
}

#[test]
fn of_several_mistakes_the_first_in_the_text_is_told() {
    refused(
        "preload = 1\n[defaults]\nfallback = 2\n[cache]\nsizes = 1",
        "1:11: `preload` cannot be 1: a list of module ids is wanted, such as [\"json-processor\"], none twice",
        "",
    );
    refused(
        "[defaults]\nz = 1\na = 1\n[cache]\nb = 1",
        "2:1: there is no key `defaults.z`",
        "here stand `limits`, `fallback`, `retry`, `log-level`",
    );
}

#[test]
fn columns_count_characters_and_no_byte_order_mark() {
    refused(
        "\u{feff}preload = 1",
        "1:11: `preload` cannot be 1: a list of module ids is wanted, such as [\"json-processor\"], none twice",
        "",
    );
    refused(
        "preload = [ # ümläüt 😀\n\"a\", \"ü\", \"b\"]",
        "2:6: `preload` cannot be \"\u{fc}\": `\u{fc}` is no module id: only a-z, 0-9 and hyphens are allowed; a list of module ids is wanted, such as [\"json-processor\"], none twice",
        "",
    );
}

#[test]
fn names_have_a_grammar() {
    refused(
        "[modules.JSON]\nfallback = \"allowed\"",
        "1:10: `modules.JSON` has a name that cannot be: `JSON` is no module id: only a-z, 0-9 and hyphens are allowed",
        "correct the name",
    );
    refused(
        "[modules.a.operations.\"../b\"]",
        "1:23: `modules.a.operations.../b` has a name that cannot be: a word of a-z, 0-9 and single hyphens is wanted",
        "correct the name",
    );
    refused(
        "[sources.\"a b\"]\npath = \"x\"",
        "1:10: `sources.a b` has a name that cannot be: a word of a-z, 0-9 and single hyphens is wanted",
        "correct the name",
    );
    refused(
        "[dependencies]\ncon = \"1\"",
        "2:1: `dependencies.con` has a name that cannot be: `con` is no module id: it is a device name on Windows",
        "correct the name",
    );
}

#[test]
fn sources_have_a_kind() {
    refused(
        "[sources.main]\nurl = \"https://example.org\"",
        "2:1: `sources.main.url` is no kind of source",
        "a source has `path`",
    );
    refused(
        "[sources.main]",
        "1:10: `sources.main.path` is missing: a source says where its modules are",
        "add `sources.main.path`",
    );
    value("sources.main = \"../modules\"", "1:16: `sources.main` cannot be a text: a table is wanted");
    value("[[sources]]\npath = \"../modules\"", "1:1: `sources` cannot be a list: a table is wanted");
}

#[test]
fn times_have_a_unit() {
    for (text, found) in [
        ("30", "30: "),
        ("0", "0: "),
        ("-1", "-1: "),
        ("1.5", "1.5: "),
        ("true", "true: "),
        ("[1]", "a list: "),
        ("{}", "a table: "),
        ("12:30:00", "a date or time: "),
        ("\"0s\"", "\"0s\": "),
        ("\"30\"", "\"30\": it has no unit; "),
        ("\"1.5s\"", "\"1.5s\": it is no whole number with a unit; "),
        ("\"-1s\"", "\"-1s\": it is no whole number with a unit; "),
        ("\"30MiB\"", "\"30MiB\": the unit is not known; "),
        ("\"99999999999999999999s\"", "\"99999999999999999999s\": it is beyond 64 bits; "),
        ("\"18446744073709551615h\"", "\"18446744073709551615h\": it is beyond 64 bits; "),
    ] {
        value(
            &format!("[defaults.limits]\n  deadline = {text}"),
            &format!(
                "2:14: `defaults.limits.deadline` cannot be {found}a time is a whole number with `ms`, `s`, `m` or \
                 `h`, such as \"30s\", more than 0"
            ),
        );
    }
    assert!(Layer::from_toml(FILE, "[defaults.retry]\ninitial-pause = \"0ms\"").is_ok());
}

#[test]
fn sizes_are_whole_and_fit() {
    for (text, found) in [
        ("0", "0: "),
        ("-1", "-1: "),
        ("1.5", "1.5: "),
        ("false", "false: "),
        ("18446744073709551616", "18446744073709551616: "),
        ("\"64 parsecs\"", "\"64 parsecs\": the unit is not known; "),
        ("\"99999999999999999999\"", "\"99999999999999999999\": it is beyond 64 bits; "),
        ("\"17179869184GiB\"", "\"17179869184GiB\": it is beyond 64 bits; "),
        ("\"lots\"", "\"lots\": it is no whole number with a unit; "),
        ("\"\"", "\"\": it is no whole number with a unit; "),
    ] {
        value(
            &format!("cache.size = {text}"),
            &format!(
                "1:14: `cache.size` cannot be {found}a size is a whole number with `B`, `KiB`, `MiB` or `GiB`, such as \
                 \"64MiB\", more than 0"
            ),
        );
    }
}

#[test]
fn counts_have_bounds() {
    let any = "a whole number from 0 up is wanted";
    for (text, found) in [
        ("-1", "-1".to_owned()),
        ("\"5\"", "\"5\"".to_owned()),
        ("5.0", "5.0".to_owned()),
        ("18446744073709551616", "18446744073709551616".to_owned()),
        (&"9".repeat(80), format!("{}…", "9".repeat(60))),
        ("0xffff_ffff_ffff_ffff_f", "0xfffffffffffffffff".to_owned()),
    ] {
        let message = format!("2:14: `defaults.limits.host-calls` cannot be {found}: {any}");
        value(&format!("[defaults.limits]\nhost-calls = {text}"), &message);
    }
    let small = "a whole number from 1 to 4294967295 is wanted";
    value("concurrency = 0", &format!("1:15: `concurrency` cannot be 0: {small}"));
    value("concurrency = 4_294_967_296", &format!("1:15: `concurrency` cannot be 4294967296: {small}"));
    value("[compile]\nthreads = 256", "2:11: `compile.threads` cannot be 256: a whole number from 1 to 255 is wanted");
    value("[modules.a.retry]\nattempts = 0", &format!("2:12: `modules.a.retry.attempts` cannot be 0: {small}"));
}

#[test]
fn choices_and_lists_say_what_there_is() {
    refused(
        "[modules.a]\nfallback = \"forbiden\"",
        "2:12: `modules.a.fallback` cannot be \"forbiden\": \"allowed\", \"forbidden\" or \"native-only\" is wanted",
        "did you mean `forbidden`?",
    );
    refused(
        "[defaults]\nlog-level = \"INFO\"",
        "2:13: `defaults.log-level` cannot be \"INFO\": \"trace\", \"debug\", \"info\", \"warn\" or \"error\" is wanted",
        "did you mean `info`?",
    );
    let grants = "a list is wanted of \"files\", \"network\", \"environment\", \"clock\", \"randomness\" and \"modules\", \
                  none twice";
    refused(
        "[modules.a]\ngrants = [\"clock\",\n  \"netwrok\"]",
        &format!("3:3: `modules.a.grants` cannot be \"netwrok\": {grants}"),
        "did you mean `network`?",
    );
    value("[modules.a]\ngrants = \"clock\"", &format!("2:10: `modules.a.grants` cannot be \"clock\": {grants}"));
    value("[modules.a]\ngrants = [\"clock\", 1]", &format!("2:20: `modules.a.grants` cannot be 1: {grants}"));
    let ids = "a list of module ids is wanted, such as [\"json-processor\"], none twice";
    value("preload = [\"a\", \"a\"]", &format!("1:17: `preload` cannot be \"a\": {ids}"));
    value("builtin-modules = \"yes\"", "1:19: `builtin-modules` cannot be \"yes\": true or false is wanted");
    value("cache.dir = \"\"", "1:13: `cache.dir` cannot be \"\": the path of a file or folder is wanted");
    value("cache.dir = \"a\\u0000\"", "1:13: `cache.dir` cannot be \"a\\0\": the path of a file or folder is wanted");
}

#[test]
fn versions_are_checked() {
    let wanted = "a version requirement is wanted, such as \"^1.2\"";
    value(
        "[dependencies]\na = \"one\"",
        &format!(
            "2:5: `dependencies.a.version` cannot be \"one\": unexpected character 'o' while parsing major version \
             number; {wanted}"
        ),
    );
    value("[dependencies]\na = 1", &format!("2:5: `dependencies.a.version` cannot be 1: {wanted}"));
    value(
        "[modules.a]\npin = \"1.2\"",
        "2:7: `modules.a.pin` cannot be \"1.2\": unexpected end of input while parsing minor version number; a version is \
         wanted, such as \"1.2.3\"",
    );
    refused(
        "[dependencies]\na = {}",
        "2:1: `dependencies.a.version` is missing: a dependency says which versions will do",
        "add `dependencies.a.version`",
    );
}

#[test]
fn what_json_cannot_say_cannot_be_handed_to_a_module() {
    for text in ["inf", "nan", "1e999", "18446744073709551616", "{ deep = [{ secret = -inf }] }"] {
        value(
            &format!("[modules.a]\nconfig = {text}"),
            "2:10: `modules.a.config` cannot be this: JSON must be able to say it: numbers of 64 bits, neither nan nor inf",
        );
    }
}

#[test]
fn texts_from_a_file_are_shown_short_and_harmless() {
    let text = format!("[modules.a]\nversion = \"\\u001b[31m\\u202e{}\"", "~".repeat(80));
    let error = Layer::from_toml("a\nb.toml", &text).unwrap_err();
    let message = error.to_string();
    assert!(
        message.starts_with("a\\nb.toml:2:11: `modules.a.version` cannot be \"\\u{1b}[31m\\u{202e}~~~"),
        "{message}"
    );
    assert!(message.len() < 300 && !message.contains(char::is_control), "{message}");

    let error = Layer::from_toml(FILE, &format!("\"\\u001b{}\" = 1", "k".repeat(10_000))).unwrap_err();
    assert_eq!(error.key().unwrap().len(), 200);
    assert!(matches!(error.problem(), Problem::UnknownKey { .. }));
    assert_eq!(error.at(), &Origin::File { name: FILE.to_owned(), line: 1, column: 1 });
}

#[test]
fn larger_than_any_configuration() {
    let error = Layer::from_toml(FILE, &"#".repeat(Layer::MAX_BYTES + 1)).unwrap_err();
    crate::check(
        &error,
        "host/parsify.toml:1:1: 1048577 bytes are no configuration: the most is 1048576",
        "this is probably another file",
    );
    assert!(Layer::from_toml(FILE, &"#".repeat(Layer::MAX_BYTES)).unwrap().is_empty());
}
