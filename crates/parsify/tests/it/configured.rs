//! What a configuration says holds, and what callers say holds above it.

use std::time::Duration;

use parsify::config::{Config, Layer, load};
use parsify::{
    CacheState, CallOptions, CallRules, Capability, ErrorKind, Execution, Failure, Fallback, Grants, LimitOverrides,
    ModuleManager, ModuleSettings, Request, Source,
};
use parsify_interface::{Context, Data, Dependency, ModuleId, NoParams, Value, VersionReq};
use parsify_testkit::GuestText;

use crate::nested::{adds, operations, run};

async fn configured(text: &str, guests: &[GuestText]) -> ModuleManager {
    let config = Config::layered([Layer::from_toml("parsify.toml", text).unwrap()]).unwrap();
    let mut builder = ModuleManager::builder().without_builtin_modules().with_config(config).unwrap();
    for guest in guests {
        builder = builder.with_module(Source::bytes("guest", guest.build()));
    }
    builder.build().await.unwrap()
}

fn code(result: Result<Execution, Failure>) -> String {
    result.map_or_else(|failure| failure.code().to_owned(), |_| "fine".to_owned())
}

#[tokio::test]
async fn limits_go_from_the_general_to_the_particular() {
    let guest = || [GuestText::new("guest").growing(100)];
    for (text, outcome) in [
        ("", "fine"),
        ("defaults.limits.memory = \"1MiB\"", "sandbox.memory"),
        ("defaults.limits.memory = \"1MiB\"\nmodules.guest.limits.memory = \"16MiB\"", "fine"),
        (
            "modules.guest.limits.memory = \"16MiB\"\nmodules.guest.operations.run.limits.memory = \"1MiB\"",
            "sandbox.memory",
        ),
        ("modules.other.limits.memory = \"1MiB\"", "fine"),
        ("modules.guest.operations.other.limits.memory = \"1MiB\"", "fine"),
    ] {
        let manager = configured(text, &guest()).await;
        assert_eq!(code(run(&manager, "guest", CallOptions::new()).await), outcome, "{text}");
    }
}

#[tokio::test]
async fn a_caller_may_say_otherwise_but_not_above_the_ceiling() {
    let text = "modules.guest.limits.memory = \"1MiB\"\nceiling.limits.memory = \"32MiB\"";
    let manager = configured(text, &[GuestText::new("guest").growing(100)]).await;
    let more = |bytes| CallOptions::new().with_limits(LimitOverrides::default().with_memory(bytes));
    assert_eq!(code(run(&manager, "guest", more(16 << 20)).await), "fine");
    let manager = configured("ceiling.limits.memory = \"2MiB\"", &[GuestText::new("guest").growing(100)]).await;
    assert_eq!(code(run(&manager, "guest", more(1 << 30)).await), "sandbox.memory");
}

#[tokio::test]
async fn grants_and_configuration_reach_the_module() {
    let shows = |_: (), _: NoParams, context: &dyn Context| Ok::<Data<Value>, Failure>(Data(context.config()));
    let module = || operations("shows").with("run", "Shows", shows, |operation| operation);
    let text = "modules.shows.grants = [\"clock\"]\nmodules.shows.config = { style = \"compact\" }";
    let config = Config::layered([Layer::from_toml("parsify.toml", text).unwrap()]).unwrap();
    let builder = ModuleManager::builder().without_builtin_modules().with_config(config).unwrap();
    let manager = builder.with_native(module().with_capability(Capability::Clock)).build().await.unwrap();
    let execution = manager.execute("shows", Request::new("run"), CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.data["style"], "compact");
    let own = CallOptions::new().with_config(1.into());
    let execution = manager.execute("shows", Request::new("run"), own).await.unwrap();
    assert_eq!(execution.response.data, 1);
}

#[tokio::test]
async fn grants_are_given_to_a_module_or_to_one_of_its_operations() {
    let wanting = || [GuestText::new("guest").with_capability(Capability::Clock)];
    for (text, outcome) in [
        ("", "module.grant"),
        ("modules.guest.grants = [\"clock\"]", "fine"),
        ("modules.guest.operations.run.grants = [\"clock\"]", "fine"),
        ("modules.guest.operations.other.grants = [\"clock\"]", "module.grant"),
        ("modules.guest.grants = [\"clock\"]\nmodules.guest.operations.run.grants = []", "module.grant"),
    ] {
        let manager = configured(text, &wanting()).await;
        assert_eq!(code(run(&manager, "guest", CallOptions::new()).await), outcome, "{text}");
    }
}

