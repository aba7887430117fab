//! The status of an application, as it stands in the file that its monitor writes.
//!
//! Read leniently: the application may be built with another version of the library, which says more or less.

use std::collections::BTreeMap;
use std::path::Path;

use parsify::serde_json::{self, Value};
use parsify::{ErrorKind, Failure};
use serde::Deserialize;
use tokio::io::AsyncReadExt as _;

use crate::problem::{self, problem};

/// Ten thousand modules with all they can say are far less.
const MOST_BYTES: u64 = 256 << 20;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Status {
    pub(crate) at_ms: u64,
    #[serde(default)]
    pub(crate) uptime_ms: f64,
    #[serde(default)]
    pub(crate) load: Load,
    pub(crate) health: Health,
    pub(crate) statistics: Statistics,
    #[serde(default)]
    pub(crate) failures: Failures,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Load {
    pub(crate) running: u64,
    pub(crate) places: u64,
    pub(crate) waiting: u64,
    pub(crate) queue: u64,
    pub(crate) closed: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Health {
    pub(crate) health: String,
    #[serde(default)]
    pub(crate) reasons: Vec<Reason>,
    #[serde(default)]
    pub(crate) modules: Vec<ModuleHealth>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Reason {
    pub(crate) message: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModuleHealth {
    pub(crate) module: String,
    pub(crate) version: String,
    pub(crate) health: String,
    #[serde(default)]
    pub(crate) reasons: Vec<Reason>,
    #[serde(default)]
    pub(crate) failure: Option<Told>,
}

/// A failure, as far as it is shown.
#[derive(Debug, Deserialize)]
pub(crate) struct Told {
    #[serde(default)]
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) hints: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Statistics {
    #[serde(default)]
    pub(crate) operations: Vec<Operation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Operation {
    pub(crate) module: String,
    pub(crate) version: String,
    pub(crate) operation: String,
    #[serde(default)]
    pub(crate) calls: u64,
    #[serde(default)]
    pub(crate) failures: BTreeMap<String, u64>,
    #[serde(default)]
    pub(crate) fallbacks: u64,
    #[serde(default)]
    pub(crate) retries: u64,
    #[serde(default)]
    pub(crate) in_flight: u64,
    #[serde(default)]
    pub(crate) percentiles: Percentiles,
    #[serde(default)]
    pub(crate) slowest_ms: f64,
    #[serde(default)]
    pub(crate) peak_memory: u64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Percentiles {
    #[serde(rename = "p50Ms")]
    pub(crate) p50: f64,
    #[serde(rename = "p90Ms")]
    pub(crate) p90: f64,
    #[serde(rename = "p99Ms")]
    pub(crate) p99: f64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Failures {
    pub(crate) groups: Vec<Group>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Group {
    #[serde(default)]
    pub(crate) module: String,
    #[serde(default)]
    pub(crate) operation: String,
    pub(crate) code: String,
    pub(crate) count: u64,
    #[serde(default)]
    pub(crate) last_ms: u64,
    #[serde(default)]
    pub(crate) severity: String,
    #[serde(default)]
    pub(crate) frequency: String,
    #[serde(default)]
    pub(crate) message: String,
    #[serde(default)]
    pub(crate) resolution: Vec<String>,
    #[serde(default)]
    pub(crate) prevention: String,
}

/// Reads the status in a file, or from standard input: as it stands there, and as far as it is shown.
pub(crate) async fn read(path: &Path) -> Result<(Value, Status), Failure> {
    let bytes = bytes(path).await?;
    let json: Value =
        serde_json::from_slice(&bytes).map_err(|error| no_status(path, &format!("it is no JSON: {error}")))?;
    let status = Status::deserialize(&json).map_err(|error| no_status(path, &error.to_string()))?;
    Ok((json, status))
}

/// The health in a status, as far as it is shown.
pub(crate) fn health(json: &Value) -> Result<Health, Failure> {
    Health::deserialize(json).map_err(|error| {
        Failure::new(ErrorKind::Internal, parsify::error::code::HOST_INTERNAL, "its own report cannot be read")
            .with_source(error)
    })
}

async fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = MOST_BYTES + 1;
    let read = if path == Path::new("-") {
        tokio::io::stdin().take(most).read_to_end(&mut bytes).await
    } else {
        match tokio::fs::File::open(path).await {
            Ok(file) => file.take(most).read_to_end(&mut bytes).await,
            Err(error) => Err(error),
        }
    };
    match read {
        Ok(_) if bytes.len() as u64 > MOST_BYTES => Err(no_status(path, "it is larger than 256 MiB")),
        Ok(_) => Ok(bytes),
        Err(error) => {
            let message = format!("the status file `{}` cannot be read: {error}", path.display());
            Err(problem(ErrorKind::NotFound, problem::STATUS, message)
                .with_hint("an application writes it while it runs, if it has a monitor with a status file")
                .with_source(error))
        }
    }
}

fn no_status(path: &Path, why: &str) -> Failure {
    let message = format!("`{}` is no status of an application: {why}", path.display());
    problem(ErrorKind::Input, problem::STATUS, message).with_hint("name the file that the application's monitor writes")
}
