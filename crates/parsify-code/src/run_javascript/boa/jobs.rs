use std::cell::RefCell;
use std::collections::VecDeque;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context as Poller, Poll, Waker};

use boa_engine::builtins::promise::{OperationType, Promise};
use boa_engine::context::HostHooks;
use boa_engine::job::{GenericJob, Job, JobExecutor, NativeAsyncJob, PromiseJob};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsResult, JsValue};

use super::state::State;

/// What promises have to do: one after the other, in the order in which it came up (ECMA-262, 9.5).
#[derive(Default)]
pub(super) struct Jobs(RefCell<VecDeque<Next>>);

enum Next {
    Asynchronous(NativeAsyncJob),
    Promise(PromiseJob),
    Generic(GenericJob),
}

impl JobExecutor for Jobs {
    fn enqueue_job(self: Rc<Self>, job: Job, _: &mut Context) {
        match job {
            Job::PromiseJob(job) => self.0.borrow_mut().push_back(Next::Promise(job)),
            Job::GenericJob(job) => self.0.borrow_mut().push_back(Next::Generic(job)),
            Job::AsyncJob(job) => self.0.borrow_mut().push_back(Next::Asynchronous(job)),
            // Timers are ours, and whether something was collected is not told.
            _ => {}
        }
    }

    fn run_jobs(self: Rc<Self>, context: &mut Context) -> JsResult<()> {
        loop {
            let next = self.0.borrow_mut().pop_front();
            match next {
                None => return Ok(()),
                // Loading a module, which is refused at once: nothing here ever waits.
                Some(Next::Asynchronous(job)) => {
                    let context = RefCell::new(&mut *context);
                    let mut loading = pin!(job.call(&context));
                    match loading.as_mut().poll(&mut Poller::from_waker(Waker::noop())) {
                        Poll::Ready(result) => result?,
                        Poll::Pending => continue,
                    }
                }
                Some(Next::Promise(job)) => job.call(context)?,
                Some(Next::Generic(job)) => job.call(context)?,
            };
        }
    }
}

/// What the language leaves to its host.
pub(super) struct Hooks(Rc<State>);

impl Hooks {
    pub(super) fn new(state: Rc<State>) -> Self {
        Self(state)
    }
}

impl HostHooks for Hooks {
    fn promise_rejection_tracker(&self, promise: &JsObject<Promise>, operation: OperationType, _: &mut Context) {
        let mut rejected = self.0.rejected.borrow_mut();
        let object = promise.clone().upcast();
        match operation {
            OperationType::Reject => {
                let reason = match JsPromise::from(promise.clone()).state() {
                    boa_engine::builtins::promise::PromiseState::Rejected(reason) => reason,
                    _ => JsValue::undefined(),
                };
                rejected.push((object, reason));
            }
            OperationType::Handle => rejected.retain(|(other, _)| !JsObject::equals(other, &object)),
        }
    }

    fn utc_now(&self) -> i64 {
        self.0.clock.now()
    }

    fn local_timezone_offset_seconds(&self, _: i64) -> i32 {
        0
    }
}
