//! The host panics in the middle of a call. Run with `cargo test -p parsify-sandbox --features faults`.

use parsify_interface::{CallOptions, ErrorKind, Module, Request, serde_json};
use parsify_sandbox::{Allocation, Reuse, faults};

use super::leaks::{misbehaving, run};
use super::verdicts::sandbox;
use super::wat::Guest;
use crate::guests::{fresh_digest, limits};

/// A guest that passes that place when it is called.
fn passing(place: &str) -> Guest {
    let text = "(i32.const 64) (i32.const 4)";
    let body = match place {
        "log" => format!("(call $log (i32.const 4) {text})"),
        "progress" => "(call $progress (i64.const 1) (i64.const 2))".to_owned(),
        "config" => "(call $config (i32.const 256))".to_owned(),
        "panicked" => format!("(call $panicked {text})"),
        "discover" => format!("(call $discover {text} {text} (i32.const 256))"),
        "limiter" => "(drop (memory.grow (i32.const 1)))".to_owned(),
        _ => String::new(),
    };
    Guest::executing(format!("{body} (i32.const 1024)"))
}

#[tokio::test]
async fn a_panic_of_the_host_ends_its_call_only() {
    for allocation in [Allocation::Auto, Allocation::OnDemand] {
        let healthy = misbehaving(allocation).await;
        let sandbox = sandbox(allocation);
        for place in faults::PLACES {
            let (module, operation) = match place {
                // Its types are more than the guests of these tests declare.
                "call" => (healthy.clone(), "call"),
                _ => (sandbox.load_embedded(passing(place).build(), fresh_digest()).await.unwrap(), "attack"),
            };
            for module in [module.clone(), module.reusing(Reuse::default())] {
                faults::panic_at(place);
                let options = CallOptions::new().with_config(serde_json::json!(1));
                let failure = module.execute(&Request::new(operation), &options).await.unwrap_err();
                assert_eq!((failure.kind(), failure.code()), (ErrorKind::Internal, "host.internal"), "{failure:?}");
                assert!(failure.message().contains(&format!("injected at {place}")), "{failure}");
                assert_eq!(failure.operation(), Some(operation));
                assert!(!failure.hints().is_empty());
                for _ in 0..100 {
                    assert_eq!(run(&healthy, "state-leak", 0, limits()).await.unwrap(), 1, "after {place}");
                }
            }
        }
    }
}

/// A host that panics while it asks for a description refuses the module and loads the next one.
#[tokio::test]
async fn a_panic_while_loading_refuses_the_module_only() {
    let bytes = Guest::default().build();
    let sandbox = sandbox(Allocation::Auto);
    for place in ["instantiate", "limiter"] {
        faults::panic_at(place);
        let failure = sandbox.load_embedded(bytes.clone(), fresh_digest()).await.unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Internal, "host.internal"), "{failure:?}");
        sandbox.load_embedded(bytes.clone(), fresh_digest()).await.unwrap();
    }
}
