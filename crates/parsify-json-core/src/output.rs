//! The growing text of a result.

/// Bytes a copy moves at once, whether wanted or not; the surplus is cut off again.
const BLOCK: usize = 32;
/// The same for longer ones.
const LONG: usize = 64;
/// In a guest the memory that is held counts; natively a text that moves often costs more.
const IN_GUEST: bool = cfg!(target_family = "wasm");
/// By what a long text grows at least in a guest.
const STEP: usize = 64 * 1024;
/// Within which of its end a guest's text is given all at once.
const LONG_STEP: usize = 1024 * 1024;
/// First reservation for long sources: enough to learn how much larger than the source the result is.
const PROBE: usize = 128 * 1024;
/// Output that any source may lead to; deep nesting with a wide indent could else turn a small source into gigabytes.
const CEILING: usize = 64 * 1024 * 1024;
/// Output per byte of source beyond that.
const FACTOR: usize = 16;

/// A text that is written in blocks of fixed size.
///
/// A copy of a length known to the compiler becomes a few register moves, while a call to copy ten bytes costs more than
/// the ten bytes; in a sandbox much more. And what is a text all the way needs no check in the end.
#[derive(Debug)]
pub struct Output {
    text: String,
    source: usize,
    /// Offset in the source up to which tokens have been copied, to foresee the final size.
    progress: usize,
    full: bool,
}

impl Output {
    /// An empty result for a source of so many bytes.
    pub fn new(source: usize) -> Self {
        let first = (source + source / 4).min(PROBE) + 2 * LONG;
        Self { text: String::with_capacity(first), source, progress: 0, full: false }
    }

    /// The most a source of so many bytes may lead to.
    pub const fn ceiling(source: usize) -> usize {
        source.saturating_mul(FACTOR).saturating_add(CEILING)
    }

    /// Whether the ceiling was met; nothing more is kept then.
    pub const fn full(&self) -> bool {
        self.full
    }

    /// Notes that the source is written up to here.
    #[inline(always)]
    pub fn progress(&mut self, offset: usize) {
        self.progress = offset;
    }

    /// Copies a token of the source.
    #[inline(always)]
    pub fn token(&mut self, source: &str, start: usize, end: usize) {
        self.progress(end);
        self.copy(source, start, end);
    }

    /// Copies `from[start..end]`.
    #[inline(always)]
    pub fn copy(&mut self, from: &str, start: usize, end: usize) {
        let wanted = end.saturating_sub(start);
        if wanted > BLOCK || !self.block::<BLOCK>(from, start, wanted) {
            self.copy_ragged(from, start, end);
        }
    }

    /// Copies `N` bytes and keeps those that are wanted; not if the block would tear a character.
    #[inline(always)]
    fn block<const N: usize>(&mut self, from: &str, start: usize, wanted: usize) -> bool {
        let Some(block) = from.get(start..start + N) else { return false };
        let length = self.text.len();
        if self.text.capacity() - length < N {
            return false;
        }
        self.text.push_str(block);
        self.text.truncate(length + wanted);
        true
    }

    #[inline(never)]
    fn copy_ragged(&mut self, from: &str, start: usize, end: usize) {
        let wanted = end.saturating_sub(start);
        self.reserve(wanted);
        let copied = if wanted <= BLOCK - 3 {
            // A character has at most four bytes, so that one of these blocks ends with one.
            self.block::<BLOCK>(from, start, wanted)
                || self.block::<{ BLOCK - 1 }>(from, start, wanted)
                || self.block::<{ BLOCK - 2 }>(from, start, wanted)
                || self.block::<{ BLOCK - 3 }>(from, start, wanted)
        } else {
            wanted <= LONG && self.block::<LONG>(from, start, wanted)
        };
        if !copied && !self.full {
            self.text.push_str(from.get(start..end).unwrap_or_default());
        }
    }

    /// Writes a whole text.
    pub fn text(&mut self, text: &str) {
        self.copy_ragged(text, 0, text.len());
    }

    /// Writes one character of ASCII.
    #[inline(always)]
    pub fn byte(&mut self, byte: u8) {
        self.reserve(1);
        self.text.push(char::from(byte));
    }

    /// Writes a few characters of ASCII.
    #[inline(always)]
    pub fn ascii(&mut self, text: &'static str) {
        self.reserve(text.len());
        self.text.push_str(text);
    }

    #[inline(always)]
    fn reserve(&mut self, more: usize) {
        if self.text.len() + more + LONG > self.text.capacity() {
            self.grow(more);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) {
        let ceiling = Self::ceiling(self.source);
        let length = self.text.len();
        let needed = length + more + LONG;
        if needed > ceiling {
            return self.stop();
        }
        let mut size = self.forecast();
        if IN_GUEST {
            // What a beginning promises need not come. The text grows where it lies, but each time costs the host something,
            // so that only long steps are halved.
            if size > length + LONG_STEP {
                size = (size - (size - length) / 2).min(16 * length);
            }
        }
        let size = size.max(needed).min(ceiling);
        if IN_GUEST {
            make_room_behind(size.saturating_sub(self.text.capacity()));
        }
        if self.text.try_reserve_exact(size - length).is_err() {
            self.stop();
        }
    }

    /// The size the result will have when it goes on as it began, but always some more than now.
    fn forecast(&self) -> usize {
        let length = self.text.len();
        let least = length + if IN_GUEST { STEP } else { length / 4 + PROBE / 2 };
        if self.progress < PROBE / 16 {
            return least + length;
        }
        // In wide integers, for 32-bit machines.
        let rest = self.source.saturating_sub(self.progress) as u128;
        let foreseen = rest * length as u128 / self.progress as u128;
        let foreseen = usize::try_from(foreseen + foreseen / 64).unwrap_or(usize::MAX);
        // A beginning that is denser than the rest must not reserve far too much.
        let most = least.max(self.source.saturating_mul(4));
        least.max((length + PROBE / 16).saturating_add(foreseen)).min(most)
    }

    fn stop(&mut self) {
        self.full = true;
        self.text.clear();
    }

    /// The text, with `end` after it; nothing when it grew too large.
    pub fn finish(mut self, end: &str) -> Option<String> {
        self.text(end);
        (!self.full).then_some(self.text)
    }
}

/// Sees to it that the text can grow where it lies.
///
/// An allocator lengthens a block in place if enough is free behind it. In a guest that is not so for the last block, which
/// a long text is as a rule: memory is added for a whole new block only, and with it the text would be there twice. So what is
/// to come is asked for, and given back at once.
fn make_room_behind(bytes: usize) {
    let mut room = Vec::<u8>::new();
    // Where there is none, the text itself will find out.
    let _ = room.try_reserve_exact(bytes);
    drop(std::hint::black_box(room));
}
