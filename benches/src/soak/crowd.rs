//! R6: a thousand callers of a manager, and ten times as many as there are instances: whether any of them is lost, waits for
//! ever, or waits while others do not.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use parsify::{CallOptions, ErrorKind, ModuleManager, ModuleManagerBuilder, Request, Response};
use parsify_interface::CancelToken;
use tokio::task::JoinSet;

use super::Options;
use super::subject::runtime;
use crate::figure::Figure;
use crate::{guests, progress};

const CALLERS: usize = 1000;
/// Ten times as many as there are instances in the pool of the sandbox.
const MANY: usize = 10 * 1000;
/// Million turns of a loop in the guest: some milliseconds, so that it gives its thread away while it holds its place, and the
/// others queue. A call of microseconds is over before anybody else comes.
const TURNS: u64 = 100;
/// A document that takes about as long.
const NUMBERS: usize = 1_000_000;
/// Of two modules, this is who has few callers.
const FEW: usize = 10;
const FAIR: f64 = 3.0;
/// Calls that may wait where the queue is meant to overflow.
const SHORT_QUEUE: usize = 100;

/// What one caller came to.
#[derive(Clone, Copy, Debug, Default)]
struct Caller {
    answered: u64,
    busy: u64,
    /// Came to its deadline: nearly all of it was waiting.
    expired: u64,
    wrong: u64,
}

pub(super) fn measure(options: &Options, stop: &CancelToken) -> Vec<Figure> {
    let slice = options.pick(Duration::from_secs(1), Duration::from_secs(20), Duration::from_secs(5 * 60));
    let runtime = runtime(options.threads);
    let judges = options.judges_time();
    runtime.block_on(async {
        let mut figures = Vec::new();
        for callers in [CALLERS, MANY] {
            progress::show(&format!("R6: {callers} callers"));
            figures.extend(crowd(callers, slice, judges, stop).await);
        }
        progress::show("R6: two modules");
        figures.extend(two(slice, judges, stop).await);
        progress::show("R6: a short queue");
        figures.extend(overflow(slice / 4, stop).await);
        progress::clear();
        figures
    })
}

async fn manager(queue: Option<usize>) -> ModuleManager {
    let builder = ModuleManager::builder().without_builtin_modules();
    let builder = builder.with_module(guests::path("misbehaving")).with_module(guests::path("json-processor"));
    let builder = queue.into_iter().fold(builder, ModuleManagerBuilder::with_queue);
    let manager = builder.build().await.expect("the guests load");
    manager.warm_up(&[], |_, _| ()).await.expect("they are loaded");
    manager
}

async fn crowd(callers: usize, slice: Duration, judges: bool, stop: &CancelToken) -> Vec<Figure> {
    let manager = manager(None).await;
    let came = calling(&manager, &[("misbehaving", callers)], slice, stop).await;
    let mut figures = accounted(&manager, &came, callers);
    // Who calls a few times only is not treated worse than another one, but at another moment.
    let enough = came.iter().map(|one| one.answered).sum::<u64>() >= 20 * callers as u64;
    let spread = ratio(came.iter().map(|one| one.answered));
    let what = format!("{callers} callers: calls of the luckiest to those of the unluckiest");
    figures.push(
        Figure::judged("R6", what, format!("{spread:.2} ×"), "at most 3 ×", spread <= FAIR).when(judges && enough),
    );
    figures
}

/// One module with a thousand callers, one with ten: they take turns, so who is few waits less.
async fn two(slice: Duration, judges: bool, stop: &CancelToken) -> Vec<Figure> {
    let manager = manager(None).await;
    let came = calling(&manager, &[("misbehaving", CALLERS - FEW), ("json-processor", FEW)], slice, stop).await;
    let (many, few) = came.split_at(CALLERS - FEW);
    let mean = |of: &[Caller]| of.iter().map(|one| one.answered as f64).sum::<f64>() / of.len() as f64;
    let (many, few) = (mean(many), mean(few));
    let value = format!("{few:.0} and {many:.0} calls each");
    let what = format!("{FEW} callers of one module beside {} of another", CALLERS - FEW);
    let mut figures = vec![Figure::judged("R6", what, value, "the few at least as many", few >= many).when(judges)];

    let half = CALLERS / 2;
    let came = calling(&manager, &[("misbehaving", half), ("json-processor", half)], slice, stop).await;
    let (one, other) = came.split_at(half);
    let spread = ratio([mean(one) as u64, mean(other) as u64].into_iter());
    let what = format!("two modules with {half} callers each: calls of one to those of the other");
    figures.push(Figure::judged("R6", what, format!("{spread:.2} ×"), "at most 3 ×", spread <= FAIR).when(judges));
    figures
}

