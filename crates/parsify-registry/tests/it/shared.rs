use std::sync::atomic::{AtomicBool, Ordering};

use parsify_registry::{Registry, RegistryError, SharedRegistry};

use crate::{catalog, module, version};

#[test]
fn readers_see_whole_catalogs_while_one_writes() {
    let shared = SharedRegistry::new(catalog("a 0.0.0\nb 0.0.0"));
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let mut last = 0;
                while !done.load(Ordering::Acquire) {
                    let seen = shared.with(|registry| {
                        let newest = |id| registry.newest(id).unwrap().version.minor;
                        assert_eq!(newest("a"), newest("b"), "half a change is never seen");
                        newest("a")
                    });
                    assert!(seen >= last, "what was published stays");
                    last = seen;
                }
            });
        }
        for minor in 1..500 {
            shared
                .change(|registry| {
                    registry.register(module("a", &format!("0.{minor}.0")))?;
                    registry.register(module("b", &format!("0.{minor}.0")))
                })
                .unwrap();
        }
        done.store(true, Ordering::Release);
    });
    assert_eq!(shared.load().len(), 1000);
}

#[test]
fn a_change_that_fails_publishes_nothing() {
    let shared = SharedRegistry::new(catalog("a 1.0.0"));
    let held = shared.load();
    let refused = shared.change(|registry| {
        registry.register(module("b", "1.0.0"))?;
        registry.register(module("a", "1.0.0"))
    });
    assert!(matches!(refused, Err(RegistryError::Duplicate { .. })));
    assert_eq!(shared.load().len(), 1);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        shared.change(|registry: &mut Registry| -> Result<(), RegistryError> {
            registry.unregister("a", &version("1.0.0"))?;
            panic!("in the middle")
        })
    }));
    assert!(panicked.is_err());
    shared.change(|registry| registry.register(module("b", "1.0.0"))).unwrap();
    assert_eq!((held.len(), shared.load().len()), (1, 2));
}
