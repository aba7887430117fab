//! The breaker against a model that keeps every event and has no fast path.

use std::time::{Duration, Instant};

use parsify_error::{Breaker, BreakerChange, BreakerPolicy, BreakerStage, Outcome, Permit, TwinRule};
use proptest::prelude::*;

use crate::clock;

const WINDOW: u64 = 1000;
const OPEN_FOR: u64 = 400;
const LONGEST: u64 = 1500;
const LEAST: usize = 4;

#[derive(Clone, Copy, Debug)]
enum Step {
    Admit,
    /// Ends one of the calls under way.
    Record(usize, Outcome),
    /// Drops one of the calls under way.
    Vanish(usize),
    Advance(u64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    Closed,
    Open(u64),
    HalfOpen(Option<usize>),
}

/// All times are milliseconds.
struct Model {
    stage: Stage,
    pause: u64,
    /// Time and rule of what was counted; no rule is a success.
    counted: Vec<(u64, Option<TwinRule>)>,
    twin: TwinRule,
    /// How often it opened or closed.
    turns: usize,
    tickets: usize,
    rate: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Ticket {
    number: usize,
    turn: usize,
    probe: bool,
}

impl Model {
    fn admit(&mut self, now: u64) -> Result<Ticket, TwinRule> {
        self.tickets += 1;
        let ticket = Ticket { number: self.tickets, turn: self.turns, probe: self.stage != Stage::Closed };
        match self.stage {
            Stage::Closed => {}
            Stage::Open(until) if now < until => return Err(self.twin),
            Stage::HalfOpen(Some(_)) => return Err(self.twin),
            Stage::Open(_) | Stage::HalfOpen(None) => self.stage = Stage::HalfOpen(Some(ticket.number)),
        }
        Ok(ticket)
    }

    fn window(&self, now: u64) -> Vec<Option<TwinRule>> {
        let slice = |time: u64| time / (WINDOW / 10);
        self.counted.iter().filter(|(time, _)| slice(now) - slice(*time) < 10).map(|&(_, rule)| rule).collect()
    }

    fn end(&mut self, now: u64, ticket: Ticket, outcome: Outcome) -> Option<BreakerChange> {
        if ticket.probe {
            assert_eq!(self.stage, Stage::HalfOpen(Some(ticket.number)), "one probe at a time");
            return self.end_probe(now, outcome);
        }
        if ticket.turn != self.turns {
            return None;
        }
        match outcome {
            Outcome::Neutral => return None,
            Outcome::Success => self.counted.push((now, None)),
            Outcome::Failure(rule) => self.counted.push((now, Some(rule))),
        }
        let window = self.window(now);
        let failed: Vec<_> = window.iter().copied().flatten().collect();
        let opens = outcome != Outcome::Success
            && window.len() >= LEAST
            && failed.len() as f64 / window.len() as f64 >= self.rate;
        opens.then(|| {
            self.twin = failed.into_iter().reduce(TwinRule::stricter).expect("a failure");
            self.turns += 1;
            self.stage = Stage::Open(now + self.pause);
            BreakerChange::Opened
        })
    }

    fn end_probe(&mut self, now: u64, outcome: Outcome) -> Option<BreakerChange> {
        match outcome {
            Outcome::Neutral => {
                self.stage = Stage::HalfOpen(None);
                None
            }
            Outcome::Success => {
                (self.stage, self.pause) = (Stage::Closed, OPEN_FOR);
                self.counted.clear();
                self.turns += 1;
                Some(BreakerChange::Closed)
            }
            Outcome::Failure(rule) => {
                self.pause = (self.pause * 2).min(LONGEST);
                self.twin = self.twin.stricter(rule);
                self.stage = Stage::Open(now + self.pause);
                Some(BreakerChange::Reopened)
            }
        }
    }

