//! Targets for a fuzzer: a moment of random input in every run of the tests, and as long as wanted, guided by coverage, with
//! `cargo bolero test` (`docs/src/development.md`).

use parsify_cache::EntryKey;
use parsify_cache::envelope::{MacKey, open, seal};

fn key() -> EntryKey {
    EntryKey::new([7; 32], "engine").unwrap()
}

#[test]
fn no_bytes_open_without_the_key() {
    let mac = MacKey::derive(&[1; 32]);
    bolero::check!().for_each(|bytes: &[u8]| {
        assert!(open(&mac, bytes).is_err());
    });
}

#[test]
fn what_was_sealed_opens_and_nothing_bent_does() {
    let mac = MacKey::derive(&[1; 32]);
    bolero::check!().with_type::<(Vec<u8>, Vec<u8>, u32, u8)>().for_each(|(metadata, payload, place, bend)| {
        let sealed = seal(&mac, &key(), metadata, payload);
        assert!(open(&mac, &sealed).is_ok());
        let mut bent = sealed.clone();
        let place = *place as usize % bent.len();
        bent[place] ^= bend;
        assert_eq!(open(&mac, &bent).is_ok(), *bend == 0);
    });
}
