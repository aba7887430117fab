//! R2: how much later than its deadline a call comes back, and its thread with it.
//!
//! The clock stops when the next call on the same one-thread runtime has its answer.

use std::time::{Duration, Instant};

use parsify_interface::{CallOptions, CancelToken, ErrorKind, LimitOverrides, Limits, Module as _, Request};
use parsify_sandbox::{Allocation, WasmModule};
use parsify_testkit::GuestText;

use super::subject::own_runtime;
use super::{Options, Subject};
use crate::figure::Figure;
use crate::guest_text;
use crate::rounds::{Clock, now};
use crate::spread::Spread;
use crate::{process, progress};

const DEADLINE: Duration = Duration::from_millis(5);
/// Shown apart from the others, and judged with them: a virtual machine gets its memory from another one when it is touched for the first time,
/// which takes many times as long as touching it does.
const FIRST: usize = 3;

/// A body that takes all memory its limit allows, and fills it again and again with one instruction.
fn endless_fill(mebibytes: u64) -> String {
    let bytes = mebibytes << 20;
    // One more would end the call at once.
    let pages = (bytes >> 16) - GuestText::PAGES;
    format!(
        "(drop (memory.grow (i32.const {pages})))
        (loop $again
            (memory.fill (i32.const 65536) (i32.const 1) (i32.const {}))
            (br $again))
        (i32.const 0)",
        bytes - 65536,
    )
}

pub(super) fn measure(options: &Options, stop: &CancelToken) -> Vec<Figure> {
    let runtime = own_runtime();
    runtime.block_on(async {
        let subject = Subject::new(Allocation::Auto).await;
        let runs = options.pick(20, 300, 10_000);
        let mut figures = vec![
            Figure::told("R2", "load average of the machine", process::load()),
            Figure::told("R2", "instances", subject.sandbox.machine()),
        ];
        for mebibytes in [64, 256] {
            let limits = LimitOverrides::default().with_memory(mebibytes << 20).with_deadline(DEADLINE);
            let filling = GuestText::new(format!("fills-{mebibytes}")).executing(endless_fill(mebibytes));
            let filling = guest_text::load(&filling, &subject.sandbox).await;
            let ways = [("spin", &subject.misbehaving, "spin"), ("endless memory.fill", &filling, "run")];
            for (name, module, operation) in ways {
                let name = format!("{name}, {mebibytes} MiB");
                let first = late(&subject, module, operation, limits, FIRST, stop).await;
                let rest = late(&subject, module, operation, limits, runs, stop).await;
                figures.extend(judged(&name, &first, &rest, Limits::grace_for(mebibytes << 20), options));
            }
        }
        figures
    })
}

/// What the runs of one way gave.
struct Late {
    /// Behind the deadline.
    by: Spread,
    /// Processor time.
    busy: Spread,
    wrong: usize,
}

fn judged(name: &str, first: &Late, rest: &Late, grace: Duration, options: &Options) -> [Figure; 4] {
    let what = format!("{name}: later than its deadline ({} runs)", rest.by.count());
    let held = first.by.quantile(1.0).max(rest.by.quantile(1.0)) <= grace;
    [
        Figure::told("R2", format!("{name}: the first {} runs", first.by.count()), &first.by),
        Figure::judged("R2", what, &rest.by, format!("max {grace:?}, the first ones too"), held)
            .when(options.judges_time()),
        Figure::told("R2", format!("{name}: processor time of the whole call"), &rest.busy),
        Figure::none("R2", format!("{name}: wrong verdicts"), first.wrong + rest.wrong),
    ]
}

async fn late(
    subject: &Subject,
    module: &WasmModule,
    operation: &str,
    limits: LimitOverrides,
    runs: usize,
    stop: &CancelToken,
) -> Late {
    let (request, options) = (Request::new(operation), CallOptions::new().with_limits(limits));
    let (mut samples, mut busy, mut wrong) = (Vec::with_capacity(runs), Vec::with_capacity(runs), 0);
    for run in 0..runs {
        if stop.is_cancelled() {
            break;
        }
        progress::show(&format!("R2: {operation}, {run} of {runs}"));
        let (begun, worked) = (Instant::now(), now(Clock::Thread));
        let answer = module.execute(&request, &options).await;
        let next = subject.echo("next").await;
        samples.push(begun.elapsed().saturating_sub(DEADLINE));
        busy.push(now(Clock::Thread).saturating_sub(worked));
        let timely = answer.is_err_and(|failure| failure.kind() == ErrorKind::Timeout);
        wrong += usize::from(!(timely && next));
    }
    Late { by: Spread::new(samples), busy: Spread::new(busy), wrong }
}
