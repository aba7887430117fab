use std::ops::Range;

use parsify_error::Failure;
use wasmparser::{
    BinaryReader, ComponentAlias, ComponentExternName, ComponentImport, ComponentType, ComponentTypeRef, CoreType,
    FromReader,
};

use super::caps::Quantity;
use super::tally::Tally;
use super::{damaged, malformed};

const COMPONENT_TYPE: u8 = 0x41;
const INSTANCE_TYPE: u8 = 0x42;

/// Counts the types of a section of component types.
///
/// Types that hold declarations nest, three bytes a level, and the parser's own reader recurses into them: an input of
/// a few kilobytes would overflow the stack. Here the levels are counters on the heap; only what cannot nest is left to
/// the parser.
pub(super) fn component_types(bytes: &[u8], section: Range<usize>, tally: &mut Tally<'_>) -> Result<(), Failure> {
    let mut cursor = Cursor { bytes: bytes.get(..section.end).unwrap_or(bytes), at: section.start };
    // Declarations still to come at each level; the section itself is the outermost.
    let mut pending = vec![cursor.read(BinaryReader::read_var_u32)?];
    while let Some(left) = pending.last_mut() {
        if *left == 0 {
            pending.pop();
            continue;
        }
        *left -= 1;
        let opened = if pending.len() == 1 { cursor.ty()? } else { cursor.declaration()? };
        tally.add(Quantity::Types, 1)?;
        if let Some(declarations) = opened {
            tally.raise(Quantity::TypeNesting, pending.len() as u64)?;
            pending.push(declarations);
        }
    }
    Ok(())
}

/// Counts core types. A module type holds declarations, but none that nest.
pub(super) fn core_type(ty: &CoreType<'_>, tally: &mut Tally<'_>) -> Result<(), Failure> {
    let count = match ty {
        CoreType::Rec(group) => group.types().len(),
        CoreType::Module(declarations) => declarations.len() + 1,
    };
    tally.add(Quantity::Types, count as u64)
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn read<T>(&mut self, read: impl FnOnce(&mut BinaryReader<'a>) -> wasmparser::Result<T>) -> Result<T, Failure> {
        let mut reader = BinaryReader::new(self.bytes.get(self.at..).unwrap_or_default(), self.at);
        let value = read(&mut reader).map_err(damaged)?;
        self.at = reader.original_position();
        Ok(value)
    }

    /// Passes over something without declarations of its own.
    fn leaf<T: FromReader<'a>>(&mut self) -> Result<Option<u32>, Failure> {
        self.read(BinaryReader::read::<T>).map(|_| None)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Reads a type; of one with declarations only their number.
    fn ty(&mut self) -> Result<Option<u32>, Failure> {
        match self.peek() {
            Some(COMPONENT_TYPE | INSTANCE_TYPE) => {
                self.at += 1;
                self.read(BinaryReader::read_var_u32).map(Some)
            }
            _ => self.leaf::<ComponentType<'a>>(),
        }
    }

    /// Reads a declaration inside a component or instance type.
    fn declaration(&mut self) -> Result<Option<u32>, Failure> {
        match self.read(BinaryReader::read_u8)? {
            0x00 => self.leaf::<CoreType<'a>>(),
            0x01 => self.ty(),
            0x02 => self.leaf::<ComponentAlias<'a>>(),
            0x03 => self.leaf::<ComponentImport<'a>>(),
            0x04 => self.leaf::<(ComponentExternName<'a>, ComponentTypeRef)>(),
            _ => Err(malformed("unknown declaration in a component type", self.at - 1)),
        }
    }
}
