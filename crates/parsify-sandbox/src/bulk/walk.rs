use wasmparser::{Encoding, Parser, Payload};

use super::body::Bodies;
use super::edits::{Edits, Mark, Sized};
use super::module::ModuleFrame;
use super::{Rewriting, Unfit};

/// What is being read, from the outside in. Frames lie on the heap, so depth costs no stack.
struct Frame {
    /// Nothing for a component.
    module: Option<ModuleFrame>,
    /// Where the next section begins.
    next: usize,
    /// The section that it is the content of, unless it is the outermost.
    section: Option<Sized>,
    since: Mark,
}

/// Reads a whole component, payload by payload, and says what changes.
pub(super) fn walk(job: &mut Rewriting<'_>) -> Result<Edits, Unfit> {
    let (mut edits, mut bodies) = (Edits::default(), Bodies::default());
    let mut frames: Vec<Frame> = Vec::new();
    let mut enclosing = None;
    for payload in Parser::new(0).parse_all(job.bytes) {
        let payload = payload?;
        let section = frames.last_mut().and_then(|frame| frame.pass(&payload));
        match payload {
            Payload::Version { encoding, range, .. } => {
                let module = (encoding == Encoding::Module).then(|| ModuleFrame::new(range.start));
                let section = enclosing.take();
                frames.push(Frame { module, next: range.end, section, since: edits.mark() });
            }
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => enclosing = section,
            Payload::End(end) => {
                let Some(frame) = frames.pop() else { continue };
                if let Some(module) = frame.module {
                    module.finish(end, job, &mut edits)?;
                }
                if let Some(section) = frame.section {
                    edits.resize(frame.since, &section);
                }
            }
            payload => {
                if let Some(module) = frames.last_mut().and_then(|frame| frame.module.as_mut()) {
                    module.section(payload, section, &mut bodies, job)?;
                }
            }
        }
    }
    Ok(edits)
}

impl Frame {
    /// Goes on behind a section, if the payload is one.
    fn pass(&mut self, payload: &Payload<'_>) -> Option<Sized> {
        let (_, content) = payload.as_section()?;
        // One byte says what kind of section it is, then comes its length.
        let length = self.next + 1..content.start;
        self.next = content.end;
        Some(Sized { length, content })
    }
}
