use parsify_interface::error::TrapCause;
use parsify_interface::{ErrorKind, Failure};

use crate::guests::{call, limits};

async fn failure(operation: &str, count: u64) -> Failure {
    call(operation, count, limits()).await.unwrap_err()
}

#[tokio::test]
async fn a_panic_comes_with_its_message_and_place() {
    let failure = failure("panic", 0).await;
    assert_eq!((failure.kind(), failure.trap_cause()), (ErrorKind::Trap, Some(TrapCause::Panic)));
    assert_eq!(failure.code(), "sandbox.panic");
    assert!(failure.message().contains("as I was told"), "{failure}");
    assert!(failure.message().contains("modules-src/misbehaving/src/lib.rs"), "{failure}");
}

#[tokio::test]
async fn deep_recursion_is_its_own_case() {
    assert!(call("recurse", 10, limits()).await.is_ok());
    let failure = failure("recurse", 1_000_000_000).await;
    // Which of the two stacks ends first is the guest's business; both count as exhaustion.
    assert!(failure.trap_cause().is_some_and(TrapCause::is_exhaustion), "{failure:?}");
}

#[tokio::test]
async fn an_abort_without_a_word_is_unreachable() {
    let failure = failure("abort", 0).await;
    assert_eq!(failure.trap_cause(), Some(TrapCause::Unreachable));
}

#[tokio::test]
async fn a_modules_own_failure_comes_through_whole() {
    let failure = failure("fail", 0).await;
    assert_eq!((failure.kind(), failure.code(), failure.message()), (ErrorKind::Input, "misbehaving.no", "no"));
    assert_eq!(failure.details()["answer"].as_u64(), Some(42));
    assert_eq!(failure.hints(), ["ask nicely"]);
}

#[tokio::test]
async fn unknown_operations_and_params_are_the_modules_verdict() {
    assert_eq!(failure("no-such-operation", 0).await.kind(), ErrorKind::Unsupported);
    assert_eq!(failure("give-bytes", 0).await.kind(), ErrorKind::Params);
}

#[tokio::test]
async fn other_modules_cannot_be_called_undeclared() {
    let failure = failure("call", 0).await;
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unsupported, "module.call"));
}
