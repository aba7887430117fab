//! R20: a panic at each place of the host that a guest can reach.

use parsify_interface::{CallOptions, CancelToken, ErrorKind};
use parsify_sandbox::{Allocation, faults};

use super::Options;
use crate::figure::Figure;
use crate::soak::{Subject, own_runtime};

/// An operation of the misbehaving guest that passes each place.
fn passing(place: &str) -> (&'static str, u64) {
    match place {
        "log" => ("flood-log", 1),
        "progress" => ("report-progress", 1),
        "config" => ("flood-config", 1),
        "panicked" => ("panic", 0),
        "discover" | "call" => ("call", 0),
        "limiter" => ("fill-memory", 4 << 20),
        // `instantiate`: any call; and for a place that is new here, a call that may not pass it, which then shows.
        _ => ("state-leak", 0),
    }
}

pub(super) fn measure(_: &Options, stop: &CancelToken) -> Vec<Figure> {
    // The injected ones would be printed, with a backtrace each.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| ()));
    let runtime = own_runtime();
    let figures = runtime.block_on(async {
        let subject = Subject::new(Allocation::Auto).await;
        let mut figures = Vec::new();
        for place in faults::PLACES {
            if stop.is_cancelled() {
                break;
            }
            figures.push(injected(&subject, place).await);
        }
        figures
    });
    std::panic::set_hook(hook);
    figures
}

async fn injected(subject: &Subject, place: &'static str) -> Figure {
    let (operation, count) = passing(place);
    faults::panic_at(place);
    let answer = subject.misbehave(operation, count, &CallOptions::new()).await;
    let mut broken = 0;
    for _ in 0..100 {
        broken += usize::from(!subject.echo("next").await);
    }
    let (got, right) = match answer {
        Ok(_) => ("an answer".to_owned(), false),
        Err(failure) => (format!("`{}`", failure.code()), failure.kind() == ErrorKind::Internal),
    };
    let value = format!("{got}, {broken} of the next 100 calls fail");
    let target = "a failure of the host, none of the next 100";
    Figure::judged("R20", format!("panic at `{place}`"), value, target, right && broken == 0)
}
