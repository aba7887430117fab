use std::ops::Range;

use wasmparser::{FunctionBody, Operator, OperatorsReader, OperatorsReaderAllocations, Result};

use super::operation::Operation;

/// Reads function bodies; what one needed is kept for the next.
#[derive(Default)]
pub(super) struct Bodies(OperatorsReaderAllocations);

/// An instruction that may take long.
pub(super) struct Site {
    pub(super) place: Range<usize>,
    pub(super) operation: Operation,
}

impl Bodies {
    /// The instructions of a body that may go over more than one stride.
    pub(super) fn sites(&mut self, body: &FunctionBody<'_>, stride: u32) -> Result<Vec<Site>> {
        let mut sites = Vec::new();
        let reader = body.get_binary_reader_for_operators()?;
        let mut operators = OperatorsReader::new_with_allocs(reader, std::mem::take(&mut self.0));
        // Nothing stands between a length that is a constant and its instruction, not even the end of a block.
        let mut short = false;
        while !operators.eof() {
            let start = operators.original_position();
            let operator = operators.read()?;
            if let Some(operation) = Operation::of(&operator)
                && !short
            {
                sites.push(Site { place: start..operators.original_position(), operation });
            }
            short = matches!(operator, Operator::I32Const { value } if value.cast_unsigned() <= stride);
        }
        self.0 = operators.into_allocations();
        Ok(sites)
    }
}
