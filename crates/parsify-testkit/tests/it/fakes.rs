use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use parsify_interface::{CallOptions, Engine, ErrorKind, Failure, Module, ModuleId, Request, Response};
use parsify_testkit::{FakeModule, block_on, fake_descriptor};

fn call(module: &dyn Module, name: &str) -> Result<Response, Failure> {
    let request = Request::new(name);
    block_on(module.execute(&request, &CallOptions::new())).map(|execution| execution.response)
}

fn warn(text: &str) -> Result<Response, Failure> {
    Ok(Response { warnings: vec![text.to_owned()], ..Response::default() })
}

fn id() -> ModuleId {
    ModuleId::from_static("fake")
}

#[test]
fn the_fake_describes_itself_validly() {
    let descriptor = fake_descriptor(id());
    descriptor.validate().unwrap();
    assert!(descriptor.operation("run").is_some_and(|run| run.idempotent && run.native_twin && run.total));
}

#[test]
fn the_script_is_followed_and_then_the_rest() {
    let offline = Failure::new(ErrorKind::Network, "test.offline", "offline");
    let module = Arc::new(FakeModule::new(id()).then(Err(offline)).then(warn("second")).otherwise(warn("rest")));
    let shared: Arc<dyn Module> = module.clone();
    assert_eq!(call(&shared, "a").unwrap_err().code(), "test.offline");
    assert_eq!(call(&shared, "b").unwrap().warnings, ["second"]);
    assert_eq!(call(&shared, "c").unwrap().warnings, ["rest"]);
    assert_eq!(call(&shared, "d").unwrap().warnings, ["rest"]);
    let asked: Vec<_> = module.requests().into_iter().map(|request| request.operation).collect();
    assert_eq!(asked, ["a", "b", "c", "d"]);
    assert_eq!(module.calls(), 4);
}

#[test]
fn an_exhausted_script_says_so() {
    let failure = call(&FakeModule::new(id()), "run").unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Internal, "testkit.script"));
}

#[test]
fn a_call_can_hang_and_be_dropped() {
    let module = FakeModule::new(id()).then_hang().then(warn("after"));
    let request = Request::new("run");
    let options = CallOptions::new();
    {
        let mut call = pin!(module.execute(&request, &options));
        let mut context = Context::from_waker(Waker::noop());
        assert!(matches!(call.as_mut().poll(&mut context), Poll::Pending));
    }
    assert_eq!(call(&module, "run").unwrap().warnings, ["after"]);
    assert_eq!(module.calls(), 2);
}

#[test]
fn the_engine_is_what_is_claimed() {
    assert_eq!(FakeModule::new(id()).engine(), Engine::Wasm);
    let native = FakeModule::new(id()).with_engine(Engine::Native).then(warn("x"));
    let request = Request::new("run");
    let execution = block_on(native.execute(&request, &CallOptions::new())).unwrap();
    assert_eq!(execution.report.engine, Engine::Native);
}

#[test]
fn waiting_needs_no_runtime() {
    let mut polled = false;
    let answer = block_on(std::future::poll_fn(|context| {
        if std::mem::replace(&mut polled, true) {
            return Poll::Ready(7);
        }
        let waker = context.waker().clone();
        std::thread::spawn(move || waker.wake());
        Poll::Pending
    }));
    assert_eq!(answer, 7);
}
