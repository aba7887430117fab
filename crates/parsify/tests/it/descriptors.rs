//! The descriptors that guests bring as text are what their native forms say of themselves.

use std::fs;
use std::path::PathBuf;

use parsify::Descriptor;
use parsify::serde_json::{Value, to_string, to_value};
use parsify_testkit::Blessing;

/// `PARSIFY_BLESS=1` writes them anew; `cargo xtask build-modules` then takes them in.
#[test]
fn descriptors_are_current() {
    for builtin in parsify_builtin::modules() {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../modules-src").join(builtin.name());
        let path = path.join("descriptor.json");
        let text = in_lines(&builtin.twin().describe());
        if Blessing::from_env() == Blessing::Accept {
            fs::write(&path, &text).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == text, "{} is not current: run the tests once with PARSIFY_BLESS=1", path.display());
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
