//! The application that the document watches.

use std::fs;
use std::path::Path;
use std::time::Duration;

use parsify::{BreakerPolicy, BreakerStage, CallOptions, Failure, ModuleManager, ModuleSettings, Request, Status};
use parsify_testkit::built_guest;

/// Writes down how it does while one of its modules breaks, and when that has recovered.
pub(super) fn run(folder: &Path) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime starts").block_on(async {
        let (broken, recovered) = scene().await.expect("the module can be called");
        for (name, status) in [("broken.json", broken), ("recovered.json", recovered)] {
            fs::write(folder.join(name), serde_json::to_vec(&status).expect("a status is JSON"))
                .expect("it is written");
        }
    });
}

async fn scene() -> Result<(Status, Status), Failure> {
    let open_for = Duration::from_millis(200);
    let manager = ModuleManager::builder()
        .without_builtin_modules()
        .with_module_and_twin(built_guest("misbehaving"), None, misbehaving::module())
        .with_settings("misbehaving", ModuleSettings::new().with_probe(request("are you there?")))
        .with_breaker(BreakerPolicy { open_for, ..BreakerPolicy::default() })
        .with_concurrency(32)
        .build()
        .await?;
    let call = |text| manager.execute("misbehaving", request(text), CallOptions::new());
    for _ in 0..4 {
        call("fine").await?;
    }
    while stage(&manager) != Some(BreakerStage::Open) {
        // It fails, as it should.
        let _ = call("panic").await;
    }
    for _ in 0..6 {
        call("fine").await?;
    }
    let broken = manager.status();
    while stage(&manager) != Some(BreakerStage::Closed) {
        tokio::time::sleep(open_for / 4).await;
        manager.health_check().await;
    }
    Ok((broken, manager.status()))
}

fn request(text: &str) -> Request {
    Request::new("fragile").with_text("text", text)
}

fn stage(manager: &ModuleManager) -> Option<BreakerStage> {
    manager.health().modules[0].breaker.map(|breaker| breaker.stage)
}
