use parsify::{CallOptions, CancelToken, ErrorKind, LimitOverrides, ModuleManager, Request, Source};
use parsify_testkit::built_guest;

async fn misbehaving() -> ModuleManager {
    ModuleManager::builder().with_module(Source::file(built_guest("misbehaving"))).build().await.unwrap()
}

#[tokio::test]
async fn progress_is_a_stream_that_ends_with_the_call() {
    let manager = misbehaving().await;
    let (observer, mut progress) = parsify::progress();
    let watching = tokio::spawn(async move {
        let mut last = None;
        while let Some(progress) = progress.next().await {
            last = Some(progress);
        }
        last
    });
    let request = Request::new("report-progress").with_param("count", 500);
    manager.execute("misbehaving", request, CallOptions::new().with_observer(observer)).await.unwrap();
    let last = watching.await.unwrap().expect("something was reported");
    assert_eq!((last.done, last.fraction()), (500, Some(1.0)));
}

#[tokio::test]
async fn a_token_cancels_wherever_the_call_is() {
    let manager = misbehaving().await;
    let token = CancelToken::new();
    let options = CallOptions::new().with_cancel(token.clone());
    let running = tokio::spawn(async move { manager.execute("misbehaving", Request::new("spin"), options).await });
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    token.cancel();
    let failure = running.await.unwrap().unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Cancelled, "sandbox.cancelled"));

    // And before it has a place.
    let manager = ModuleManager::builder().with_concurrency(1).with_module(Source::file(built_guest("misbehaving")));
    let manager = manager.build().await.unwrap();
    let other = manager.clone();
    let deadline = LimitOverrides::default().with_deadline(std::time::Duration::from_secs(2));
    let busy = CallOptions::new().with_limits(deadline);
    let holding = tokio::spawn(async move { other.execute("misbehaving", Request::new("spin"), busy).await });
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    let failure = manager
        .execute("misbehaving", Request::new("echo").with_text("text", "x"), CallOptions::new().with_cancel(token))
        .await
        .unwrap_err();
    assert_eq!(failure.kind(), ErrorKind::Cancelled);
    holding.await.unwrap().unwrap_err();
}
