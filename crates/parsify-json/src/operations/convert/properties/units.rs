//! Texts out of characters and of halves of surrogate pairs.

/// Collects a text, part of which may come as code units of UTF-16.
#[derive(Debug, Default)]
pub(super) struct Units {
    text: String,
    /// The first half of a pair.
    high: Option<u16>,
    /// Whether a half had no other one, and became U+FFFD.
    is_broken: bool,
}

impl Units {
    pub(super) fn push(&mut self, letter: char) {
        self.flush();
        self.text.push(letter);
    }

    pub(super) fn push_unit(&mut self, unit: u16) {
        if let Some(high) = self.high.take() {
            if let Some(Ok(letter)) = char::decode_utf16([high, unit]).next()
                && (0xdc00..0xe000).contains(&unit)
            {
                self.text.push(letter);
                return;
            }
            self.replace();
        }
        match unit {
            0xd800..0xdc00 => self.high = Some(unit),
            _ => match char::from_u32(unit.into()) {
                Some(letter) => self.text.push(letter),
                None => self.replace(),
            },
        }
    }

    /// The text.
    pub(super) fn finish(mut self) -> (String, bool) {
        self.flush();
        (self.text, self.is_broken)
    }

    fn flush(&mut self) {
        if self.high.take().is_some() {
            self.replace();
        }
    }

    fn replace(&mut self) {
        self.text.push(char::REPLACEMENT_CHARACTER);
        self.is_broken = true;
    }
}
