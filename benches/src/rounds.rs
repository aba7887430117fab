//! Several ways of doing one thing, measured in turn.
//!
//! Criterion measures one way after the other, seconds apart; on a machine that others use as well, the ratio of two such
//! figures moves by a third, and its processor may run at half its speed for a minute. Here every way runs for some
//! milliseconds in each of many rounds, in processor time, and what counts is the ratio within a round: its median.
#![expect(clippy::print_stdout, reason = "a benchmark reports on its standard output")]

use std::hint::black_box;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// Whose processor time is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// This thread's.
    #[default]
    Thread,
    /// That of all threads of the process: for ways that hand work to other threads.
    Process,
}

/// Processor time of this thread.
#[must_use]
pub fn thread_time() -> Duration {
    now(Clock::Thread)
}

/// Processor time so far.
#[must_use]
pub fn now(clock: Clock) -> Duration {
    let time = clock_gettime(match clock {
        Clock::Thread => ClockId::ThreadCPUTime,
        Clock::Process => ClockId::ProcessCPUTime,
    });
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// The ways that are compared; the first is what the others are measured against.
#[derive(Default)]
pub struct Rounds<'a> {
    ways: Vec<Way<'a>>,
    clock: Clock,
}

struct Way<'a> {
    name: &'static str,
    once: Box<dyn FnMut() + 'a>,
    times: Vec<f64>,
}

impl std::fmt::Debug for Rounds<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.ways.iter().map(|way| way.name)).finish()
    }
}

impl<'a> Rounds<'a> {
    /// No ways yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets whose processor time is taken.
    #[must_use]
    pub fn by(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Adds a way.
    #[must_use]
    pub fn with(mut self, name: &'static str, once: impl FnMut() + 'a) -> Self {
        self.ways.push(Way { name, once: Box::new(once), times: Vec::new() });
        self
    }

    /// Runs all ways `rounds` times in turn, each for about `slice`, and prints a table. Gives the least time of each way in
    /// nanoseconds.
    pub fn run(mut self, title: &str, rounds: usize, slice: Duration) -> Vec<f64> {
        let clock = self.clock;
        let counts: Vec<u32> = self.ways.iter_mut().map(|way| calibrated(&mut way.once, slice, clock)).collect();
        for _ in 0..rounds {
            for (way, &count) in self.ways.iter_mut().zip(&counts) {
                let begun = now(clock);
                (0..count).for_each(|_| (way.once)());
                // Allocators put off tidying up what was freed in small pieces to the next large request: that is on the bill of
                // the way that freed it.
                drop(black_box(Vec::<u8>::with_capacity(1 << 16)));
                way.times.push((now(clock) - begun).as_nanos() as f64 / f64::from(count));
            }
        }
        let floor = self.ways.first().map(|way| way.times.clone()).unwrap_or_default();
        println!(
            "\n{title}: processor time, {rounds} rounds taken in turn: median of the ratios, least and median time"
        );
        let mut least = Vec::new();
        for Way { name, times, .. } in &mut self.ways {
            let ratio = median(&mut times.iter().zip(&floor).map(|(time, floor)| time / floor).collect::<Vec<_>>());
            let middle = median(times);
            println!("  {name:<42} {ratio:>7.2} x  {:>10}  {:>10}", shown(times[0]), shown(middle));
            least.push(times[0]);
        }
        least
    }
}

/// Sorts them too.
fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// How often a way runs within a slice.
fn calibrated(once: &mut dyn FnMut(), slice: Duration, clock: Clock) -> u32 {
    // What is loaded by the first one is no part of the others.
    once();
    let mut count = 1;
    loop {
        let begun = now(clock);
        (0..count).for_each(|_| once());
        let taken = now(clock) - begun;
        if taken >= slice / 4 || count >= 1 << 20 {
            let each = taken.as_secs_f64() / f64::from(count);
            return ((slice.as_secs_f64() / each.max(1e-9)) as u32).max(1);
        }
        count *= 2;
    }
}

/// A time in the unit that suits it.
#[must_use]
pub fn shown(nanos: f64) -> String {
    match nanos {
        nanos if nanos < 1e3 => format!("{nanos:.1} ns"),
        nanos if nanos < 1e6 => format!("{:.2} µs", nanos / 1e3),
        nanos => format!("{:.2} ms", nanos / 1e6),
    }
}
