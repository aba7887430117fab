//! Descriptors that a guest brings instead of making them.

/// The ways in which a guest may bring its descriptor.
pub trait BroughtDescriptor {
    /// The descriptor as JSON.
    fn text(self) -> String;
}

impl BroughtDescriptor for &str {
    fn text(self) -> String {
        self.to_owned()
    }
}

/// A descriptor that was compressed when the guest was built (DEFLATE, RFC 1951, without a header), for
/// [`export_module!`](crate::export_module): `descriptor: Deflated(include_bytes!(concat!(env!("OUT_DIR"), "/descriptor")))`.
///
/// A large descriptor becomes a sixth; the code that unpacks it takes some 8 KB. The guest's `build.rs` compresses it with
/// `miniz_oxide::deflate::compress_to_vec`. What is no such data makes an empty descriptor, which the host refuses when it
/// loads the module.
#[cfg(feature = "deflate")]
#[derive(Debug, Clone, Copy)]
pub struct Deflated<'a>(pub &'a [u8]);

#[cfg(feature = "deflate")]
impl BroughtDescriptor for Deflated<'_> {
    fn text(self) -> String {
        let bytes = miniz_oxide::inflate::decompress_to_vec(self.0).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

#[cfg(all(test, feature = "deflate"))]
mod tests {
    use super::*;

    #[test]
    fn a_descriptor_comes_back_as_it_was() {
        let text = r#"{"name": "größer", "operations": []}"#.repeat(1000);
        let deflated = miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 10);
        assert!(deflated.len() < text.len() / 10);
        assert_eq!(Deflated(&deflated).text(), text);
    }

    #[test]
    fn what_is_none_is_empty() {
        assert_eq!(Deflated(b"{}").text(), "");
        assert_eq!(Deflated(&miniz_oxide::deflate::compress_to_vec(&[0xff], 1)).text(), "");
    }
}
