//! What parent and child say to each other. Every part is written whole, with its length first.
//!
//! Child: [`MAGIC`]. Child, confined and with an engine: the compatibility of its engine. Parent: the component. Child:
//! a tag and machine code, or the reason why there is none.

use std::io::{self, Read, Write};

/// The first bytes of a child. A program that is no compile child says something else.
pub(super) const MAGIC: [u8; 8] = *b"parsify\x01";

/// A refusal is the compiler's text, which may quote the component.
pub(super) const MAX_REFUSAL: u64 = 64 << 10;

/// What a message of the child holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// The compatibility of the engine, eight bytes.
    Ready,
    /// Machine code.
    Artifact,
    /// Why the component does not compile, as text.
    Refusal,
    /// Why this process cannot compile at all, as text.
    Unfit,
    /// The component would grow too much by being made interruptible. Nothing follows.
    Excess,
}

impl Tag {
    const ALL: [Self; 5] = [Self::Ready, Self::Artifact, Self::Refusal, Self::Unfit, Self::Excess];

    fn byte(self) -> u8 {
        match self {
            Self::Ready => 1,
            Self::Artifact => 2,
            Self::Refusal => 3,
            Self::Unfit => 4,
            Self::Excess => 5,
        }
    }

    fn of(byte: u8) -> io::Result<Self> {
        let found = Self::ALL.into_iter().find(|tag| tag.byte() == byte);
        found.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "an unknown message"))
    }
}

pub(super) fn write(to: &mut impl Write, tag: Tag, payload: &[u8]) -> io::Result<()> {
    to.write_all(&[tag.byte()])?;
    write_bytes(to, payload)
}

/// Reads tag and length; the payload stays where it is until the reader has judged its length.
pub(super) fn read_header(from: &mut impl Read) -> io::Result<(Tag, u64)> {
    let mut tag = [0];
    from.read_exact(&mut tag)?;
    Ok((Tag::of(tag[0])?, read_length(from)?))
}

pub(super) fn write_bytes(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

pub(super) fn read_length(from: &mut impl Read) -> io::Result<u64> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    Ok(u64::from_le_bytes(length))
}

/// Reads exactly `length` bytes, which the caller found acceptable.
pub(super) fn read_payload(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let size = usize::try_from(length).map_err(|_| io::ErrorKind::OutOfMemory)?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(size).map_err(|_| io::ErrorKind::OutOfMemory)?;
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() == size { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for tag in Tag::ALL {
            let mut wire = Vec::new();
            write(&mut wire, tag, b"text").unwrap();
            let mut rest = wire.as_slice();
            let (found, length) = read_header(&mut rest).unwrap();
            assert_eq!((found, length), (tag, 4));
            assert_eq!(read_payload(&mut rest, length).unwrap(), b"text");
        }
    }

    #[test]
    fn half_a_message_and_an_unknown_one_are_errors() {
        let mut wire = Vec::new();
        write(&mut wire, Tag::Artifact, b"text").unwrap();
        for end in 0..9 {
            assert!(read_header(&mut &wire[..end]).is_err());
        }
        assert!(read_payload(&mut &wire[9..12], 4).is_err());
        assert!(read_header(&mut &[0; 9][..]).is_err());
        assert!(read_payload(&mut &wire[9..], u64::MAX).is_err());
    }
}
