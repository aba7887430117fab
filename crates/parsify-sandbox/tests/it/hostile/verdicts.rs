//! Every attack gets its verdict, alone and beside healthy callers, however instances get their memory.

use std::sync::OnceLock;

use parsify_interface::{CallOptions, Failure, Module, Request, serde_json};
use parsify_sandbox::{Allocation, Sandbox, SandboxConfig, WasmModule};
use tokio::task::JoinSet;

use super::row::{Path, Row, When, owes};
use super::{answers, calls, loads, space, time};
use crate::guests::{MISBEHAVING, fresh_digest, guest};

const CALLERS: usize = 64;

pub(crate) fn sandbox(allocation: Allocation) -> Sandbox {
    static BOTH: OnceLock<[Sandbox; 2]> = OnceLock::new();
    let new = |allocation| Sandbox::new(SandboxConfig::new().with_allocation(allocation)).unwrap();
    let [auto, on_demand] = BOTH.get_or_init(|| [new(Allocation::Auto), new(Allocation::OnDemand)]);
    if allocation == Allocation::Auto { auto.clone() } else { on_demand.clone() }
}

fn rows() -> Vec<Row> {
    [time::rows(), space::rows(), answers::rows(), calls::rows(), loads::rows()].concat()
}

/// Attacks, and gives the failure.
async fn attack(sandbox: &Sandbox, row: &Row, module: Option<&WasmModule>) -> Result<Failure, String> {
    let loaded = match module {
        Some(module) => Ok(module.clone()),
        None => load(sandbox, row).await,
    };
    let survived = |what| Err(format!("it {what}"));
    match (loaded, row.when) {
        (Err(failure), When::Load) => Ok(failure),
        (Err(failure), When::Call) => Err(format!("refused already: {failure:?}")),
        (Ok(_), When::Load) => survived("loaded"),
        (Ok(module), When::Call) => match call(&module, row).await {
            Err(failure) => Ok(failure),
            Ok(()) => survived("answered"),
        },
    }
}

async fn load(sandbox: &Sandbox, row: &Row) -> Result<WasmModule, Failure> {
    let (bytes, digest) = (row.bytes.clone(), fresh_digest());
    match row.path {
        Path::Foreign => sandbox.load(bytes, digest).await,
        Path::Trusted => sandbox.load_embedded(bytes, digest).await,
    }
}

/// With a configuration, by which a start function knows that it is not asked for its description.
async fn call(module: &WasmModule, row: &Row) -> Result<(), Failure> {
    let options = CallOptions::new().with_limits(row.limits).with_config(serde_json::json!({ "attack": true }));
    module.execute(&Request::new("attack"), &options).await.map(drop)
}

async fn echoes(healthy: WasmModule, caller: usize) {
    for turn in 0..2 {
        let text = format!("{caller} {turn}");
        let request = Request::new("echo").with_text("text", text.as_str());
        let execution = healthy.execute(&request, &CallOptions::new()).await.unwrap();
        assert_eq!(execution.response.text(), Some(text.as_str()));
    }
}

async fn verdicts(allocation: Allocation) -> Vec<String> {
    let sandbox = sandbox(allocation);
    let healthy = sandbox.load_embedded(guest("misbehaving"), MISBEHAVING).await.unwrap();
    let mut wrong = Vec::new();
    for row in rows() {
        let module = match row.when {
            When::Load => None,
            When::Call => load(&sandbox, &row).await.ok(),
        };
        for callers in [0, CALLERS] {
            let beside: JoinSet<_> = (0..callers).map(|caller| echoes(healthy.clone(), caller)).collect();
            let attacked = attack(&sandbox, &row, module.as_ref()).await;
            beside.join_all().await;
            let judged = attacked.and_then(|failure| row.judge(&failure).and_then(|()| owes(&failure, row.when)));
            wrong.extend(judged.err().map(|wrong| format!("{} with {callers} callers: {wrong}", row.name)));
        }
    }
    wrong
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_attack_gets_its_verdict_from_a_pool() {
    let wrong = verdicts(Allocation::Auto).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_attack_gets_its_verdict_on_demand() {
    let wrong = verdicts(Allocation::OnDemand).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_description_that_never_ends_is_ended() {
    let row = loads::endless_description();
    let (auto, on_demand) = (sandbox(Allocation::Auto), sandbox(Allocation::OnDemand));
    let both = tokio::join!(attack(&auto, &row, None), attack(&on_demand, &row, None));
    for failure in [both.0.unwrap(), both.1.unwrap()] {
        row.judge(&failure).unwrap();
        owes(&failure, row.when).unwrap();
    }
}

/// Names tell the rows apart.
#[test]
fn no_attack_stands_twice() {
    let mut names: Vec<_> = rows().iter().map(|row| row.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

/// What all attacks are made of does no harm by itself.
#[tokio::test]
async fn the_guest_without_an_attack_answers() {
    let bytes = super::wat::Guest::default().build();
    let module = sandbox(Allocation::Auto).load_embedded(bytes, fresh_digest()).await.unwrap();
    let execution = module.execute(&Request::new("attack"), &CallOptions::new()).await.unwrap();
    assert_eq!(execution.response.data, serde_json::Value::Null);
}
