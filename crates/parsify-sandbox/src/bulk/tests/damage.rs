//! No bytes make it panic, and what it lets through has nothing left to rewrite. Targets for a fuzzer too: `cargo bolero
//! test -p parsify-sandbox bulk::tests::damage::takes_any_bytes` (`docs/src/development.md`).

use std::sync::OnceLock;

use wasmtime::{Engine, Module};

use super::super::{STRIDE, Unfit, interruptible};
use super::{engine, guest, rewrite, wat};

fn shared() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(engine)
}

/// Whatever the bytes are, the answer is typed.
fn check(bytes: &[u8]) {
    if let Err(unfit) = interruptible(shared(), bytes) {
        assert!(!matches!(unfit, Unfit::Excess), "{unfit}");
    }
}

fn bent(whole: &[u8], bends: &[(u32, u8)]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for &(place, value) in bends.iter().take(16) {
        let place = place as usize % bytes.len();
        bytes[place] = value;
    }
    bytes
}

#[test]
fn takes_any_bytes() {
    bolero::check!().for_each(check);
}

/// Behind the right header, where random bytes hardly ever get.
#[test]
fn takes_anything_behind_the_header() {
    bolero::check!().for_each(|bytes| {
        for header in [&b"\0asm\x0d\0\x01\0"[..], b"\0asm\x01\0\0\0"] {
            check(&[header, bytes].concat());
        }
    });
}

#[test]
fn takes_a_bent_module() {
    let whole = guest("text-tools");
    bolero::check!().with_type::<Vec<(u32, u8)>>().for_each(|bends| check(&bent(&whole, bends)));
}

/// All kinds of sections that change, small enough to damage at each bit.
fn small() -> Vec<u8> {
    wat(r#"(module
        (type (func (param i32)))
        (import "a" "b" (func (type 0)))
        (memory 1)
        (export "f" (func 1))
        (elem declare func 1)
        (func (type 0) (@metadata.code.branch_hint "\01") (if (local.get 0) (then (call 0 (local.get 0))))
            (memory.fill (local.get 0) (local.get 0) (local.get 0))
            (memory.init 0 (local.get 0) (local.get 0) (local.get 0)))
        (func (type 0) (memory.copy (local.get 0) (local.get 0) (local.get 0)))
        (data "123456789"))"#)
}

/// Whoever passes is what the engine takes, before and after alike.
#[test]
fn damage_makes_no_valid_module_of_a_broken_one() {
    let engine = shared();
    let whole = small();
    rewrite(engine, &whole, 8).unwrap().unwrap();
    let (mut taken, mut refused) = (0, 0);
    for at in 0..whole.len() {
        let flipped = (0..8).map(|bit| {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            bytes
        });
        for bytes in flipped.chain([whole[..at].to_vec()]) {
            let before = Module::validate(engine, &bytes).is_ok();
            let after = match rewrite(engine, &bytes, 8) {
                Ok(Some(rewritten)) => Module::validate(engine, &rewritten).is_ok(),
                Ok(None) => Module::validate(engine, &bytes).is_ok(),
                Err(_) => false,
            };
            assert_eq!(before, after, "{bytes:02x?}");
            *if after { &mut taken } else { &mut refused } += 1;
        }
    }
    assert!(taken > 50 && refused > 500, "{taken} {refused}");
}

#[test]
fn a_real_component_cut_anywhere_gives_a_typed_answer() {
    let whole = guest("json-processor");
    for at in (0..whole.len()).step_by(whole.len() / 200) {
        check(&whole[..at]);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_small_module_bent_anyhow_is_taken_before_and_after_alike(
        bends in proptest::collection::vec(proptest::prelude::any::<(u32, u8)>(), 1..4)
    ) {
        let bytes = bent(&small(), &bends);
        let before = Module::validate(shared(), &bytes).is_ok();
        let after = match rewrite(shared(), &bytes, STRIDE) {
            Ok(rewritten) => Module::validate(shared(), rewritten.as_deref().unwrap_or(&bytes)).is_ok(),
            Err(_) => false,
        };
        proptest::prop_assert_eq!(before, after);
    }
}
