/// A document with a session in its `console` blocks.
pub(super) struct Document(Vec<Part>);

enum Part {
    /// Everything that is no command, line ends included.
    Text(String),
    Step(Step),
}

/// A command, and what it shows.
pub(super) struct Step {
    pub(super) command: String,
    pub(super) output: String,
}

impl Document {
    pub(super) fn parse(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut within = false;
        for line in text.split_inclusive('\n') {
            match line.strip_prefix("$ ") {
                _ if line.starts_with("```") => {
                    within = line.trim_end() == "```console";
                    parts.push(Part::Text(line.to_owned()));
                }
                Some(command) if within => {
                    let command = command.trim_end().to_owned();
                    parts.push(Part::Step(Step { command, output: String::new() }));
                }
                _ => match parts.last_mut() {
                    Some(Part::Step(step)) if within => step.output.push_str(line),
                    _ => parts.push(Part::Text(line.to_owned())),
                },
            }
        }
        Self(parts)
    }

    pub(super) fn steps(&mut self) -> impl Iterator<Item = &mut Step> {
        self.0.iter_mut().filter_map(|part| match part {
            Part::Step(step) => Some(step),
            Part::Text(_) => None,
        })
    }

    pub(super) fn text(&self) -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Step(step) => format!("$ {}\n{}", step.command, step.output),
        };
        self.0.iter().map(part).collect()
    }
}

#[test]
fn a_document_is_written_as_it_was_read() {
    let text = "# A\n\n```console\n$ one\nout\n\nput\n$ two\n```\n\n```toml\n$ three\n```\n";
    let mut document = Document::parse(text);
    assert_eq!(document.text(), text);
    let steps: Vec<_> = document.steps().map(|step| (step.command.as_str(), step.output.as_str())).collect();
    assert_eq!(steps, [("one", "out\n\nput\n"), ("two", "")]);
}
