//! Many callers of one breaker.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use parsify_error::{Breaker, BreakerPolicy, BreakerStage, Outcome, TwinRule};

use crate::clock;

const THREADS: usize = 8;

/// Each round the probe of one thread ends neutral, so that the next round has one again.
#[test]
fn of_many_callers_at_once_one_is_the_probe() {
    let now = clock::start();
    let breaker = Breaker::new(BreakerPolicy { least_calls: 1, ..BreakerPolicy::default() }, now);
    breaker.admit(now).unwrap().record(now, Outcome::Failure(TwinRule::Never));
    let later = now + Duration::from_secs(10);
    let (begin, end) = (Barrier::new(THREADS), Barrier::new(THREADS));
    let probes = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for _ in 0..500 {
                    begin.wait();
                    let permit = breaker.admit(later);
                    probes.fetch_add(usize::from(permit.is_ok()), Ordering::Relaxed);
                    // Nobody gives the probe back before everybody has asked.
                    end.wait();
                    drop(permit);
                }
            });
        }
    });
    assert_eq!(probes.into_inner(), 500);
}

#[test]
fn no_call_within_one_slice_is_lost() {
    let now = clock::start();
    let breaker = Breaker::new(BreakerPolicy { least_calls: u32::MAX, ..BreakerPolicy::default() }, now);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for call in 0..2000 {
                    let failed = call % 4 == 0;
                    let outcome = if failed { Outcome::Failure(TwinRule::Never) } else { Outcome::Success };
                    breaker.admit(now).unwrap().record(now, outcome);
                }
            });
        }
    });
    let state = breaker.state(now);
    assert_eq!((state.calls, state.failures), (THREADS as u64 * 2000, THREADS as u64 * 500));
}

/// Each round all hold a permit of a closed breaker that the first failure opens.
#[test]
fn it_opens_once_however_many_see_it() {
    let now = clock::start();
    let policy = BreakerPolicy { least_calls: 1, ..BreakerPolicy::default() };
    for _ in 0..200 {
        let breaker = Breaker::new(policy, now);
        let admitted = Barrier::new(THREADS);
        let changes = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    let permit = breaker.admit(now).expect("a permit");
                    admitted.wait();
                    let change = permit.record(now, Outcome::Failure(TwinRule::Allowed));
                    changes.fetch_add(usize::from(change.is_some()), Ordering::Relaxed);
                });
            }
        });
        assert_eq!(changes.into_inner(), 1);
        assert_eq!((breaker.state(now).stage, breaker.state(now).opened), (BreakerStage::Open, 1));
    }
}
