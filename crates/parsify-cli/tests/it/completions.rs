use crate::cli::line;

#[test]
fn scripts_know_the_shortcuts() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = line(&format!("completions {shell}")).run().code(0).stdout;
        for word in ["parsify", "validate", "sort-keys", "no-fallback", "repair", "dry-run"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    assert!(line("completions bash").run().stdout.contains("randomness"), "what can be granted");
    line("completions tcsh").run().code(2).says(&["tcsh", "bash"]);
}
