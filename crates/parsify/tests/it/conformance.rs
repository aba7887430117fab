use parsify::{NativeModule, Processor, Source};
use parsify_loader::Loader;
use parsify_sandbox::{Sandbox, SandboxConfig};
use parsify_testkit::{Blessing, Fixtures, Fleet, built_guest, check, conformance};

use crate::guests::shipped;

/// The native form of a guest. A new guest needs a line here, or the suite fails.
pub(crate) fn native(name: &str) -> Box<dyn Processor> {
    match name {
        "json-processor" => Box::new(parsify::json_operations::JsonProcessor),
        "json-data" => Box::new(parsify::json_operations::JsonData),
        "json-query" => Box::new(parsify::json_operations::query::JsonQuery),
        "json-schema" => Box::new(parsify::json_operations::schema::JsonSchemaProcessor),
        "code-processor" => Box::new(parsify_code::router::CodeProcessor),
        "lang-ecma" => Box::new(parsify_code::ecma::LangEcma),
        "lang-python" => Box::new(parsify_code::python::LangPython),
        "run-javascript" => Box::new(parsify_code::run_javascript::RunJavascript),
        "text-outline" => Box::new(text_outline::module()),
        "text-report" => Box::new(text_report::module()),
        "text-tools" => Box::new(text_tools::module()),
        _ => panic!("the guest `{name}` has no native form in this suite"),
    }
}

#[tokio::test]
async fn every_guest_answers_as_its_native_form_does() {
    // As wide as for a compile child: a linter has more branches than a foreign module may have in this process.
    let config = SandboxConfig::new().with_scan_caps(parsify::ScanCaps::normal());
    let sandbox = Sandbox::new(config).unwrap();
    let guests = shipped();
    assert!(!guests.is_empty(), "no guest is built; run `cargo xtask build-modules` first");
    // The modules that one calls are native for both of its forms: each is compared by itself.
    let fleet = guests.iter().fold(Fleet::new(), |fleet, name| fleet.with(native(name)));
    for name in guests {
        let fixtures = format!("{}/../../modules-src/{name}/fixtures", env!("CARGO_MANIFEST_DIR"));
        let fixtures = Fixtures::load(&fixtures).unwrap_or_else(|error| panic!("{name}: {error}"));
        let native = fleet.around(NativeModule::new(native(&name)).unwrap());
        if Blessing::from_env() == Blessing::Accept {
            check(&native, &fixtures, Blessing::Accept).await.unwrap_or_else(|error| panic!("{name}: {error}"));
            continue;
        }
        let artifact = Loader::new().load(&Source::file(built_guest(&name))).unwrap();
        let sandboxed = sandbox.load(artifact.bytes().to_vec(), *artifact.digest()).await.unwrap();
        let sandboxed = fleet.around(sandboxed);
        let differences = conformance(&native, &sandboxed, &fixtures).await;
        assert!(differences.is_empty(), "{name}: {differences:#?}");
    }
}