    fn stage(&self, now: u64) -> BreakerStage {
        match self.stage {
            Stage::Closed => BreakerStage::Closed,
            Stage::Open(until) if now < until => BreakerStage::Open,
            _ => BreakerStage::HalfOpen,
        }
    }
}

fn outcome() -> impl Strategy<Value = Outcome> {
    let rule = prop::sample::select(vec![TwinRule::Never, TwinRule::IfTotal, TwinRule::Allowed]);
    prop_oneof![3 => Just(Outcome::Success), 4 => rule.prop_map(Outcome::Failure), 1 => Just(Outcome::Neutral)]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => Just(Step::Admit),
        6 => (any::<usize>(), outcome()).prop_map(|(place, outcome)| Step::Record(place, outcome)),
        1 => any::<usize>().prop_map(Step::Vanish),
        2 => (0..600_u64).prop_map(Step::Advance),
    ]
}

fn policy(failure_rate: f64) -> BreakerPolicy {
    BreakerPolicy {
        failure_rate,
        least_calls: LEAST as u32,
        window: Duration::from_millis(WINDOW),
        open_for: Duration::from_millis(OPEN_FOR),
        longest_open: Duration::from_millis(LONGEST),
    }
}

fn check(breaker: &Breaker, model: &Model, first: Instant, now: u64) -> Result<(), TestCaseError> {
    let state = breaker.state(first + Duration::from_millis(now));
    prop_assert_eq!(state.stage, model.stage(now));
    prop_assert_eq!(state.probing, matches!(model.stage, Stage::HalfOpen(Some(_))));
    if state.stage == BreakerStage::Closed {
        let window = model.window(now);
        prop_assert_eq!(state.calls, window.len() as u64);
        prop_assert_eq!(state.failures, window.iter().flatten().count() as u64);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn it_does_what_the_model_does(rate in 0.05..1.0_f64, steps in prop::collection::vec(step(), 1..120)) {
        let first = clock::start();
        let breaker = Breaker::new(policy(rate), first);
        let mut model = Model {
            stage: Stage::Closed, pause: OPEN_FOR, counted: Vec::new(), twin: TwinRule::Allowed, turns: 0, tickets: 0, rate,
        };
        let mut under_way: Vec<(Permit<'_>, Ticket)> = Vec::new();
        let mut now = 0;
        for step in steps {
            let instant = first + Duration::from_millis(now);
            match step {
                Step::Advance(by) => now += by,
                Step::Admit => match (breaker.admit(instant), model.admit(now)) {
                    (Ok(permit), Ok(ticket)) => {
                        prop_assert_eq!(permit.is_probe(), ticket.probe);
                        under_way.push((permit, ticket));
                    }
                    (Err(refusal), Err(twin)) => {
                        prop_assert_eq!(refusal.twin, twin);
                        if let Stage::Open(until) = model.stage {
                            prop_assert_eq!(refusal.retry_after, Duration::from_millis(until - now));
                        }
                    }
                    (real, modelled) => prop_assert!(false, "{real:?}, but {modelled:?}"),
                },
                Step::Record(place, outcome) if !under_way.is_empty() => {
                    let (permit, ticket) = under_way.remove(place % under_way.len());
                    prop_assert_eq!(permit.record(instant, outcome), model.end(now, ticket, outcome));
                }
                Step::Vanish(place) if !under_way.is_empty() => {
                    let (permit, ticket) = under_way.remove(place % under_way.len());
                    drop(permit);
                    model.end(now, ticket, Outcome::Neutral);
                }
                Step::Record(..) | Step::Vanish(_) => {}
            }
            check(&breaker, &model, first, now)?;
        }
    }

    /// Whatever the clock does: no panic, no overflow, and no pause longer than the longest.
    #[test]
    fn no_clock_breaks_it(steps in prop::collection::vec((any::<u64>(), any::<bool>(), outcome()), 1..100)) {
        let base = clock::start();
        let breaker = Breaker::new(policy(0.5), base);
        for (jump, back, outcome) in steps {
            let jump = Duration::from_millis(jump >> 8);
            let now = if back { base.checked_sub(jump) } else { base.checked_add(jump) }.unwrap_or(base);
            match breaker.admit(now) {
                Ok(permit) => {
                    permit.record(now, outcome);
                }
                Err(refusal) => prop_assert!(refusal.retry_after <= Duration::from_millis(LONGEST)),
            }
            let state = breaker.state(now);
            prop_assert!(state.failures <= state.calls);
        }
    }

    #[test]
    fn every_policy_is_brought_to_sense(
        failure_rate in any::<f64>(), least_calls in any::<u32>(), millis in any::<[u64; 3]>(),
    ) {
        let [window, open_for, longest_open] = millis.map(Duration::from_millis);
        let policy = BreakerPolicy { failure_rate, least_calls, window, open_for, longest_open }.clamped();
        prop_assert!((0.01..=1.0).contains(&policy.failure_rate));
        prop_assert!(policy.least_calls >= 1 && !policy.open_for.is_zero());
        prop_assert!(policy.open_for <= policy.longest_open);
        prop_assert_eq!(policy.clamped(), policy);
    }
}