#[tokio::test]
async fn the_version_that_answers_can_be_fixed() {
    let versions = ["1.0.0", "1.5.0", "2.0.0"]
        .map(|version| GuestText::new("guest").with_version(version).answering(format!("{version:?}")));
    for (text, answers) in
        [("", "2.0.0"), ("modules.guest.version = \"^1\"", "1.5.0"), ("modules.guest.pin = \"1.0.0\"", "1.0.0")]
    {
        let manager = configured(text, &versions).await;
        let execution = run(&manager, "guest", CallOptions::new()).await.unwrap();
        assert_eq!(execution.response.data, answers, "{text}");
    }
    let manager = configured("modules.guest.version = \"^3\"", &versions).await;
    assert_eq!(code(run(&manager, "guest", CallOptions::new()).await), "module.version");
    let asked = CallOptions::new().with_version("^1".parse().unwrap());
    assert_eq!(run(&manager, "guest", asked).await.unwrap().response.data, "1.5.0");
}

#[tokio::test]
async fn which_engine_may_answer_can_be_said() {
    let config = |text| Config::layered([Layer::from_toml("parsify.toml", text).unwrap()]).unwrap();
    let twin = |text| {
        let builder = ModuleManager::builder().without_builtin_modules().with_config(config(text)).unwrap();
        builder.with_module_and_twin(Source::file("no-such-file.wasm"), None, text_tools::module()).build()
    };
    let request = || Request::new("slugify").with_text("text", "A Title");
    let fine = twin("").await.unwrap().execute("text-tools", request(), CallOptions::new()).await;
    assert_eq!(code(fine), "fine");
    let manager = twin("modules.text-tools.fallback = \"forbidden\"").await.unwrap();
    assert_eq!(code(manager.execute("text-tools", request(), CallOptions::new()).await), "loader.missing");
    let native = CallOptions::new().with_fallback(Fallback::NativeOnly);
    assert_eq!(code(manager.execute("text-tools", request(), native).await), "fine");
}

/// A module that calls another one, of the id `run`, and then traps; so the other one counts how often it was tried.
fn tried() -> GuestText {
    let needs = Dependency::new(ModuleId::from_static("run"), VersionReq::STAR);
    GuestText::new("guest").with_dependency(needs).with_modules().executing(
        "(local.set $answer (call $realloc (i32.const 0) (i32.const 0) (i32.const 4) (i32.const 64)))
        (call $call (local.get $operation) (local.get $operation-length)
            (local.get $operation) (local.get $operation-length) (local.get $documents) (local.get $documents-count)
            (local.get $params) (local.get $params-length) (local.get $answer))
        unreachable",
    )
}

#[tokio::test]
async fn how_often_is_tried_can_be_said() {
    for (text, times) in [("", 2), ("modules.guest.retry.attempts = 1", 1), ("defaults.retry.attempts = 1", 1)] {
        let manager = configured(text, &[tried()]).await;
        manager.register_native(adds("run", 'r', None, 0)).unwrap();
        assert_eq!(run(&manager, "guest", CallOptions::new()).await.unwrap_err().kind(), ErrorKind::Trap);
        let statistics = manager.statistics();
        let counted = statistics.operations.iter().find(|operation| operation.module.as_str() == "run").unwrap();
        assert_eq!(counted.calls, times, "{text}");
    }
}

#[tokio::test]
async fn what_is_wanted_at_the_start_is_loaded_then() {
    let fine = GuestText::new("guest");
    let manager = configured("preload = [\"guest\", \"no-such-module\"]", &[fine]).await;
    let execution = run(&manager, "guest", CallOptions::new()).await.unwrap();
    assert_eq!(execution.report.cache, CacheState::Memory);
}

#[tokio::test]
async fn modules_that_come_later_are_configured_too() {
    let manager = configured("modules.guest.limits.memory = \"1MiB\"", &[]).await;
    manager.register(Source::bytes("guest", GuestText::new("guest").growing(100).build())).await.unwrap();
    assert_eq!(code(run(&manager, "guest", CallOptions::new()).await), "sandbox.memory");
    manager.register_native(adds("native", 'n', None, 0)).unwrap();
    assert_eq!(code(run(&manager, "native", CallOptions::new()).await), "fine");
}

#[tokio::test]
async fn concurrency_and_deadlines_hold() {
    let manager =
        configured("concurrency = 1\ndefaults.limits.deadline = \"100ms\"", &[GuestText::new("guest").spinning()])
            .await;
    let begun = std::time::Instant::now();
    let (one, two) =
        tokio::join!(run(&manager, "guest", CallOptions::new()), run(&manager, "guest", CallOptions::new()));
    assert!([one, two].into_iter().all(|result| code(result) == "sandbox.timeout"));
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[test]
fn files_are_layers_and_a_missing_one_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let (user, project) = (folder.path().join("user.toml"), folder.path().join("parsify.toml"));
    std::fs::write(&project, "defaults.limits.memory = \"64MiB\"\n").unwrap();
    let files = || [user.as_path(), project.as_path()];
    assert_eq!(load(files(), [""; 0]).unwrap().call_defaults().limits.memory, 64 << 20);
    std::fs::write(&user, "defaults.limits.memory = \"1MiB\"\ndefaults.limits.output = 7\n").unwrap();
    let limits = load(files(), ["defaults.limits.log-lines=9"]).unwrap().call_defaults().limits;
    assert_eq!((limits.memory, limits.output, limits.log_lines), (64 << 20, 7, 9));
    std::fs::write(&user, "defualts.limits.memory = \"1MiB\"\n").unwrap();
    let failure = load(files(), [""; 0]).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (ErrorKind::Params, "config.key"));
    assert!(failure.hints()[0].contains("defaults"), "{:?}", failure.hints());
    std::fs::write(&user, [0xff, 0xfe]).unwrap();
    assert_eq!(load(files(), [""; 0]).unwrap_err().code(), "config.read");
}

