//! Targets for a fuzzer: a moment of random input in every run of the tests, and as long as wanted, guided by coverage, with
//! `cargo bolero test` (`docs/src/development.md`).

use parsify_registry::{Lock, Registry, ResolveOptions};

use crate::{catalog, dependencies};

#[test]
fn a_catalog_reads_any_text() {
    bolero::check!().with_type::<String>().for_each(|text| {
        if let Ok(registry) = Registry::from_json(text) {
            assert_eq!(Registry::from_json(&registry.to_json()).unwrap().to_json(), registry.to_json());
        }
    });
}

/// Random texts rarely get past the first bracket; a true one with a piece replaced does.
#[test]
fn a_catalog_reads_any_damaged_text() {
    let whole = catalog("a 1.0.0: b ^1, c *?\nb 1.0.0 yanked\nb 2.0.0-rc.1 deprecated").to_json();
    bolero::check!().with_type::<(u16, u8, String)>().for_each(|(at, length, piece)| {
        let from = usize::from(*at) % whole.len();
        let to = (from + usize::from(*length)).min(whole.len());
        let text = format!("{}{piece}{}", &whole[..from], &whole[to..]);
        if let Ok(registry) = Registry::from_json(&text) {
            assert!(!registry.is_empty() || text.contains("\"modules\": []"), "{text}");
            assert_eq!(Registry::from_json(&registry.to_json()).unwrap().to_json(), registry.to_json());
        }
    });
}

#[test]
fn a_lock_reads_any_damaged_text() {
    let registry = catalog("a 1.0.0: b ^1, c *?\nb 1.2.0\nc 2.0.0-rc.1\nc 1.0.0: b =1.2.0");
    let whole =
        Lock::from_resolution(&registry.resolve(&dependencies("a *"), &ResolveOptions::new()).unwrap()).to_string();
    bolero::check!().with_type::<(u16, u8, String)>().for_each(|(at, length, piece)| {
        let from = usize::from(*at) % whole.len();
        let to = (from + usize::from(*length)).min(whole.len());
        let text = format!("{}{piece}{}", &whole[..from], &whole[to..]);
        if let Ok(lock) = Lock::parse(&text) {
            assert_eq!(Lock::parse(&lock.to_string()).unwrap(), lock);
        }
    });
}
