//! Guests that call modules: the same rules as natively, and the fences of the sandbox around all of them together.

use std::time::{Duration, Instant};

use parsify::{
    CallOptions, CancelToken, Capability, Engine, ErrorKind, Grants, LimitOverrides, ModuleManager,
    ModuleManagerBuilder, Reuse, Source, VersionReq,
};
use parsify_interface::{Dependency, ModuleId};
use parsify_testkit::GuestText;

use crate::nested::{adds, run, tree};

fn manager_of(guests: impl IntoIterator<Item = GuestText>) -> ModuleManagerBuilder {
    guests.into_iter().fold(ModuleManager::builder().without_builtin_modules(), |builder, guest| {
        builder.with_module(Source::bytes(guest.descriptor().id.as_str(), guest.build()))
    })
}

fn needs(id: &str) -> Dependency {
    Dependency::new(ModuleId::new(id).unwrap(), VersionReq::STAR)
}

fn any() -> Grants {
    Grants::none().with(Capability::Modules)
}

fn wanting_any(guest: GuestText) -> GuestText {
    let mut descriptor = guest.descriptor().clone();
    descriptor.capabilities.push(Capability::Modules);
    guest.with_descriptor(descriptor)
}

fn within(millis: u64) -> CallOptions {
    CallOptions::new().with_limits(LimitOverrides::default().with_deadline(Duration::from_millis(millis)))
}

fn chain(length: usize) -> Vec<GuestText> {
    let ids: Vec<_> = (0..length).map(|place| format!("m{place}")).collect();
    let mut guests = GuestText::chain(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    let last = guests.pop().unwrap();
    guests.push(last.echoing());
    guests
}

#[tokio::test]
async fn a_document_goes_through_two_levels_of_sandboxes() {
    let top = GuestText::new("top").with_dependency(needs("left")).with_dependency(needs("right"));
    let manager = manager_of([
        top.relaying_all(&["left", "right"]),
        GuestText::new("left").with_dependency(needs("base")).relaying("base"),
        GuestText::new("right").with_dependency(needs("base")).relaying("base"),
        GuestText::new("base").echoing(),
    ]);
    let manager = manager.build().await.unwrap();
    let execution = run(&manager, "top", CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.text(), Some("-"));
    assert_eq!(tree(&execution.report), "top(left(base()) right(base()))");
    let base = &execution.report.calls[1].calls[0];
    assert_eq!(base.engine, Engine::Wasm);
    assert!(base.digest.is_some() && base.peak_memory > 0 && base.wall <= execution.report.wall);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_levels_answer_where_they_may() {
    let manager = manager_of(chain(17)).build().await.unwrap();
    let failure = run(&manager, "m0", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "module.call-depth"));
    let deep = CallOptions::new().with_limits(LimitOverrides::default().with_call_depth(16));
    let execution = run(&manager, "m0", deep).await.unwrap();
    assert_eq!((execution.response.text(), execution.report.inner_calls()), (Some("-"), 16));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tree_that_doubles_at_each_level_ends_at_the_number_of_calls() {
    let ids: Vec<_> = (0..17).map(|place| format!("m{place}")).collect();
    let guests = ids.iter().enumerate().map(|(place, id)| match ids.get(place + 1) {
        Some(next) => GuestText::new(id).with_dependency(needs(next)).relaying_each(2, next),
        None => GuestText::new(id),
    });
    let manager = manager_of(guests).build().await.unwrap();
    let deep = CallOptions::new().with_limits(LimitOverrides::default().with_call_depth(16));
    let failure = run(&manager, "m0", deep).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "module.calls"));
}

#[tokio::test]
async fn circles_end_with_their_chain() {
    let manager = manager_of([wanting_any(GuestText::new("ouroboros")).relaying_to_self()]).build().await.unwrap();
    let options = CallOptions::new().with_grants(any());
    let failure = run(&manager, "ouroboros", options).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "module.call-cycle"));
    assert!(failure.message().contains("ouroboros → ouroboros"), "{failure}");
}

#[tokio::test]
async fn what_is_not_declared_is_not_called() {
    let manager = manager_of([GuestText::new("top").relaying("base"), GuestText::new("base")]).build().await.unwrap();
    let failure = run(&manager, "top", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unsupported, "module.call"));
}

#[tokio::test]
async fn an_optional_dependency_that_is_not_there_is_unsupported() {
    let top = GuestText::new("top").with_dependency(needs("base").optional()).relaying("base");
    let failure = run(&manager_of([top]).build().await.unwrap(), "top", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Unsupported, "module.call"));
}

#[tokio::test]
async fn discovery_leads_to_a_call() {
    let offers = |id: &str| {
        let mut descriptor = GuestText::new(id).descriptor().clone();
        descriptor.operations[0].languages.push("toy".to_owned());
        GuestText::new(id).with_descriptor(descriptor)
    };
    let finder = || wanting_any(GuestText::new("finder"));
    let manager = manager_of([finder().discovering("run", "toy"), offers("toy-one"), offers("toy-two")]);
    let manager = manager.build().await.unwrap();
    let found = run(&manager, "finder", CallOptions::new().with_grants(any())).await.unwrap();
    assert_eq!(found.response.data, parsify::serde_json::json!(["toy-one", "toy-two"]));
    let manager = manager_of([finder().relaying_to_discovered("run", "toy"), offers("toy-one").answering("[1]")]);
    let manager = manager.build().await.unwrap();
    let answer = run(&manager, "finder", CallOptions::new().with_grants(any())).await.unwrap();
    assert_eq!(answer.response.data, parsify::serde_json::json!([1]));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_deadline_holds_for_all_of_them() {
    let top = GuestText::new("top").with_dependency(needs("base")).relaying("base");
    let manager = manager_of([top, GuestText::new("base").spinning()]).build().await.unwrap();
    manager.warm_up(&["top"], |_, _| {}).await.unwrap();
    let begun = Instant::now();
    let failure = run(&manager, "top", within(200)).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Timeout, "sandbox.timeout"));
    assert_eq!(failure.module(), Some("top"));
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_cancels_all_of_them() {
    let top = GuestText::new("top").with_dependency(needs("base")).relaying("base");
    let manager = manager_of([top, GuestText::new("base").spinning()]).build().await.unwrap();
    manager.warm_up(&["top"], |_, _| {}).await.unwrap();
    let token = CancelToken::new();
    let call = run(&manager, "top", CallOptions::new().with_cancel(token.clone()));
    let (result, ()) = tokio::join!(call, async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        token.cancel();
    });
    assert_eq!(result.unwrap_err().kind(), ErrorKind::Cancelled);
}