/// More callers than places and queue together: each is answered or told that the host is busy.
async fn overflow(slice: Duration, stop: &CancelToken) -> Vec<Figure> {
    let manager = manager(Some(SHORT_QUEUE)).await;
    let came = calling(&manager, &[("misbehaving", CALLERS)], slice, stop).await;
    let busy = came.iter().map(|one| one.busy).sum::<u64>();
    let what = format!("{CALLERS} callers and a queue of {SHORT_QUEUE}: calls told that the host is busy");
    let mut figures = vec![Figure::judged("R6", what, busy, "more than 0", busy > 0)];
    figures.extend(accounted(&manager, &came, CALLERS));
    figures
}

/// Calls until the time is over; what each caller came to, in order.
async fn calling(
    manager: &ModuleManager,
    crowds: &[(&'static str, usize)],
    slice: Duration,
    stop: &CancelToken,
) -> Vec<Caller> {
    let (over, mut tasks) = (Arc::new(AtomicBool::new(false)), JoinSet::new());
    let modules = crowds.iter().flat_map(|&(module, callers)| std::iter::repeat_n(module, callers));
    for (number, module) in modules.enumerate() {
        let (manager, over) = (manager.clone(), over.clone());
        tasks.spawn(async move { (number, caller(&manager, module, &over).await) });
    }
    let begun = Instant::now();
    while begun.elapsed() < slice && !stop.is_cancelled() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    over.store(true, Ordering::Relaxed);
    let mut came = Vec::new();
    while let Some(ended) = tasks.join_next().await {
        came.push(ended.expect("no caller panics"));
    }
    came.sort_by_key(|&(number, _)| number);
    came.into_iter().map(|(_, caller)| caller).collect()
}

async fn caller(manager: &ModuleManager, module: &'static str, over: &AtomicBool) -> Caller {
    let request = match module {
        "misbehaving" => Request::new("slow").with_param("count", TURNS),
        _ => Request::new("minify").with_text("json", format!("[{}1]", "1, ".repeat(NUMBERS))),
    };
    let mut came = Caller::default();
    while !over.load(Ordering::Relaxed) {
        match manager.execute(module, request.clone(), CallOptions::new()).await {
            Ok(execution) if is_right(module, &execution.response) => came.answered += 1,
            Err(failure) if failure.kind() == ErrorKind::Capacity && failure.code() == "host.busy" => {
                came.busy += 1;
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            Err(failure) if failure.kind() == ErrorKind::Timeout => came.expired += 1,
            _ => came.wrong += 1,
        }
    }
    came
}

fn is_right(module: &str, response: &Response) -> bool {
    match module {
        "misbehaving" => response.data == TURNS,
        _ => response.text().is_some_and(|text| text.len() == 2 * NUMBERS + 3),
    }
}

/// That every call was answered as it should, and is in the books.
fn accounted(manager: &ModuleManager, came: &[Caller], callers: usize) -> Vec<Figure> {
    let sum = |of: fn(&Caller) -> u64| came.iter().map(of).sum::<u64>();
    let (answered, wrong) = (sum(|one| one.answered), sum(|one| one.wrong));
    let (busy, expired) = (sum(|one| one.busy), sum(|one| one.expired));
    let operations = manager.statistics().operations;
    let counted = operations.iter().map(|operation| operation.calls).sum::<u64>();
    let running = operations.iter().map(|operation| operation.in_flight).sum::<u64>();
    let lost = counted.abs_diff(answered + busy + expired + wrong) + running;
    vec![
        Figure::told("R6", format!("{callers} callers: calls that were answered"), answered),
        Figure::told("R6", format!("{callers} callers: calls that came to their deadline"), expired),
        Figure::none("R6", format!("{callers} callers: wrong answers, and other failures"), wrong as usize),
        Figure::none("R6", format!("{callers} callers: calls that are lost or still run"), lost as usize),
    ]
}

fn ratio(values: impl Iterator<Item = u64> + Clone) -> f64 {
    let (least, most) = (values.clone().min().unwrap_or(0), values.max().unwrap_or(0));
    if least == 0 { f64::INFINITY } else { most as f64 / least as f64 }
}
