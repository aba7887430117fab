//! Reading samples.

use parsify_error::Failure;

use super::options::Samples;
use crate::shape::{Observing, Shape};
use crate::tree::parse;

/// What the documents have in common.
pub(crate) fn observe(documents: &[&str], samples: Samples) -> Result<Shape, Failure> {
    let mut observing = Observing::default();
    for (index, document) in documents.iter().enumerate() {
        let seen = match samples {
            Samples::One => sample(&mut observing, document),
            Samples::Lines => lines(&mut observing, document),
        };
        seen.map_err(|failure| if documents.len() > 1 { failure.with_detail("index", index) } else { failure })?;
    }
    Ok(observing.finish())
}

fn sample(observing: &mut Observing, text: &str) -> Result<(), Failure> {
    observing.document(&parse(text)?)
}

fn lines(observing: &mut Observing, text: &str) -> Result<(), Failure> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    for (index, line) in lines {
        // The problem counts lines within the line.
        sample(observing, line).map_err(|failure| failure.with_detail("line", index + 1))?;
    }
    Ok(())
}
