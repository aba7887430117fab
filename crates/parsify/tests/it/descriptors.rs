//! The descriptors that guests bring as text are what their native forms say of themselves.

use std::fs;
use std::path::PathBuf;

use parsify::Descriptor;
use parsify::serde_json::{Value, to_string, to_value};
use parsify_testkit::Blessing;

use crate::conformance::native;

/// `PARSIFY_BLESS=1` writes them anew; `cargo xtask build-modules` then takes them in.
#[test]
fn descriptors_are_current() {
    for builtin in parsify_builtin::modules() {
        let text = in_lines(&native(builtin.name()).describe());
        let path = path(builtin.name());
        if Blessing::from_env() == Blessing::Accept {
            fs::write(&path, &text).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == text, "{} is not current: run the tests once with PARSIFY_BLESS=1", path.display());
    }
}

/// Those of code are known to a host that has no native form of the modules.
fn path(module: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let of_code = root.join("crates/parsify-code/src/descriptors");
    match module.starts_with("json-") {
        true => root.join("modules-src").join(module).join("descriptor.json"),
        false => of_code.join(module).with_extension("json"),
    }
}

/// A line for each member and for each operation: short in a guest, and readable in a comparison.
fn in_lines(descriptor: &Descriptor) -> String {
    let Value::Object(members) = to_value(descriptor).unwrap() else { unreachable!("a descriptor is an object") };
    let members = members.iter().map(|(name, value)| match value {
        Value::Array(operations) if name == "operations" => {
            let operations: Vec<_> = operations.iter().map(|operation| to_string(operation).unwrap()).collect();
            format!("\"{name}\":[\n{}\n]", operations.join(",\n"))
        }
        _ => format!("\"{name}\":{}", to_string(value).unwrap()),
    });
    format!("{{\n{}\n}}\n", members.collect::<Vec<_>>().join(",\n"))
}
