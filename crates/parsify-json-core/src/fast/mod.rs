//! The quick way through documents that are as they should be.
//!
//! Where tokens start and end is found 64 bytes at a time, without branches and ahead of the grammar, so that the processor
//! works on several tokens at once. At anything out of the ordinary this way gives up, and the
//! [machine](super::machine) reads the document from its start: it knows what is wrong and where.

mod block;
mod index;
mod number;
mod walk;

use super::fault::Fault;
use super::machine::run;
use super::sink::Sink;
use walk::walk;

/// Streams `source` into a sink of `make`'s, the quick way if that leads through, else by the machine into a new one. With
/// the sink comes what [`run`] says.
pub fn read<S: Sink>(source: &str, max_depth: usize, make: impl Fn() -> S) -> (S, Result<(), Fault>) {
    let mut sink = make();
    if walk(source, max_depth, &mut sink).is_some() {
        return (sink, Ok(()));
    }
    drop(sink);
    let mut sink = make();
    let outcome = run(source, max_depth, &mut sink);
    (sink, outcome)
}
