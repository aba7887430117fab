//! What a limit on the address space leaves of the pool.

use std::process::Command;

use crate::guests::{call, limits, sandbox};

/// KiB: room for some memories of 4 GiB, not for a thousand.
const SPACE: u64 = 100 << 20;

#[test]
fn a_smaller_pool_is_taken_where_the_large_one_has_no_room() {
    let program = std::env::current_exe().unwrap();
    let limited = format!("ulimit -v {SPACE} && exec \"$0\" --ignored --exact small_pools::with_little_address_space");
    let output = Command::new("sh").arg("-c").arg(limited).arg(program).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

#[tokio::test]
#[ignore = "run by the test above, with a limit on the address space"]
async fn with_little_address_space() {
    let machine = sandbox().machine();
    assert!(machine.pooling && machine.slots > 0 && machine.slots < 1000, "{machine}");
    call("state-leak", 0, limits()).await.unwrap();
}
