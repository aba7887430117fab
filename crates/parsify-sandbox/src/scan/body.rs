use parsify_error::Failure;
use wasmparser::{BlockType, FunctionBody, Operator, OperatorsReader, OperatorsReaderAllocations};

use super::caps::Quantity;
use super::damaged;
use super::tally::Tally;

/// Reads function bodies; what one needed is kept for the next.
#[derive(Default)]
pub(super) struct Bodies {
    open: Vec<Block>,
    allocations: OperatorsReaderAllocations,
}

/// How many values a function or a block takes and gives.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Arity {
    pub(super) params: u64,
    pub(super) results: u64,
}

/// A block that has not ended yet.
struct Block {
    is_loop: bool,
    /// Operands that a branch to it brings along.
    operands: u64,
    /// How many writes to locals came before it.
    writes: u64,
}

/// What is known of the function being read.
#[derive(Default)]
struct Function<'a> {
    types: &'a [Arity],
    /// Parameters are locals too.
    locals: u64,
    loops: u64,
    writes: u64,
    merges: u64,
}

impl Bodies {
    /// Counts what makes a function expensive to compile.
    pub(super) fn body(
        &mut self,
        body: &FunctionBody<'_>,
        params: u64,
        types: &[Arity],
        tally: &mut Tally<'_>,
    ) -> Result<(), Failure> {
        tally.raise(Quantity::FunctionBytes, body.range().len() as u64)?;
        let mut function = Function { types, locals: params + locals(body, tally)?, ..Function::default() };
        self.open.clear();
        let reader = body.get_binary_reader_for_operators().map_err(damaged)?;
        let mut operators = OperatorsReader::new_with_allocs(reader, std::mem::take(&mut self.allocations));
        while !operators.eof() {
            let operator = operators.read().map_err(damaged)?;
            self.operator(&operator, &mut function, tally)?;
        }
        self.allocations = operators.into_allocations();
        tally.add(Quantity::Merges, function.merges.saturating_mul(function.merges))
    }

    fn operator(
        &mut self,
        operator: &Operator<'_>,
        function: &mut Function<'_>,
        tally: &mut Tally<'_>,
    ) -> Result<(), Failure> {
        match operator {
            Operator::LocalSet { .. } | Operator::LocalTee { .. } => function.writes += 1,
            Operator::Loop { blockty } => {
                function.loops += 1;
                tally.raise(Quantity::Loops, function.loops)?;
                self.enter(true, *blockty, function, tally)?;
            }
            Operator::Block { blockty } | Operator::If { blockty } | Operator::Try { blockty } => {
                self.enter(false, *blockty, function, tally)?;
            }
            Operator::TryTable { try_table } => self.enter(false, try_table.ty, function, tally)?,
            Operator::End | Operator::Delegate { .. } => {
                self.branch(0, function);
                function.loops -= u64::from(self.open.pop().is_some_and(|block| block.is_loop));
            }
            Operator::Br { relative_depth } | Operator::BrIf { relative_depth } => {
                self.branch(*relative_depth, function);
            }
            Operator::BrTable { targets } => {
                tally.add(Quantity::BranchTargets, u64::from(targets.len()) + 1)?;
                self.branch(targets.default(), function);
                for target in targets.targets() {
                    self.branch(target.map_err(damaged)?, function);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn enter(
        &mut self,
        is_loop: bool,
        ty: BlockType,
        function: &Function<'_>,
        tally: &mut Tally<'_>,
    ) -> Result<(), Failure> {
        let operands = match ty {
            BlockType::Empty => 0,
            BlockType::Type(_) => 1,
            // The larger of the two: parameters come along on the way in, results on the way out.
            BlockType::FuncType(index) => {
                function.types.get(index as usize).map_or(0, |arity| arity.params.max(arity.results))
            }
        };
        self.open.push(Block { is_loop, operands, writes: function.writes });
        tally.raise(Quantity::Blocks, self.open.len() as u64)
    }

    /// A branch brings along the operands of its target and every local that was written since that began.
    fn branch(&self, depth: u32, function: &mut Function<'_>) {
        let target = self.open.len().checked_sub(depth as usize + 1).and_then(|at| self.open.get(at));
        let Some(target) = target else { return };
        let written = (function.writes - target.writes).min(function.locals);
        function.merges = function.merges.saturating_add(written + target.operands);
    }
}

fn locals(body: &FunctionBody<'_>, tally: &mut Tally<'_>) -> Result<u64, Failure> {
    let mut count = 0_u64;
    for run in body.get_locals_reader().map_err(damaged)? {
        count += u64::from(run.map_err(damaged)?.0);
        tally.raise(Quantity::Locals, count)?;
    }
    Ok(count)
}