#[tokio::test]
async fn one_budget_of_memory_holds_for_all_of_them() {
    // 1,000 pages are 62.5 MiB: one fits into 100 MiB, two do not.
    let top = GuestText::new("top").with_dependency(needs("base")).growing(1000).relaying("base");
    let manager = manager_of([top, GuestText::new("base").growing(1000)]).build().await.unwrap();
    let limited = |bytes| CallOptions::new().with_limits(LimitOverrides::default().with_memory(bytes));
    assert!(run(&manager, "base", limited(100 << 20)).await.is_ok());
    let failure = run(&manager, "top", limited(100 << 20)).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Limit, "module.dependency"));
    assert_eq!(failure.details()["code"].as_str(), Some("sandbox.memory"));
    assert!(run(&manager, "top", limited(200 << 20)).await.is_ok());
}

#[tokio::test]
async fn what_a_call_is_given_by_name_holds_for_all_that_it_leads_to() {
    // 5,000 pages are 312 MiB, more than a module has unless more is said.
    let top = || GuestText::new("top").with_dependency(needs("base")).relaying("base");
    let manager = manager_of([top(), GuestText::new("base").growing(5000)]).build().await.unwrap();
    let failure = run(&manager, "top", CallOptions::new()).await.unwrap_err();
    assert_eq!(failure.details()["code"].as_str(), Some("sandbox.memory"));
    let given = LimitOverrides::default().with_memory(800 << 20).with_grace(Duration::from_secs(2));
    run(&manager, "top", CallOptions::new().with_limits(given)).await.unwrap();
    // Less than the module has by default is shared, too.
    let given = LimitOverrides::default().with_memory(100 << 20);
    let failure = run(&manager, "top", CallOptions::new().with_limits(given)).await.unwrap_err();
    assert_eq!(failure.details()["code"].as_str(), Some("sandbox.memory"));
}

#[tokio::test]
async fn a_trap_further_down_is_told_and_nothing_is_tried_twice() {
    let top = GuestText::new("top").with_dependency(needs("base")).relaying("base");
    let manager = manager_of([top, GuestText::new("base").trapping()]).build().await.unwrap();
    let failure = run(&manager, "top", CallOptions::new()).await.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Dependency, "module.dependency"));
    assert_eq!(failure.details()["code"].as_str(), Some("sandbox.trap"));
    let statistics = manager.statistics();
    let base = statistics.operations.iter().find(|operation| operation.module.as_str() == "base").unwrap();
    assert_eq!(base.failures[&ErrorKind::Trap], 1);
}

#[tokio::test]
async fn guests_and_native_modules_call_each_other() {
    let guest = GuestText::new("guest").with_dependency(needs("native")).relaying("native");
    let manager = manager_of([guest, GuestText::new("leaf").echoing()])
        .with_native(adds("native", 'n', Some("leaf"), 1).with_dependency(|| needs("leaf")))
        .build()
        .await
        .unwrap();
    let execution = run(&manager, "guest", CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.text(), Some("-n"));
    assert_eq!(tree(&execution.report), "guest(native(leaf()))");
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_of_modules_need_no_further_place_among_the_calls() {
    let manager = manager_of(chain(4)).with_concurrency(1).build().await.unwrap();
    let calls: Vec<_> =
        (0..16)
            .map(|_| {
                tokio::spawn({
                    let manager = manager.clone();
                    async move {
                        run(&manager, "m0", CallOptions::new()).await.map(|execution| execution.report.inner_calls())
                    }
                })
            })
            .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), 3);
    }
}

#[tokio::test]
async fn instances_that_are_used_again_call_others_too() {
    let reuse = Reuse::default();
    let manager = manager_of(chain(3)).with_reuse("m0", reuse).with_reuse("m1", reuse).build().await.unwrap();
    for _ in 0..3 {
        assert_eq!(run(&manager, "m0", CallOptions::new()).await.unwrap().report.inner_calls(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dependencies_are_warmed_up_before_what_needs_them_and_once() {
    let mut guests = chain(3);
    guests.push(GuestText::new("other").with_dependency(needs("m2")).relaying("m2"));
    let manager = manager_of(guests).build().await.unwrap();
    let mut order = Vec::new();
    let warmed = manager.warm_up(&["other", "m0"], |one, count| order.push((one.module.to_string(), count))).await;
    assert_eq!(warmed.unwrap().len(), 4);
    let place = |id: &str| order.iter().position(|(module, _)| module == id).unwrap();
    assert!(order.iter().all(|(_, count)| *count == 4));
    assert!(place("m2") < place("m1") && place("m1") < place("m0") && place("m2") < place("other"));
}
