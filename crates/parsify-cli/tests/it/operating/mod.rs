//! The session of `docs/src/operating.md`, run as it stands there. `PARSIFY_BLESS=1` rewrites what it shows.

mod alike;
mod application;
mod document;
mod shell;
mod world;

use parsify_testkit::Blessing;

use document::{Document, Step};
use shell::Shell;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/src/operating.md");

#[test]
fn the_session_of_the_document() {
    let text = std::fs::read_to_string(PATH).expect("the document is there");
    let mut document = Document::parse(&text);
    let home = world::build();
    let mut shell = Shell::new(home.path());
    let mut wrong = Vec::new();
    for step in document.steps() {
        let shown = shell.run(&step.command);
        if !alike::alike(&step.output, &shown) {
            wrong.push(told(step, &shown));
            step.output = shown;
        }
    }
    assert!(document.steps().count() > 20, "the document shows no session");
    if Blessing::from_env() == Blessing::Accept {
        std::fs::write(PATH, document.text()).expect("the document can be written");
    } else {
        assert!(wrong.is_empty(), "`PARSIFY_BLESS=1` rewrites the document; it differs in\n\n{}", wrong.join("\n"));
    }
}

fn told(step: &Step, shown: &str) -> String {
    format!("$ {}\n--- the document shows\n{}--- there was\n{shown}", step.command, step.output)
}
