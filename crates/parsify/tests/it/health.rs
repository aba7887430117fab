use parsify::{Health, ModuleManager, Source};

use crate::guests::manager;

#[tokio::test]
async fn modules_that_run_are_healthy() {
    let health = manager().await.health_check().await;
    assert_eq!(health.health, Health::Healthy, "{health:?}");
    assert_eq!(health.modules.len(), parsify_builtin::modules().len() + 1);
}

#[tokio::test]
async fn a_module_that_only_its_twin_serves_is_degraded() {
    let builder = ModuleManager::builder().without_builtin_modules();
    let builder = builder.with_module_and_twin(Source::file("no-such-file.wasm"), None, text_tools::module());
    let health = builder.build().await.unwrap().health_check().await;
    assert_eq!(health.health, Health::Degraded);
    assert_eq!(health.modules[0].failure.as_ref().unwrap().code(), "loader.missing");
}

#[tokio::test]
async fn a_native_module_is_healthy_by_nature() {
    let manager = ModuleManager::builder().without_builtin_modules().with_native(text_tools::module());
    let health = manager.build().await.unwrap().health_check().await;
    assert_eq!(health.health, Health::Healthy);
}
