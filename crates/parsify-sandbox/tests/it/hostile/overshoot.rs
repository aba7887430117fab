//! How much later than its deadline a call comes back. Printed, not judged: `cargo test -p parsify-sandbox --test it
//! overshoot -- --ignored --nocapture`.
#![expect(clippy::print_stderr, reason = "the figure is what this is for")]

use std::time::{Duration, Instant};

use parsify_interface::{CallOptions, Module, Request};
use parsify_sandbox::Allocation;

use super::verdicts::sandbox;
use super::wat::Guest;
use crate::guests::{fresh_digest, limits};

#[tokio::test(flavor = "current_thread")]
#[ignore = "prints a figure"]
async fn overshoot_of_bulk_instructions() {
    let deadline = Duration::from_millis(200);
    for mebibytes in [64_u32, 256] {
        let pages = mebibytes * 16 - 8;
        let length = (pages - 1) << 16;
        for (name, instruction) in
            [("fill", "(memory.fill (i32.const 0) (i32.const 1)"), ("copy", "(memory.copy (i32.const 0) (i32.const 1)")]
        {
            let guest = Guest::executing(format!(
                "(drop (memory.grow (i32.const {}))) (loop $again {instruction} (i32.const {length})) (br $again)) (unreachable)",
                pages - 2
            ));
            let module = sandbox(Allocation::Auto).load_embedded(guest.build(), fresh_digest()).await.unwrap();
            let narrow = limits().with_deadline(deadline).with_memory(u64::from(mebibytes) << 20);
            let mut worst = Duration::ZERO;
            for _ in 0..20 {
                let begun = Instant::now();
                let options = CallOptions::new().with_limits(narrow);
                let failure = module.execute(&Request::new("attack"), &options).await.unwrap_err();
                assert_eq!(failure.code(), "sandbox.timeout");
                worst = worst.max(begun.elapsed().saturating_sub(deadline));
            }
            eprintln!("{name} over {mebibytes} MiB: at worst {worst:?} late");
        }
    }
}
