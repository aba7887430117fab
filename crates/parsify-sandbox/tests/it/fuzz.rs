//! Targets for a fuzzer: a moment of random input in every run of the tests, and as long as wanted, guided by coverage, with
//! `cargo bolero test -p parsify-sandbox fuzz::scan_takes_any_bytes` (`docs/src/development.md`).

use parsify_sandbox::{ScanCaps, scan};

use crate::guests::guest;

#[test]
fn scan_takes_any_bytes() {
    bolero::check!().for_each(|bytes| {
        let _ = scan(bytes, &ScanCaps::strict());
    });
}

/// Behind the right header, where random bytes hardly ever get.
#[test]
fn scan_takes_anything_behind_the_header() {
    bolero::check!().for_each(|bytes| {
        let component = [&b"\0asm\x0d\0\x01\0"[..], bytes].concat();
        let _ = scan(&component, &ScanCaps::normal());
    });
}

/// What passes the scan is smaller than its caps in every respect, however the bytes were bent.
#[test]
fn scan_holds_its_caps_on_a_bent_module() {
    let whole = guest("text-tools");
    bolero::check!().with_type::<Vec<(u32, u8)>>().for_each(|bends| {
        let mut bytes = whole.to_vec();
        let length = bytes.len();
        for &(place, value) in bends.iter().take(16) {
            bytes[place as usize % length] = value;
        }
        let caps = ScanCaps::strict();
        if let Ok(report) = scan(&bytes, &caps) {
            assert!(report.functions <= caps.functions && report.core_instances <= caps.core_instances);
            assert!(report.memory_bytes <= caps.memory_bytes && report.loops <= caps.loops);
        }
    });
}