#[tokio::test]
async fn what_code_says_counts_more_than_the_configuration() {
    let limits = |bytes| CallRules::new().with_limits(LimitOverrides::default().with_memory(bytes));
    let clock = || Grants::none().with(Capability::Clock);
    let text = "modules.guest.limits.memory = \"1MiB\"\nmodules.guest.version = \"^2\"";
    let built = |settings| {
        let config = Config::layered([Layer::from_toml("parsify.toml", text).unwrap()]).unwrap();
        let builder = ModuleManager::builder().without_builtin_modules().with_config(config).unwrap();
        let guest = |version| {
            let guest = GuestText::new("guest").with_version(version).with_capability(Capability::Clock);
            Source::bytes("guest", guest.growing(100).answering(format!("{version:?}")).build())
        };
        let builder = builder.with_module(guest("1.0.0")).with_module(guest("2.0.0"));
        builder.with_settings("guest", settings).build()
    };
    let settings = ModuleSettings::new().with_rules(limits(16 << 20).with_grants(clock()));
    let manager = built(settings.clone()).await.unwrap();
    assert_eq!(run(&manager, "guest", CallOptions::new()).await.unwrap().response.data, "2.0.0");
    let manager = built(settings.clone().with_version("^1".parse().unwrap())).await.unwrap();
    assert_eq!(run(&manager, "guest", CallOptions::new()).await.unwrap().response.data, "1.0.0");
    // Of an operation it counts more than of its module.
    let manager = built(settings.with_operation("run", limits(1 << 20))).await.unwrap();
    assert_eq!(code(run(&manager, "guest", CallOptions::new()).await), "sandbox.memory");
    let manager = built(ModuleSettings::new().with_grants(&clock())).await.unwrap();
    assert_eq!(code(run(&manager, "guest", CallOptions::new()).await), "sandbox.memory");
    // Said in several steps, nothing is lost.
    let guest = GuestText::new("guest").with_capability(Capability::Clock).with_capability(Capability::Files);
    let builder = ModuleManager::builder().without_builtin_modules().with_module(Source::bytes("guest", guest.build()));
    let builder = builder.with_grants("guest", clock()).with_settings("guest", ModuleSettings::new());
    let manager = builder.with_grants("guest", Grants::none().with(Capability::Files)).build().await.unwrap();
    assert_eq!(code(run(&manager, "guest", CallOptions::new()).await), "fine");
    let unknown = ModuleManager::builder().with_settings("no-such-module", ModuleSettings::new()).build().await;
    assert_eq!(unknown.unwrap_err().code(), "module.not-found");
}

#[tokio::test]
async fn the_version_that_answers_holds_for_calls_between_modules() {
    let versions = ["1.0.0", "1.5.0", "2.0.0"];
    let mut guests: Vec<_> =
        versions.map(|version| GuestText::new("base").with_version(version).answering(format!("{version:?}"))).to_vec();
    let needs = Dependency::new(ModuleId::from_static("base"), VersionReq::STAR);
    guests.push(GuestText::new("top").with_dependency(needs).relaying("base"));
    for (text, answers) in
        [("", "2.0.0"), ("modules.base.version = \"^1\"", "1.5.0"), ("modules.base.pin = \"1.0.0\"", "1.0.0")]
    {
        let manager = configured(text, &guests).await;
        assert_eq!(run(&manager, "top", CallOptions::new()).await.unwrap().response.data, answers, "{text}");
    }
    let manager = configured("modules.base.version = \"^3\"", &guests).await;
    assert_eq!(code(run(&manager, "top", CallOptions::new()).await), "module.dependency");
}

#[tokio::test]
async fn the_defaults_that_are_shown_are_those_that_hold() {
    let config = Config::layered([parsify::config::defaults()]).unwrap();
    let shown = config.effective();
    let unset: Vec<_> = shown.iter().filter(|setting| setting.value.is_none()).map(|it| it.key.as_str()).collect();
    assert_eq!(unset, ["preload", "cache.enabled", "cache.dir", "monitor.interval", "monitor.status"]);
    assert!(ModuleManager::builder().with_config(config).unwrap().build().await.is_ok());
}
