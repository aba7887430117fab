//! What a data item begins with (RFC 8949, section 3).

use parsify_error::Failure;

use crate::operations::convert::bytes::Cursor;

/// The kind of a data item.
pub(super) const UNSIGNED: u8 = 0;
pub(super) const NEGATIVE: u8 = 1;
pub(super) const BYTES: u8 = 2;
pub(super) const TEXT: u8 = 3;
pub(super) const ARRAY: u8 = 4;
pub(super) const MAP: u8 = 5;
pub(super) const TAG: u8 = 6;
pub(super) const SIMPLE: u8 = 7;

/// The end of what has no length.
pub(super) const BREAK: u8 = 0xff;

/// A kind, and the number that goes with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub(super) kind: u8,
    /// In how many bytes the number stands, if not in the first one.
    pub(super) width: u8,
    /// Nothing for what has no length.
    pub(super) number: Option<u64>,
    pub(super) offset: usize,
}

impl Head {
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Self, Failure> {
        let offset = cursor.at();
        let first = cursor.byte()?;
        let (kind, low) = (first >> 5, first & 0x1f);
        let (width, number) = match low {
            0..=23 => (0, Some(low.into())),
            24 => (1, Some(cursor.byte()?.into())),
            25 => (2, Some(u16::from_be_bytes(cursor.array()?).into())),
            26 => (4, Some(u32::from_be_bytes(cursor.array()?).into())),
            27 => (8, Some(u64::from_be_bytes(cursor.array()?))),
            31 => (0, None),
            _ => return Err(cursor.bad(format!("the byte 0x{first:02x} is reserved"), offset)),
        };
        Ok(Self { kind, width, number, offset })
    }

    /// In as few bytes as hold the number.
    pub(super) fn write(kind: u8, number: u64, bytes: &mut Vec<u8>) {
        let (low, width) = match number {
            0..=23 => (number.to_be_bytes()[7], 0),
            24..=0xff => (24, 1),
            0x100..=0xffff => (25, 2),
            0x1_0000..=0xffff_ffff => (26, 4),
            _ => (27, 8),
        };
        bytes.push(kind << 5 | low);
        bytes.extend_from_slice(&number.to_be_bytes()[8 - width..]);
    }
}
