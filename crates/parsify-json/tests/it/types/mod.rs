//! Types of programming languages for samples.

mod compilers;
// What the generator wrote: `generated_rust_is_current` compares it, and it compiles and works, as the test after that shows.
#[rustfmt::skip]
#[expect(unreachable_pub, reason = "generated, and used by its tests only")]
mod generated;

use parsify_json::{InferOptions, TypeLanguage, TypesOptions, generate_types, infer_schema};

/// A document with everything that is hard to name.
pub(crate) const NASTY: &str = r#"{
  "id": 1, "big": 123456789012345678901234567890, "unsigned": 18446744073709551615, "ratio": 1.5, "none": null,
  "class": "x", "self": 1, "Self": 2, "type": true, "odd-key": 1, "odd_key": 2, "oddKey": 3, "": 4, "1st": 5, "é": 6,
  "a\"b\\c\n\u0000*/ ${x}": 7, "__proto__": 8, "None": 9, "field": 10, "int": 11, "list": 12, "toString": 13, "_": 14,
  "wait": 15, "crate": 16, "\u2028": 20, "é\u2029\u0085": 21, "-": 17, "fun": 18, "a,b": 19,
  "mixed": [1, "a", null, [true], {"deep": {"id": 1}}], "empty": [], "map": {}, "nested": [[{"x": 1}, {"x": 2, "y": 3}]],
  "users": [{"id": 1, "name": "a", "address": {"city": "b"}}, {"id": 2, "name": null}], "address": {"city": "c"},
  "String": {"Option": {"Vec": [{"List": 1}]}}, "Record": {"Any": {"Object": {"k": 1}}}
}"#;

pub(crate) fn options(language: TypeLanguage) -> TypesOptions {
    let mut options = TypesOptions::default();
    options.language = language;
    options
}

fn types(document: &str, language: TypeLanguage) -> String {
    generate_types(&[document], &options(language)).unwrap()
}

#[test]
fn each_language_has_its_own_words() {
    let source = r#"{"id": 1, "user-name": "a", "tags": ["x"], "owner": {"mail": null}, "rows": [{"n": 1.5}, {}]}"#;
    let cases = [
        (TypeLanguage::TypeScript, "  \"user-name\": string;\n  tags: string[];\n  owner: Owner;\n  rows: Row[];\n"),
        (
            TypeLanguage::Rust,
            "    #[serde(rename = \"user-name\")]\n    pub user_name: String,\n    pub tags: Vec<String>,\n",
        ),
        (TypeLanguage::Go, "\tUserName string   `json:\"user-name\"`\n\tTags     []string `json:\"tags\"`\n"),
        (TypeLanguage::Python, "    user_name: str = field(metadata={\"key\": \"user-name\"})\n    tags: list[str]\n"),
        (TypeLanguage::Java, "    /* \"user-name\" */ String userName,\n    List<String> tags,\n    Owner owner,\n"),
        (TypeLanguage::Kotlin, "    /* \"user-name\" */ val userName: String,\n    val tags: List<String>,\n"),
    ];
    for (language, expected) in cases {
        let text = types(source, language);
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn a_json_schema_is_the_inferred_one() {
    let source = r#"[{"id": 1}, {"id": 2, "at": "2026-01-01"}]"#;
    let mut options = InferOptions::default();
    options.title = Some("Root".to_owned());
    assert_eq!(types(source, TypeLanguage::JsonSchema), infer_schema(&[source], &options).unwrap());
}

#[test]
fn members_that_some_do_not_have_are_optional() {
    let source = r#"[{"a": 1}, {"b": null}, {"b": true}]"#;
    let cases = [
        (TypeLanguage::TypeScript, "export type Root = RootItem[];", "  a?: number;\n  b?: boolean | null;\n"),
        (TypeLanguage::Rust, "pub type Root = Vec<RootItem>;", "pub a: Option<i64>,"),
        (TypeLanguage::Go, "type Root []RootItem", "A *int64 `json:\"a,omitempty\"`"),
        (TypeLanguage::Python, "Root = list[RootItem]", "a: int | None = None"),
        (TypeLanguage::Java, "public record Root(List<RootItem> value)", "Long a"),
        (TypeLanguage::Kotlin, "typealias Root = List<RootItem>", "val a: Long? = null"),
    ];
    for (language, root, member) in cases {
        let text = types(source, language);
        assert!(text.contains(root) && text.contains(member), "{text}");
    }
}

#[test]
fn records_with_the_same_members_are_one() {
    let text = types(r#"{"from": {"x": 1, "y": {"z": 1}}, "to": {"x": 2, "y": {"z": 2}}}"#, TypeLanguage::TypeScript);
    assert_eq!(text.matches("export interface").count(), 3, "{text}");
    assert!(text.contains("from: From;\n  to: From;"), "{text}");
}

#[test]
fn annotations_and_packages() {
    let chosen = |language| {
        let mut options = options(language);
        options.annotations = true;
        options.package = Some("com.example.orders".to_owned());
        options.name = "Order".to_owned();
        generate_types(&[r#"{"a-b": 1}"#], &options).unwrap()
    };
    let java = chosen(TypeLanguage::Java);
    assert!(
        java.starts_with("package com.example.orders;\n") && java.contains("@JsonProperty(\"a-b\") long aB"),
        "{java}"
    );
    let kotlin = chosen(TypeLanguage::Kotlin);
    assert!(kotlin.contains("@Serializable\ndata class Order(\n    @SerialName(\"a-b\") val aB: Long,"), "{kotlin}");
    assert!(chosen(TypeLanguage::Go).starts_with("package orders\n"));
}

#[test]
fn names_that_are_none_are_refused() {
    for (name, package) in
        [("", None), ("1a", None), ("a b", None), ("é", None), ("Root", Some("a..b")), ("Root", Some("a;b"))]
    {
        let mut options = TypesOptions::default();
        options.name = name.to_owned();
        options.package = package.map(str::to_owned);
        assert_eq!(generate_types(&["{}"], &options).unwrap_err().code(), "json.name");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test reads the file that it compares; the crate does not")]
fn generated_rust_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/types/generated.rs");
    let text = types(NASTY, TypeLanguage::Rust);
    if std::env::var_os("PARSIFY_BLESS").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), text, "run the tests once with PARSIFY_BLESS=1");
}

#[test]
fn generated_rust_reads_and_writes_its_document() {
    // Without exact numbers, serde_json keeps the nearest double of the large one.
    let before: serde_json::Value = serde_json::from_str(NASTY).unwrap();
    let root: generated::Root = serde_json::from_value(before.clone()).unwrap();
    assert_eq!(serde_json::to_value(root).unwrap(), before);
}
