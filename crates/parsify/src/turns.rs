//! Calls as one task among others of the runtime.
//!
//! A call that finds everything at hand waits for nothing, so a task that makes one after the other would keep its thread from
//! all others. Each call spends of the budget that tokio gives a task for each of its turns
//! ([cooperative scheduling](https://docs.rs/tokio/latest/tokio/task/coop/index.html)): one unit before it begins, and one for
//! each ten microseconds that it took.

use std::time::Duration;

use tokio::task::coop::{consume_budget, has_budget_remaining};

/// The budget of a turn is 128 units: more than a millisecond in calls, and the next one waits until the others had theirs.
const UNIT: Duration = Duration::from_micros(10);

/// Lets the others have their turn, if this task has used its own up.
pub(crate) async fn give_way() {
    consume_budget().await;
}

/// Spends what a call took. Does not give way: the answer is there, and whoever waits for it goes on.
pub(crate) async fn spend(took: Duration) {
    let mut units = took.as_nanos() / UNIT.as_nanos();
    while units > 0 && has_budget_remaining() {
        consume_budget().await;
        units -= 1;
    }
}
