//! Changes to the text of a file.

use parsify_config::{Config, Layer, add_dependency, remove_dependency};
use parsify_interface::{ModuleId, VersionReq};
use proptest::prelude::*;

use crate::FILE;

fn id(text: &str) -> ModuleId {
    ModuleId::new(text).unwrap()
}

fn requirement(text: &str) -> VersionReq {
    text.parse().unwrap()
}

#[track_caller]
fn added(text: &str, name: &str, version: &str, expected: &str) {
    let changed = add_dependency(FILE, text, &id(name), &requirement(version)).unwrap();
    assert_eq!(changed, expected);
    let config = Config::layered([Layer::from_toml(FILE, &changed).unwrap()]).unwrap();
    assert!(config.dependencies().iter().any(|it| it.id.as_str() == name && it.version == requirement(version)));
}

#[track_caller]
fn removed(text: &str, name: &str, expected: Option<&str>) {
    assert_eq!(remove_dependency(FILE, text, &id(name)).unwrap().as_deref(), expected);
}

#[test]
fn a_dependency_is_added_where_the_others_are() {
    added("", "a", "^1", "[dependencies]\na = \"^1\"\n");
    added("concurrency = 4", "a", "^1", "concurrency = 4\n\n[dependencies]\na = \"^1\"\n");
    added(
        "# mine\n[dependencies] # here\n# why\nb = '1' # so\n\n# next\n[cache]\nsize = 1 # small\n",
        "a",
        "^1",
        "# mine\n[dependencies] # here\n# why\nb = '1' # so\na = \"^1\"\n\n# next\n[cache]\nsize = 1 # small\n",
    );
    added("dependencies = { b = \"1\" }\n", "a", "^1", "dependencies = { b = \"1\" , a = \"^1\" }\n");
    added("dependencies.b = \"1\"\n", "a", "^1", "dependencies.b = \"1\"\ndependencies.a = \"^1\"\n");
}

#[test]
fn tables_of_dependencies_have_theirs_added_before_them() {
    added(
        "[dependencies.b]\nversion = \"1\" # why\n",
        "a",
        "^1",
        "[dependencies]\na = \"^1\"\n[dependencies.b]\nversion = \"1\" # why\n",
    );
}

#[test]
fn line_ends_and_byte_order_marks() {
    added(
        "\u{feff}[cache]\r\nsize = 1\r\n",
        "a",
        "^1",
        "\u{feff}[cache]\r\nsize = 1\r\n\r\n[dependencies]\r\na = \"^1\"\r\n",
    );
    removed("[dependencies]\r\na = \"1\"\r\nb = \"1\"\r\n", "a", Some("[dependencies]\r\nb = \"1\"\r\n"));
}

#[test]
fn one_that_is_there_gets_another_version_and_keeps_the_rest() {
    added("[dependencies]\na   =  '^1'   # so\n", "a", "^2", "[dependencies]\na   =  \"^2\"   # so\n");
    added(
        "[dependencies]\na = { optional = true, version = \"^1\" } # so\n",
        "a",
        "^2",
        "[dependencies]\na = { optional = true, version = \"^2\" } # so\n",
    );
    added(
        "[dependencies.a]\n# which\nversion = \"^1\" # so\noptional = true\n",
        "a",
        "^2",
        "[dependencies.a]\n# which\nversion = \"^2\" # so\noptional = true\n",
    );
    added("[dependencies]\na.version = \"^1\"\n", "a", "^2", "[dependencies]\na.version = \"^2\"\n");
}

#[test]
fn a_dependency_goes_and_the_rest_stays() {
    removed("[dependencies]\na = \"1\"\n\n# next\n[cache]\n", "a", Some("[dependencies]\n\n# next\n[cache]\n"));
    removed(
        "[dependencies]\n# of a\na = \"1\" # so\n# of b\nb = \"1\"\n",
        "a",
        Some("[dependencies]\n# of b\nb = \"1\"\n"),
    );
    removed("[dependencies.a]\nversion = \"1\"\n[cache]\nsize = 1\n", "a", Some("[cache]\nsize = 1\n"));
    removed("dependencies = { a = \"1\", b = \"1\" }\n", "a", Some("dependencies = { b = \"1\" }\n"));
    removed("[dependencies]\nb = \"1\"\n", "a", None);
    removed("", "a", None);
    removed("[cache]\nsize = 1\n", "a", None);
}

#[test]
fn a_file_that_is_wrong_is_not_touched() {
    let error = add_dependency(FILE, "[dependencies]\na = 1", &id("b"), &requirement("1")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "host/parsify.toml:2:5: `dependencies.a.version` cannot be 1: a version requirement is wanted, such as \"^1.2\""
    );
    assert!(remove_dependency(FILE, "[dependencies", &id("a")).is_err());
}

proptest! {
    /// Adding and removing again leaves what else was said, whatever comments and line ends there are.
    #[test]
    fn the_rest_means_the_same(
        lines in prop::collection::vec(prop::sample::select(vec![
            "# comment", "", "[dependencies]", "b = \"^1\" # why", "c = { version = \"1\", optional = true }", "[cache]",
            "size = 5 # of all", "[modules.a]", "config = [1, # one\n 2]",
        ]), 0..8),
        crlf: bool,
    ) {
        let text = lines.join(if crlf { "\r\n" } else { "\n" });
        let Ok(before) = Layer::from_toml(FILE, &text) else { return Ok(()) };
        let config = |layer| Config::layered([layer]).unwrap();
        let values = |config: &Config| {
            config.effective_with_secrets().into_iter().map(|it| (it.key, it.value)).collect::<Vec<_>>()
        };
        let added = add_dependency(FILE, &text, &id("new"), &requirement("^1.2")).unwrap();
        let with = config(Layer::from_toml(FILE, &added).unwrap());
        prop_assert!(with.dependencies().iter().any(|it| it.id.as_str() == "new"));
        for line in lines.iter().filter(|line| line.contains('#')) {
            for part in line.lines() {
                prop_assert!(added.contains(part), "{}", part);
            }
        }
        let without = remove_dependency(FILE, &added, &id("new")).unwrap().unwrap();
        let after = config(Layer::from_toml(FILE, &without).unwrap());
        prop_assert_eq!(values(&after), values(&config(before)));
    }
}
