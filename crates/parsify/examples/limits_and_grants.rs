//! What a call may use and touch: limits with typed failures, a ceiling that nothing exceeds, and grants.
//!
//! ```sh
//! cargo run -p parsify --example limits_and_grants
//! ```
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::time::Duration;

use parsify::{
    CallOptions, CallRules, Capability, ErrorKind, Execution, Failure, Grants, LimitOverrides, Limits, ModuleManager,
    ModuleSettings, Request,
};
use parsify_interface::{Context, Data, NoParams, Operations, module_info};

async fn format(manager: &ModuleManager, json: &str, limits: LimitOverrides) -> Result<Execution, Failure> {
    let request = Request::new("format").with_text("json", json);
    manager.execute("json-processor", request, CallOptions::new().with_limits(limits)).await
}

/// Every limit has a failure of its own, which names the limit and how to raise it.
async fn limits() -> Result<(), Failure> {
    // The operator says what holds where nobody says anything, and what no caller exceeds.
    let mut ceiling = Limits::ceiling();
    ceiling.output = 1 << 20;
    let narrow = CallRules::new().with_limits(LimitOverrides::default().with_deadline(Duration::from_secs(10)));
    let manager = ModuleManager::builder()
        .with_ceiling(ceiling)
        .with_settings("json-processor", ModuleSettings::new().with_rules(narrow))
        .build()
        .await?;

    let large = format!("[{}1]", "1, ".repeat(500_000));
    for (what, limits, kind) in [
        ("4 bytes of output", LimitOverrides::default().with_output(4), ErrorKind::Output),
        ("2 MiB of memory", LimitOverrides::default().with_memory(2 << 20), ErrorKind::Memory),
        ("a millisecond", LimitOverrides::default().with_deadline(Duration::from_millis(1)), ErrorKind::Timeout),
        // More than the ceiling is the ceiling.
        ("a gigabyte of output", LimitOverrides::default().with_output(1 << 30), ErrorKind::Output),
    ] {
        match format(&manager, &large, limits).await {
            Ok(_) => println!("{what}: enough"),
            Err(failure) => {
                println!("{what}: {failure}");
                failure.hints().iter().for_each(|hint| println!("    {hint}"));
                assert_eq!(failure.kind(), kind);
            }
        }
    }
    Ok(())
}

/// Nothing outside of its sandbox is there for a module unless somebody grants it.
async fn grants() -> Result<(), Failure> {
    // It wants to know which modules there are, beyond those that it depends on.
    let looks = |_: (), _: NoParams, context: &dyn Context| Ok::<_, Failure>(Data(context.discover("format", "json")));
    let module = || {
        let info = module_info!(id: "explorer", summary: "Looks around", category: "app");
        Operations::new(info)
            .with("look", "Lists who formats JSON", looks, |it| it)
            .with_capability(Capability::Modules)
    };
    let look = || Request::new("look");

    let manager = ModuleManager::builder().with_native(module()).build().await?;
    if let Err(failure) = manager.execute("explorer", look(), CallOptions::new()).await {
        println!("{}: {failure}", failure.code());
        assert_eq!(failure.kind(), ErrorKind::Permission);
    }

    // For one call.
    let modules: Grants = [Capability::Modules].into_iter().collect();
    let granted = manager.execute("explorer", look(), CallOptions::new().with_grants(modules.clone())).await?;
    println!("with the grant it sees {}", granted.response.data);

    // A module gets nothing that it does not declare.
    let clock: Grants = [Capability::Clock].into_iter().collect();
    if let Err(failure) = manager.execute("explorer", look(), CallOptions::new().with_grants(clock)).await {
        println!("{}: {failure}", failure.code());
        assert_eq!(failure.kind(), ErrorKind::Permission);
    }

    // For all calls of a module.
    let manager = ModuleManager::builder().with_native(module()).with_grants("explorer", modules).build().await?;
    let standing = manager.execute("explorer", look(), CallOptions::new()).await?;
    assert_eq!(standing.response.data, granted.response.data);
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    limits().await?;
    grants().await
}

#[test]
fn it_runs() {
    main().expect("the example works");
}
