//! R4: components that are a burden to compile, as a host meets them (scan, then a child process), and with the scan off.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use parsify_interface::{CancelToken, Failure};
use parsify_loader::{Loader, Source};
use parsify_sandbox::{Allocation, CompileChild, CompileLimits, Sandbox, SandboxConfig};

use super::Options;
use super::bombs::{Bomb, bombs};
use crate::figure::Figure;
use crate::process::Held;
use crate::progress;
use crate::soak::{Subject, own_runtime, runtime};
use crate::spread::Spread;

const ROOM_KIB: u64 = 16 << 10;
/// What p99 of healthy calls may grow to meanwhile.
const SLOWER: u32 = 2;
/// What an answer may take beyond the budget of the compilation.
const BEYOND: Duration = Duration::from_secs(1);
/// Bombs that reach the child, spread over all kinds.
const EVERY: usize = 4;

pub(super) fn measure(options: &Options, stop: &CancelToken) -> Vec<Figure> {
    let background = runtime(2);
    let subject = background.block_on(Subject::new(Allocation::Auto));
    let idle = healthy(&subject, || (), stop).0;
    let bombs = bombs();
    let before = Held::now();
    let sandbox = Sandbox::new(SandboxConfig::new()).expect("the engine works here");
    let (busy, loaded) = healthy(&subject, || loads(&sandbox, &bombs, stop), stop);
    let (compiled, slowest) = loaded;
    let mut figures = vec![
        Figure::told("R4", "foreign components are compiled in a child", sandbox.compiles_in_child()),
        Figure::told("R4", format!("of {} bombs, accepted by scan and compiler", bombs.len()), compiled),
        within("longest answer to a bomb", slowest, Duration::from_secs(10) + BEYOND),
    ];
    let direct: Vec<_> = bombs.iter().step_by(if options.quick { 3 * EVERY } else { EVERY }).collect();
    let (busy_child, slowest) = healthy(&subject, || children(&direct, stop), stop);
    let wall = CompileLimits::new().wall + BEYOND;
    figures.push(within(&format!("the same without a scan ({} bombs)", direct.len()), slowest, wall));
    let after = Held::now();
    let grown = after.rss_kib.saturating_sub(before.rss_kib);
    figures.push(Figure::judged(
        "R4",
        "resident memory of the host, more by",
        format!("{grown} KiB"),
        format!("at most {ROOM_KIB} KiB"),
        grown <= ROOM_KIB,
    ));
    figures.push(Figure::none("R4", "child processes left", after.children.saturating_sub(before.children)));
    let most = idle.quantile(0.99) * SLOWER;
    figures.push(Figure::told("R4", "1 KB echo, idle", idle));
    for (what, busy) in [("scanned and compiled", busy), ("compiled without a scan", busy_child)] {
        let (what, held) = (format!("1 KB echo while bombs are {what}"), busy.quantile(0.99) <= most);
        let target = format!("p99 at most {SLOWER} × idle");
        figures.push(Figure::judged("R4", what, busy, target, held).when(!options.quick));
    }
    figures
}

fn within(what: &str, took: Duration, most: Duration) -> Figure {
    Figure::judged("R4", what, format!("{took:.2?}"), format!("at most {most:?}"), took <= most)
}

/// All of them, through the front door: how many it took, and the longest answer.
fn loads(sandbox: &Sandbox, bombs: &[Bomb], stop: &CancelToken) -> (usize, Duration) {
    let runtime = own_runtime();
    let (mut accepted, mut slowest) = (0, Duration::ZERO);
    for bomb in bombs {
        if stop.is_cancelled() {
            break;
        }
        progress::show(&format!("R4: {}", bomb.name));
        let begun = Instant::now();
        let loaded = loaded(&runtime, sandbox, bomb);
        slowest = slowest.max(begun.elapsed());
        accepted += usize::from(loaded.is_ok());
    }
    (accepted, slowest)
}

fn loaded(runtime: &tokio::runtime::Runtime, sandbox: &Sandbox, bomb: &Bomb) -> Result<(), Failure> {
    let artifact = Loader::new().load(&Source::bytes(bomb.name.as_str(), bomb.bytes.clone())).map_err(Failure::from)?;
    runtime.block_on(sandbox.load(artifact.bytes().to_vec(), *artifact.digest())).map(|_| ())
}

fn children(bombs: &[&Bomb], stop: &CancelToken) -> Duration {
    let child = CompileChild::this_program().expect("`main` says that it can be one");
    let mut slowest = Duration::ZERO;
    for bomb in bombs {
        if stop.is_cancelled() {
            break;
        }
        progress::show(&format!("R4: {}, without a scan", bomb.name));
        let begun = Instant::now();
        // Whether it compiles is not asked; that it ends is.
        let _ = child.precompile(&bomb.bytes, &CompileLimits::new());
        slowest = slowest.max(begun.elapsed());
    }
    slowest
}

/// Times of healthy calls while `work` goes on, for at least a second.
fn healthy<T: Send>(subject: &Subject, work: impl FnOnce() -> T + Send, stop: &CancelToken) -> (Spread, T) {
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let working = scope.spawn(|| {
            let result = work();
            over.store(true, Ordering::Relaxed);
            result
        });
        let (runtime, text, mut samples) = (own_runtime(), "x".repeat(1 << 10), Vec::new());
        let begun = Instant::now();
        while (!over.load(Ordering::Relaxed) || begun.elapsed() < Duration::from_secs(1)) && !stop.is_cancelled() {
            let called = Instant::now();
            assert!(runtime.block_on(subject.echo(&text)), "a healthy call fails");
            samples.push(called.elapsed());
            std::thread::sleep(Duration::from_micros(500));
        }
        (Spread::new(samples), working.join().expect("bombs make nobody panic"))
    })
}
