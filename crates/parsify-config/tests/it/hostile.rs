//! Nothing that comes in makes it panic, or grow without bound.

use parsify_config::{Config, EXAMPLE, Layer, add_dependency, known_keys, remove_dependency};
use parsify_interface::{ModuleId, VersionReq};
use proptest::prelude::*;

fn try_everything(text: &str) {
    let id = ModuleId::from_static("json-processor");
    let _ = remove_dependency("p.toml", text, &id);
    let _ = add_dependency("p.toml", text, &id, &VersionReq::STAR);
    let Ok(layer) = Layer::from_toml("p.toml", text) else { return };
    let Ok(config) = Config::layered([layer]) else { return };
    assert!(!config.effective().is_empty());
    let _ = config.for_call("json-processor", "format").options();
}

#[test]
fn every_beginning_of_the_example() {
    for (end, _) in EXAMPLE.char_indices() {
        if let Ok(layer) = Layer::from_toml("p.toml", &EXAMPLE[..end]) {
            let _ = Config::layered([layer]);
        }
    }
}

#[test]
fn deep() {
    for text in [
        format!("{}=1", vec!["a"; 400_000].join(".")),
        format!("[{}]", vec!["a"; 400_000].join(".")),
        format!("[modules.a]\nconfig.{}=1", vec!["a"; 400_000].join(".")),
        format!("modules.a.config={}", "[".repeat(900_000)),
        format!("modules.a.config={}1{}", "[".repeat(70), "]".repeat(70)),
        format!("modules.a.config={}", "{a=".repeat(300_000)),
    ] {
        try_everything(&text);
    }
    let key = vec!["a"; 400_000].join(".");
    assert!(Layer::from_arguments([format!("{key}=1")]).is_err());
    assert!(Layer::from_arguments([format!("modules.{key}=1")]).is_err());
    assert!(Layer::from_env([(format!("PARSIFY_{}", "A__".repeat(100_000)), "1")]).is_err());
    // Text in arguments is JSON if it is; what is too deep for that is a text.
    let layer = Layer::from_arguments([format!("modules.a.config={}", "[".repeat(1_000_000))]).unwrap();
    assert!(Config::layered([layer]).unwrap().module_config("a").is_string());
}

#[test]
fn wide() {
    let ten_megabytes: String = (0..700_000).map(|n| format!("[modules.m{n}]\n")).collect();
    assert!(Layer::from_toml("p.toml", &ten_megabytes).unwrap_err().to_string().contains("bytes are no configuration"));

    let modules: String = (0..20_000).map(|n| format!("[modules.m{n}]\npin = \"1.0.0\"\n")).collect();
    let config = Config::layered([Layer::from_toml("p.toml", &modules).unwrap()]).unwrap();
    assert_eq!(config.modules().len(), 20_000);

    let unknown: String = (0..50_000).map(|n| format!("k{n} = 1\n")).collect();
    assert_eq!(Layer::from_toml("p.toml", &unknown).unwrap_err().key(), Some("k0"));
    let list = format!("preload = [{}]", "\"a\", ".repeat(100_000));
    assert_eq!(Layer::from_toml("p.toml", &list).unwrap_err().key(), Some("preload"));
}

/// Texts made of the words that mean something.
fn words() -> impl Strategy<Value = String> {
    let keys: Vec<_> =
        known_keys().into_iter().map(|key| key.key.replace("OPERATION", "o").replace("ID", "m")).collect();
    let pieces = prop_oneof![
        prop::sample::select(keys),
        prop::sample::select(vec![
            "[", "]", "[[", "]]", "{", "}", "=", "=", ".", ",", "\n", "\n", "\"", "'", "#", "\r\n", "\u{feff}"
        ])
        .prop_map(str::to_owned),
        prop::sample::select(vec![
            "1",
            "-1",
            "\"1s\"",
            "\"1GiB\"",
            "true",
            "inf",
            "\"allowed\"",
            "[\"clock\"]",
            "{}",
            "\"^1\""
        ])
        .prop_map(str::to_owned),
        "\\PC{0,4}",
    ];
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        try_everything(&text);
    }

    #[test]
    fn texts_of_words(text in words()) {
        try_everything(&text);
    }

    #[test]
    fn any_argument(text in any::<String>(), key in 0..known_keys().len()) {
        let _ = Layer::from_arguments([&text]);
        let key = known_keys()[key].key.replace("OPERATION", "o").replace("ID", "m").replace("NAME", "n");
        let _ = Layer::from_arguments([format!("{key}={text}")]).and_then(|layer| Config::layered([layer]));
    }

    #[test]
    fn any_variable(name in "[A-Z_a-z0-9\\PC]{0,40}", value in any::<String>()) {
        let _ = Layer::from_env([(format!("PARSIFY_{name}"), value)]);
    }
}
