//! The growing text of a result.

/// Bytes a short copy moves at once, whether wanted or not; the surplus is overwritten by the next one.
const SHORT: usize = 16;
const LONG: usize = 32;
/// First reservation for long sources: enough to learn how much larger than the source the result is.
const PROBE: usize = 128 * 1024;
/// Output that any source may lead to; deep nesting with a wide indent could else turn a small source into gigabytes.
const CEILING: usize = 64 * 1024 * 1024;
/// Output per byte of source beyond that.
const FACTOR: usize = 16;

/// A buffer that is written in blocks of fixed size.
///
/// Copies of a length known to the compiler become a few register moves, while a call to copy ten bytes costs more than
/// the ten bytes; in a sandbox much more.
#[derive(Debug)]
pub(crate) struct Output {
    buffer: Vec<u8>,
    /// Bytes written; the buffer behind is room.
    length: usize,
    source: usize,
    /// Offset in the source up to which tokens have been copied, to foresee the final size.
    progress: usize,
    full: bool,
}

impl Output {
    /// An empty result for a source of so many bytes.
    pub(crate) fn new(source: usize) -> Self {
        let first = (source + source / 4).min(PROBE) + 2 * LONG;
        Self { buffer: vec![0; first], length: 0, source, progress: 0, full: false }
    }

    /// The most a source of so many bytes may lead to.
    pub(crate) const fn ceiling(source: usize) -> usize {
        source.saturating_mul(FACTOR).saturating_add(CEILING)
    }

    /// Whether the ceiling was met; nothing more is kept then.
    pub(crate) const fn full(&self) -> bool {
        self.full
    }

    /// Notes that the source is written up to here.
    #[inline(always)]
    pub(crate) fn progress(&mut self, offset: usize) {
        self.progress = offset;
    }

    /// Copies a token of the source.
    #[inline(always)]
    pub(crate) fn token(&mut self, source: &[u8], start: usize, end: usize) {
        self.progress(end);
        self.copy(source, start, end);
    }

    /// Copies `from[start..end]`.
    #[inline(always)]
    pub(crate) fn copy(&mut self, from: &[u8], start: usize, end: usize) {
        let wanted = end.saturating_sub(start);
        let copied = if wanted <= SHORT {
            self.block::<SHORT>(from, start)
        } else {
            wanted <= LONG && self.block::<LONG>(from, start)
        };
        if copied {
            self.length += wanted;
        } else {
            self.copy_exact(from.get(start..end).unwrap_or_default());
        }
    }

    #[inline(always)]
    fn block<const N: usize>(&mut self, from: &[u8], start: usize) -> bool {
        let from = from.get(start..).and_then(|rest| rest.first_chunk::<N>());
        let to = self.buffer.get_mut(self.length..).and_then(|rest| rest.first_chunk_mut::<N>());
        let (Some(from), Some(to)) = (from, to) else { return false };
        *to = *from;
        true
    }

    #[inline(never)]
    fn copy_exact(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        if let Some(to) = self.buffer.get_mut(self.length..self.length + bytes.len()) {
            to.copy_from_slice(bytes);
            self.length += bytes.len();
        }
    }

    /// Writes one byte of ASCII.
    #[inline(always)]
    pub(crate) fn byte(&mut self, byte: u8) {
        if let Some(to) = self.buffer.get_mut(self.length) {
            *to = byte;
            self.length += 1;
        } else {
            self.copy_exact(&[byte]);
        }
    }

    #[inline(always)]
    fn reserve(&mut self, more: usize) {
        if self.length + more + LONG > self.buffer.len() {
            self.grow(more);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        let ceiling = Self::ceiling(self.source);
        let needed = self.length + more + LONG;
        if needed > ceiling {
            return self.stop();
        }
        let size = self.forecast().max(needed).min(ceiling);
        if self.buffer.try_reserve_exact(size - self.buffer.len()).is_err() {
            return self.stop();
        }
        self.buffer.resize(size, 0);
    }

    /// The size the result will have when it goes on as it began, but always a good deal more than now.
    fn forecast(&self) -> usize {
        let least = self.length + self.length / 4 + PROBE / 2;
        if self.progress < PROBE / 16 {
            return least + self.length;
        }
        // In wide integers, for 32-bit machines.
        let rest = self.source.saturating_sub(self.progress) as u128;
        let foreseen = rest * self.length as u128 / self.progress as u128;
        let foreseen = usize::try_from(foreseen + foreseen / 16).unwrap_or(usize::MAX);
        // A beginning that is denser than the rest must not reserve far too much.
        let most = least.max(self.source.saturating_mul(4));
        least.max((self.length + PROBE / 16).saturating_add(foreseen)).min(most)
    }

    fn stop(&mut self) {
        self.full = true;
        self.length = 0;
    }

    /// The text, without the room behind it.
    pub(crate) fn finish(mut self) -> String {
        self.buffer.truncate(self.length);
        String::from_utf8(self.buffer).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }
}
