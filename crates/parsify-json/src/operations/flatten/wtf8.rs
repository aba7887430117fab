//! Keys that may hold lone surrogates, which are no characters but stand in documents.

use crate::tree::Text;

/// The text that these bytes mean: UTF-8, in which a lone surrogate takes three bytes.
pub(super) fn text_of(wtf8: Vec<u8>) -> Text<'static> {
    match String::from_utf8(wtf8) {
        Ok(text) => Text::from(text),
        Err(error) => escaped(error.as_bytes()),
    }
}

#[cold]
fn escaped(wtf8: &[u8]) -> Text<'static> {
    let mut raw = String::new();
    let mut at = 0;
    for chunk in wtf8.utf8_chunks() {
        raw.push_str(&Text::from(chunk.valid()).raw());
        at += chunk.valid().len();
        // The three bytes of a surrogate come as three bad chunks, of which the first one tells.
        if let Some([0xed, high, low]) = wtf8.get(at..at + 3) {
            let unit = 0xd000 | u32::from(high & 0x3f) << 6 | u32::from(low & 0x3f);
            raw.push_str(&format!("\\u{unit:04x}"));
        }
        at += chunk.invalid().len();
    }
    Text::scanned(&raw, true).into_owned()
}
