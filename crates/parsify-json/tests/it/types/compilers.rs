//! The generated text compiles, where there is a compiler.

use std::path::Path;
use std::process::Command;

use parsify_json::{TypeLanguage, generate_types};

use super::{NASTY, options};

const DOCUMENTS: &[&str] = &[NASTY, "[]", "null", "1", r#"[{"a": 1}, {"b": [1, "x"]}]"#, r#"{"a": {"b": {"c": {}}}}"#];

#[test]
fn java() {
    compiles(TypeLanguage::Java, "Root.java", &["javac", "-d", "."]);
}

#[test]
fn python() {
    // It runs: the decorators do their work then.
    compiles(TypeLanguage::Python, "types_of_root.py", &["python3", "-W", "error"]);
}

#[test]
fn go() {
    compiles(TypeLanguage::Go, "root.go", &["gofmt", "-l", "-e"]);
    compiles(TypeLanguage::Go, "root.go", &["go", "vet"]);
}

#[test]
fn typescript() {
    compiles(TypeLanguage::TypeScript, "root.ts", &["tsc", "--noEmit", "--strict"]);
}

#[test]
fn kotlin() {
    compiles(TypeLanguage::Kotlin, "root.kt", &["kotlinc", "-d", "."]);
}

/// Runs the compiler on the types of each document; says so when it is not there.
#[expect(clippy::disallowed_methods, reason = "the test runs compilers on files; the crate does neither")]
#[expect(clippy::print_stdout, reason = "whoever reads the output should know what was not tested")]
fn compiles(language: TypeLanguage, file: &str, command: &[&str]) {
    let (program, arguments) = command.split_first().unwrap();
    for document in DOCUMENTS {
        let folder = tempfile::tempdir().unwrap();
        let code = generate_types(&[document], &options(language)).unwrap();
        std::fs::write(folder.path().join(file), &code).unwrap();
        let Some(output) = run(program, arguments, file, folder.path()) else {
            println!("{program} is not there: the types for {} were not compiled", language.as_str());
            return;
        };
        // gofmt lists files whose form is another one.
        let listed = *program == "gofmt" && !output.stdout.is_empty();
        let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && !listed, "{said}\n{code}");
    }
}

#[expect(clippy::disallowed_methods, reason = "the test runs compilers; the crate does not")]
fn run(program: &str, arguments: &[&str], file: &str, folder: &Path) -> Option<std::process::Output> {
    match Command::new(program).args(arguments).arg(file).current_dir(folder).output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        other => Some(other.unwrap()),
    }
}
