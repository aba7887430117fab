//! How a query got to a value.

use std::rc::Rc;

use crate::tree::{Pointer, Text};

/// One step from a value to one within it, and the steps before it.
#[derive(Debug)]
pub(super) struct Trail<'t> {
    parent: Path<'t>,
    step: Step<'t>,
}

/// The steps to a value; none to the document itself.
pub(super) type Path<'t> = Option<Rc<Trail<'t>>>;

/// A step.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'t> {
    Key(&'t Text<'t>),
    Index(usize),
}

/// One step further.
pub(super) fn further<'t>(path: &Path<'t>, step: Step<'t>) -> Path<'t> {
    Some(Rc::new(Trail { parent: path.clone(), step }))
}

fn steps<'t>(path: &Path<'t>) -> Vec<Step<'t>> {
    let mut steps: Vec<_> =
        std::iter::successors(path.as_deref(), |trail| trail.parent.as_deref()).map(|it| it.step).collect();
    steps.reverse();
    steps
}

/// As a JSON Pointer.
pub(super) fn pointer(path: &Path<'_>) -> String {
    let token = |step| match step {
        Step::Key(key) => key.to_str_lossy().into_owned(),
        Step::Index(index) => index.to_string(),
    };
    steps(path).into_iter().map(token).collect::<Pointer>().to_string()
}

/// As a normalized path (RFC 9535, section 2.7).
pub(super) fn normalized(path: &Path<'_>) -> String {
    let mut text = String::from("$");
    for step in steps(path) {
        match step {
            Step::Index(index) => text.push_str(&format!("[{index}]")),
            Step::Key(key) => {
                text.push_str("['");
                key.to_str_lossy().chars().for_each(|it| escape(it, &mut text));
                text.push_str("']");
            }
        }
    }
    text
}

fn escape(it: char, text: &mut String) {
    match it {
        '\u{8}' => text.push_str("\\b"),
        '\t' => text.push_str("\\t"),
        '\n' => text.push_str("\\n"),
        '\u{c}' => text.push_str("\\f"),
        '\r' => text.push_str("\\r"),
        '\'' => text.push_str("\\'"),
        '\\' => text.push_str("\\\\"),
        '\0'..='\u{1f}' => text.push_str(&format!("\\u{:04x}", u32::from(it))),
        _ => text.push(it),
    }
}
