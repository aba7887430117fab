use parsify_interface::{
    Context, Data, Descriptor, DocumentSpec, ErrorKind, Failure, ModuleInfo, NoParams, Operations, Processor, Text,
    module_info, schemars, serde_json,
};

fn length(text: Text, _: NoParams, _: &dyn Context) -> Result<Data<usize>, Failure> {
    Ok(Data(text.len()))
}

fn sample() -> Descriptor {
    let info: ModuleInfo = module_info!(id: "sample", name: "Sample", category: "text");
    Operations::new(info)
        .with("length", "Counts bytes", length, |operation| {
            operation.with_document(DocumentSpec::new("text", "", "Any text")).idempotent().with_format("text")
        })
        .describe()
}

#[test]
fn a_descriptor_survives_json() {
    let descriptor = sample();
    descriptor.validate().unwrap();
    let json = serde_json::to_string(&descriptor).unwrap();
    assert_eq!(Descriptor::parse(&json).unwrap(), descriptor);
}

#[test]
fn unknown_keys_of_a_newer_module_are_ignored() {
    let mut json = serde_json::to_value(sample()).unwrap();
    json["invented-later"] = true.into();
    json["operations"][0]["alsoLater"] = 1.into();
    assert_eq!(Descriptor::parse(&json.to_string()).unwrap(), sample());
}

#[track_caller]
fn refused(change: impl FnOnce(&mut serde_json::Value), reason: &str) {
    let mut json = serde_json::to_value(sample()).unwrap();
    change(&mut json);
    let failure = Descriptor::parse(&json.to_string()).unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Compatibility);
    assert!(failure.message().contains(reason), "{}", failure.message());
}

#[test]
fn bad_descriptors_are_refused_with_the_place() {
    refused(|json| json["id"] = "../x".into(), "`../x` is no module id");
    refused(|json| json["version"] = "one".into(), "unexpected character");
    refused(|json| json["apiVersion"] = "2.0.0".into(), "apiVersion: this host speaks 1.0.0, the module 2.0.0");
    refused(|json| json["apiVersion"] = "1.0.0-rc.1".into(), "apiVersion");
    refused(|json| json["summary"] = "a\u{1b}[31mb".into(), "summary: it holds control characters");
    refused(|json| json["operations"] = serde_json::json!([]), "operations: a module offers at least one");
    refused(|json| json["operations"][0]["name"] = "Not Good".into(), "operations[0].name: `Not Good`");
    refused(|json| json["operations"][0]["aliases"] = serde_json::json!(["a b"]), "operations[0].aliases[0]");
    refused(|json| json["operations"][0]["aliases"] = serde_json::json!(["length"]), "`length` stands twice");
    refused(|json| json["operations"][0]["params"] = true.into(), "operations[0].params");
    refused(|json| json["operations"][0]["documents"][0]["name"] = "options".into(), "`options` is taken");
    refused(
        |json| {
            let twice = json["operations"][0].clone();
            json["operations"].as_array_mut().unwrap().push(twice);
        },
        "operations: `length` stands twice",
    );
    refused(
        |json| json["dependencies"] = serde_json::json!([{"id": "sample", "version": "*"}]),
        "a module cannot depend on itself",
    );
}

#[test]
fn garbage_is_refused() {
    for text in ["", "null", "[]", "{", "\u{0}", "{\"id\":1}", &"[".repeat(100_000)] {
        assert_eq!(Descriptor::parse(text).unwrap_err().kind(), ErrorKind::Compatibility);
    }
}

/// The schema is a file, so that authors in other languages can use it. `PARSIFY_BLESS=1` writes it anew.
#[test]
#[expect(clippy::disallowed_methods, reason = "the test reads and writes a file; the crate does not")]
fn the_checked_in_schema_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/descriptor.schema.json");
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(Descriptor)).unwrap() + "\n";
    if std::env::var_os("PARSIFY_BLESS").is_some() {
        std::fs::write(path, &schema).unwrap();
    }
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(stored, schema, "run the tests once with PARSIFY_BLESS=1");
}
