use parsify_error::Failure;
use wasmparser::{Encoding, Parser, Payload};

use super::body::Bodies;
use super::caps::Quantity;
use super::component::ComponentFrame;
use super::module::ModuleFrame;
use super::tally::Tally;
use super::{component, damaged, malformed, module};

/// What is being read, from the outside in. Frames lie on the heap, so depth costs no stack.
enum Frame {
    Component(ComponentFrame),
    Module(ModuleFrame),
}

/// Reads a whole component, payload by payload.
pub(super) fn walk(bytes: &[u8], tally: &mut Tally<'_>) -> Result<(), Failure> {
    let mut outer: Vec<ComponentFrame> = Vec::new();
    let mut current: Option<Frame> = None;
    let mut bodies = Bodies::default();
    for payload in Parser::new(0).parse_all(bytes) {
        match payload.map_err(damaged)? {
            Payload::Version { encoding, .. } => current = Some(open(encoding, outer.len(), tally)?),
            // The frame that encloses waits until the nested one ends.
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => {
                if let Some(Frame::Component(frame)) = current.take() {
                    outer.push(frame);
                }
            }
            Payload::End(_) => current = close(current.take(), &mut outer, tally)?,
            Payload::UnknownSection { range, .. } => return Err(malformed("unknown section", range.start)),
            payload => match &mut current {
                Some(Frame::Component(frame)) => component::section(frame, &outer, payload, bytes, tally)?,
                Some(Frame::Module(frame)) => module::section(frame, &mut bodies, payload, tally)?,
                None => {}
            },
        }
    }
    Ok(())
}

fn open(encoding: Encoding, enclosing: usize, tally: &mut Tally<'_>) -> Result<Frame, Failure> {
    tally.raise(Quantity::Nesting, enclosing as u64 + 1)?;
    match encoding {
        Encoding::Component => {
            tally.add(Quantity::Components, 1)?;
            Ok(Frame::Component(ComponentFrame::new(enclosing == 0)))
        }
        Encoding::Module => {
            tally.add(Quantity::Modules, 1)?;
            Ok(Frame::Module(ModuleFrame::default()))
        }
    }
}

/// Hands what ended to what encloses it.
fn close(
    ended: Option<Frame>,
    outer: &mut Vec<ComponentFrame>,
    tally: &mut Tally<'_>,
) -> Result<Option<Frame>, Failure> {
    let Some(mut parent) = outer.pop() else { return Ok(None) };
    match ended {
        Some(Frame::Component(frame)) => parent.define_component(frame, tally)?,
        Some(Frame::Module(frame)) => parent.define_module(frame, tally)?,
        None => {}
    }
    Ok(Some(Frame::Component(parent)))
}
