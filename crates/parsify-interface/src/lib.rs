//! The contract of Parsify modules.
//!
//! A module is a named, versioned unit with *operations* on *documents*. Two traits describe it in Rust:
//!
//! - [`Processor`]: synchronous and pure; what a module author implements. The same type runs inside a WebAssembly guest
//!   and, where allowed, natively.
//! - [`Module`]: asynchronous and object safe; what a host calls, whatever is behind it.
//!
//! Authors rarely implement [`Processor`] by hand: [`Operations`] builds one from typed functions and derives each
//! operation's parameter schema from its option type.
//!
//! The same contract for guests in any language is the WIT package [`WIT`]. Its version, [`API_VERSION`], is the
//! compatibility promise.
//!
//! # Names in JSON
//!
//! Keys are **camelCase**; values of enumerations are **kebab-case**, as in the WIT package.
//!
//! # What this crate does not know
//!
//! No engine, no async runtime, no files, no network, no clock. It compiles for wasm32.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod api;
mod arrange;
mod call;
mod callees;
mod cancel;
mod context;
mod descriptor;
mod digest;
mod document;
mod execution;
mod grants;
mod handed_on;
mod handler;
mod limits;
mod module;
mod module_id;
mod observer;
mod operation;
mod operations;
mod processor;
mod request;
mod schema;

pub use api::{API_VERSION, WIT, api_version};
pub use call::{CallOptions, Fallback};
pub use callees::{Callees, Left};
pub use cancel::CancelToken;
pub use context::{Context, Level, Silent};
pub use descriptor::{Dependency, Descriptor, InvalidDescriptor};
pub use digest::{Digest, InvalidDigest};
pub use document::{Document, Payload};
pub use execution::{CacheState, Engine, Execution, FailureSummary, LogLine, Report};
pub use grants::{Capability, Grants};
pub use handed_on::{HandedOn, Register, passed_on};
pub use handler::{Binary, Data, FromDocuments, IntoResponse, NoParams, Text, Warned};
pub use limits::{LimitOverrides, Limits};
pub use module::Module;
pub use module_id::{InvalidModuleId, ModuleId};
pub use observer::{Observer, Progress};
pub use operation::{DocumentSpec, Operation};
pub use operations::{ModuleInfo, Operations};
pub use processor::Processor;
pub use request::{Request, Response};

pub use parsify_error::{self as error, ErrorKind, Failure, Phase, harmless};

// The types that appear in this crate's own signatures.
pub use schemars::{self, JsonSchema};
pub use semver::{self, Version, VersionReq};
pub use serde_json::{self, Map, Value};
