use parsify_cache::envelope::{HEADER_BYTES, MAC_BYTES, MacKey, open, seal, sealed_bytes};
use parsify_cache::{BadReason, EntryKey};
use proptest::prelude::*;

fn keys() -> impl Strategy<Value = EntryKey> {
    (any::<[u8; 32]>(), "[ -~]{1,255}").prop_map(|(source, engine)| EntryKey::new(source, engine).unwrap())
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..3_000)
}

/// A header that a holder of the key could have sealed.
fn reseal(mut body: Vec<u8>) -> Vec<u8> {
    let mac = mac_of(&body);
    body.extend(mac);
    body
}

/// The MAC as the module's table describes it, without the crate's own code.
fn mac_of(body: &[u8]) -> [u8; 32] {
    let key = blake3::derive_key("parsify-cache 2026-11-22 MAC of an artifact envelope, version 1", &[3; 32]);
    *blake3::keyed_hash(&key, body).as_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_sealed_can_be_opened(secret: [u8; 32], key in keys(), metadata in bytes(), payload in bytes()) {
        let mac = MacKey::derive(&secret);
        let sealed = seal(&mac, &key, &metadata, &payload);
        prop_assert_eq!(sealed.len() as u64, sealed_bytes(metadata.len(), payload.len()));
        let opened = open(&mac, &sealed).unwrap();
        prop_assert_eq!(opened.key(), &key);
        prop_assert_eq!(&sealed[opened.payload()], payload);
        prop_assert_eq!(&sealed[opened.metadata()], metadata);
    }

    #[test]
    fn no_flipped_bit_goes_through(key in keys(), payload in bytes(), at: prop::sample::Index, bit in 0..8) {
        let mac = MacKey::derive(&[3; 32]);
        let mut sealed = seal(&mac, &key, b"about", &payload);
        let at = at.index(sealed.len());
        sealed[at] ^= 1_u8 << bit;
        prop_assert_eq!(open(&mac, &sealed), Err(BadReason::Mac));
    }

    #[test]
    fn no_truncation_goes_through(key in keys(), payload in bytes(), at: prop::sample::Index) {
        let mac = MacKey::derive(&[3; 32]);
        let sealed = seal(&mac, &key, b"about", &payload);
        prop_assert!(open(&mac, &sealed[..at.index(sealed.len())]).is_err());
    }

    #[test]
    fn no_extension_goes_through(key in keys(), payload in bytes(), more in prop::collection::vec(any::<u8>(), 1..100)) {
        let mac = MacKey::derive(&[3; 32]);
        let mut sealed = seal(&mac, &key, b"about", &payload);
        sealed.extend(more);
        prop_assert_eq!(open(&mac, &sealed), Err(BadReason::Mac));
    }

    #[test]
    fn another_key_does_not_open(key in keys(), one: [u8; 32], other: [u8; 32]) {
        prop_assume!(one != other);
        let sealed = seal(&MacKey::derive(&one), &key, b"about", b"code");
        prop_assert_eq!(open(&MacKey::derive(&other), &sealed), Err(BadReason::Mac));
    }

    #[test]
    fn any_bytes_are_only_refused(bytes in prop::collection::vec(any::<u8>(), 0..10_000)) {
        prop_assert!(open(&MacKey::derive(&[3; 32]), &bytes).is_err());
    }

    /// Even a right MAC does not make a wrong header go through, or panic.
    #[test]
    fn any_sealed_header_is_read_or_refused(start in prop::collection::vec(any::<u8>(), 0..400), keep: bool) {
        let mac = MacKey::derive(&[3; 32]);
        let key = EntryKey::new([1; 32], "engine").unwrap();
        let mut body = seal(&mac, &key, b"about", b"code");
        body.truncate(body.len() - MAC_BYTES);
        let from = if keep { 12 } else { 0 };
        let end = start.len().max(from);
        body[from..end].copy_from_slice(&start[start.len() - (end - from)..]);
        let is_changed = body[..HEADER_BYTES] != seal(&mac, &key, b"about", b"code")[..HEADER_BYTES];
        if let Ok(opened) = open(&mac, &reseal(body.clone())) {
            prop_assert!(!is_changed || opened.key() != &key);
            prop_assert_eq!(opened.metadata().end, body.len());
        }
    }
}

#[test]
fn each_field_of_the_header_is_checked() {
    let mac = MacKey::derive(&[3; 32]);
    let key = EntryKey::new([1; 32], "engine").unwrap();
    let sealed = seal(&mac, &key, b"about", b"code");
    let body = &sealed[..sealed.len() - MAC_BYTES];
    assert_eq!(reseal(body.to_vec()), sealed, "the MAC is made as documented");
    // Magic, version, lengths of engine, payload and metadata, a character of the engine, and the padding.
    for (at, value) in
        [(0, b'p'), (8, 2), (12, 0), (15, 1), (48, 5), (55, 0xff), (56, 4), (63, 0xff), (64, 7), (70, b'x')]
            .into_iter()
            .chain([(320, 1), (HEADER_BYTES - 1, 1)])
    {
        let mut body = body.to_vec();
        body[at] = value;
        assert_eq!(open(&mac, &reseal(body)), Err(BadReason::Header), "byte {at}");
    }
}

#[test]
fn the_key_does_not_show() {
    let shown = format!("{:?}", MacKey::derive(&[0x5a; 32]));
    assert_eq!(shown, "MacKey(..)");
}
