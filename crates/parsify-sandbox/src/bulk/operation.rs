use wasm_encoder::{BlockType, Function, InstructionSink};
use wasmparser::Operator;

/// An instruction that goes over a memory. Two of the same do with one function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Operation {
    Fill { memory: u32 },
    Copy { to: u32, from: u32 },
    Init { memory: u32, segment: u32 },
}

/// The three operands are the parameters of the function that stands in for the instruction.
const TO: u32 = 0;
/// For a fill it is the value.
const FROM: u32 = 1;
const LENGTH: u32 = 2;

/// A page of a 32-bit memory, as a shift.
const PAGE: i64 = 16;

impl Operation {
    pub(super) fn of(operator: &Operator<'_>) -> Option<Self> {
        match *operator {
            Operator::MemoryFill { mem } => Some(Self::Fill { memory: mem }),
            Operator::MemoryCopy { dst_mem, src_mem } => Some(Self::Copy { to: dst_mem, from: src_mem }),
            Operator::MemoryInit { data_index, mem } => Some(Self::Init { memory: mem, segment: data_index }),
            _ => None,
        }
    }

    /// A function that does in strides what the instruction does at once.
    ///
    /// First of all the instruction compares both ends with the sizes, in numbers that do not wrap, and traps before it
    /// writes anything; so does this. Memories never shrink and segments are not dropped meanwhile, because nothing else
    /// runs in the instance, so that no stride can trap.
    pub(super) fn function(self, stride: u32) -> Function {
        let mut function = Function::new([]);
        let mut code = function.instructions();
        code.local_get(LENGTH).i32_const(stride.cast_signed()).i32_le_u().if_(BlockType::Empty);
        self.at_once(&mut code);
        code.return_().end();
        self.check_bounds(&mut code);
        match self {
            Self::Fill { .. } => self.strides(stride, &[TO], &mut code),
            Self::Init { .. } => self.strides(stride, &[TO, FROM], &mut code),
            Self::Copy { .. } => {
                // Source and target may overlap, under two names too: a memory can be imported twice. So what is copied
                // first is what would be overwritten otherwise.
                code.local_get(TO).local_get(FROM).i32_gt_u().if_(BlockType::Empty);
                self.strides_backwards(stride, &mut code);
                code.else_();
                self.strides(stride, &[TO, FROM], &mut code);
                code.end();
            }
        }
        self.at_once(&mut code);
        code.end();
        function
    }

    fn instruction(self, code: &mut InstructionSink<'_>) {
        match self {
            Self::Fill { memory } => code.memory_fill(memory),
            Self::Copy { to, from } => code.memory_copy(to, from),
            Self::Init { memory, segment } => code.memory_init(memory, segment),
        };
    }

    /// The instruction over what the parameters say.
    fn at_once(self, code: &mut InstructionSink<'_>) {
        code.local_get(TO).local_get(FROM).local_get(LENGTH);
        self.instruction(code);
    }

    /// Traps as the instruction would.
    fn check_bounds(self, code: &mut InstructionSink<'_>) {
        match self {
            Self::Fill { memory } => beyond(TO, memory, code),
            Self::Copy { to, from } => {
                beyond(TO, to, code);
                beyond(FROM, from, code);
                code.i32_or();
            }
            Self::Init { memory, .. } => {
                beyond(TO, memory, code);
                end(FROM, code);
                code.i64_const(u32::MAX.into()).i64_gt_u().i32_or();
            }
        }
        code.if_(BlockType::Empty);
        // It traps, with its own trap.
        self.at_once(code);
        code.unreachable().end();
        if let Self::Init { .. } = self {
            // No instruction tells the length of a segment, which is none once it was dropped. Nothing from its end does.
            code.i32_const(0).local_get(FROM).local_get(LENGTH).i32_add().i32_const(0);
            self.instruction(code);
        }
    }

    /// Strides from the lowest address on. At most one stride is left over.
    fn strides(self, stride: u32, advancing: &[u32], code: &mut InstructionSink<'_>) {
        let stride = stride.cast_signed();
        code.loop_(BlockType::Empty).local_get(TO).local_get(FROM).i32_const(stride);
        self.instruction(code);
        for &local in advancing {
            code.local_get(local).i32_const(stride).i32_add().local_set(local);
        }
        code.local_get(LENGTH).i32_const(stride).i32_sub().local_tee(LENGTH);
        code.i32_const(stride).i32_gt_u().br_if(0).end();
    }

    /// Strides from the highest address on. What is left over lies at the lowest.
    fn strides_backwards(self, stride: u32, code: &mut InstructionSink<'_>) {
        let stride = stride.cast_signed();
        code.loop_(BlockType::Empty);
        code.local_get(LENGTH).i32_const(stride).i32_sub().local_set(LENGTH);
        code.local_get(TO).local_get(LENGTH).i32_add();
        code.local_get(FROM).local_get(LENGTH).i32_add();
        code.i32_const(stride);
        self.instruction(code);
        code.local_get(LENGTH).i32_const(stride).i32_gt_u().br_if(0).end();
    }
}

/// Whether what begins at `start` ends beyond the memory.
fn beyond(start: u32, memory: u32, code: &mut InstructionSink<'_>) {
    end(start, code);
    code.memory_size(memory).i64_extend_i32_u().i64_const(PAGE).i64_shl().i64_gt_u();
}

/// Where what begins at `start` ends, which may be more than 32 bits hold.
fn end(start: u32, code: &mut InstructionSink<'_>) {
    code.local_get(start).i64_extend_i32_u().local_get(LENGTH).i64_extend_i32_u().i64_add();
}
