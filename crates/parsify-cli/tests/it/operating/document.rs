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
        // The fence that ends the session; it is longer than any in what is shown.
        let mut within = None;
        for line in text.split_inclusive('\n') {
            let session = line.trim_end().strip_suffix("console").filter(|fence| is_fence(fence));
            match (within, line.strip_prefix("$ ")) {
                (Some(fence), _) if line.trim_end() == fence => {
                    within = None;
                    parts.push(Part::Text(line.to_owned()));
                }
                (Some(_), Some(command)) => {
                    let command = command.trim_end().to_owned();
                    parts.push(Part::Step(Step { command, output: String::new() }));
                }
                (Some(_), None) => match parts.last_mut() {
                    Some(Part::Step(step)) => step.output.push_str(line),
                    _ => parts.push(Part::Text(line.to_owned())),
                },
                (None, _) => {
                    within = session;
                    parts.push(Part::Text(line.to_owned()));
                }
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

fn is_fence(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|byte| byte == b'`')
}

#[test]
fn a_document_is_written_as_it_was_read() {
    let text = "# A\n\n````console\n$ one\nout\n\n```\n$ two\n````\n\n```toml\n$ three\n```\n";
    let mut document = Document::parse(text);
    assert_eq!(document.text(), text);
    let steps: Vec<_> = document.steps().map(|step| (step.command.as_str(), step.output.as_str())).collect();
    assert_eq!(steps, [("one", "out\n\n```\n"), ("two", "")]);
}
