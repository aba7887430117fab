//! Targets for a fuzzer: a moment of random input in every run of the tests, and as long as wanted, guided by coverage, with
//! `cargo bolero test` (`docs/src/development.md`).

use parsify_interface::{Descriptor, Digest, ModuleId, harmless};

#[test]
fn an_id_is_what_it_was_read_from() {
    bolero::check!().with_type::<String>().for_each(|text| {
        if let Ok(id) = text.parse::<ModuleId>() {
            assert_eq!(id.as_str(), text);
            assert!(text.is_ascii() && !text.contains("..") && !text.contains('/'));
        }
    });
}

#[test]
fn a_descriptor_reads_any_text() {
    bolero::check!().with_type::<String>().for_each(|text| {
        if let Ok(descriptor) = Descriptor::parse(text) {
            let again = parsify_interface::serde_json::to_string(&descriptor).unwrap();
            assert_eq!(Descriptor::parse(&again).unwrap(), descriptor);
        }
    });
}

#[test]
fn a_digest_is_what_it_was_read_from() {
    bolero::check!().with_type::<String>().for_each(|text| {
        if let Ok(digest) = text.parse::<Digest>() {
            assert_eq!(digest.to_string(), *text);
        }
    });
}

#[test]
fn harmless_text_stays_as_it_is() {
    bolero::check!().with_type::<String>().for_each(|text| {
        let once = harmless(text);
        assert!(!once.contains(char::is_control));
        assert_eq!(harmless(&once), once);
    });
}
