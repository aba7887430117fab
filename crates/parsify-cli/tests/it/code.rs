use parsify::serde_json::json;

use crate::cli::{file, folder, line};

#[test]
fn the_matrix_shows_languages_operations_and_libraries() {
    let told = line("code languages").run().code(0).stdout;
    for part in ["typescript", "transpile", "lang-ecma 0.1.0", "ruff_linter", "run-javascript 0.1.0"] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let matrix = line("code languages --json").run().code(0).object();
    assert_eq!(matrix["languages"]["python"]["lint"]["module"], "lang-python");
    assert!(matrix["languages"]["javascript"]["execute"]["libraries"][0].as_str().unwrap().starts_with("boa_engine"));
}

#[test]
fn the_ending_of_a_file_tells_its_language() {
    let folder = folder();
    for (name, text, formatted) in
        [("a.ts", "let a:number=1", "let a: number = 1;\n"), ("a.py", "a=1", "a = 1\n"), ("a.jsx", "<a/>", "<a />;\n")]
    {
        let ended = line("code format").arg(file(folder.path(), name, text)).run().code(0);
        assert_eq!(ended.stdout, formatted);
    }
}

#[test]
fn findings_are_shown_with_their_places() {
    let folder = folder();
    let path = file(folder.path(), "a.py", "import os\nx = undefined\n");
    let ended = line("code lint").arg(&path).run().code(0);
    assert!(ended.stdout.contains("warning[F401]") && ended.stdout.contains("a.py:1:8"), "{}", ended.stdout);
    assert!(ended.stdout.contains("1 can be mended with `--fix safe`"), "{}", ended.stdout);
    let ended = line("code lint --fix safe").arg(&path).run().code(0);
    assert_eq!(ended.stdout, "x = undefined\n");
    let broken = file(folder.path(), "b.py", "a = (\n");
    line("code lint").arg(&broken).run().code(1);
    let ended = line("code validate").arg(&broken).run().code(1);
    assert!(ended.stdout.contains("b.py:2:1"), "{}", ended.stdout);
}

#[test]
fn a_program_writes_to_its_streams_and_ends_with_its_code() {
    let folder = folder();
    let path = file(folder.path(), "a.js", "console.log(args[0]); console.error('e'); 6 * 7");
    let ended = line("code execute --param args=[\"x\"]").arg(&path).run().code(0);
    assert_eq!(ended.stdout, "x\n");
    assert!(ended.stderr.contains("e\n=> 42"), "{}", ended.stderr);
    let path = file(folder.path(), "b.js", "function f() {\n  null.x\n}\nf()");
    let ended = line("code execute").arg(&path).run().code(1);
    assert!(ended.stderr.contains("uncaught TypeError") && ended.stderr.contains("program.js:2:"), "{}", ended.stderr);
    let path = file(folder.path(), "c.js", "while (true) {}");
    line("code execute --timeout 300ms").arg(&path).run().code(4);
    let told = line("code execute --json").arg(&path).arg("--timeout").arg("300ms").run().code(4).object();
    assert_eq!(told["error"]["kind"], json!("timeout"));
}
