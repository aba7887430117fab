//! The records of the WIT package as the engine copies them. What goes in is borrowed: a document is copied once, into the
//! guest.

use std::sync::Arc;

use wasmtime::component::{ComponentType, Lift, Lower};

use crate::boundary::{Entering, Leaving};
use crate::metered::Metered;

#[derive(Clone, Copy, ComponentType, Lower)]
#[component(variant)]
pub(crate) enum PayloadRef<'a> {
    #[component(name = "text")]
    Text(&'a str),
    #[component(name = "binary")]
    Binary(&'a [u8]),
}

#[derive(Clone, Copy, ComponentType, Lower)]
#[component(record)]
pub(crate) struct DocumentRef<'a> {
    pub(crate) name: &'a str,
    #[component(name = "media-type")]
    pub(crate) media_type: &'a str,
    pub(crate) payload: PayloadRef<'a>,
}

#[derive(ComponentType, Lower)]
#[component(record)]
pub(crate) struct RequestRef<'a> {
    pub(crate) operation: &'a str,
    pub(crate) documents: Vec<DocumentRef<'a>>,
    pub(crate) params: &'a str,
}

#[derive(ComponentType, Lift)]
#[component(variant)]
pub(crate) enum Payload {
    #[component(name = "text")]
    Text(Metered<String>),
    #[component(name = "binary")]
    Binary(Metered<Vec<u8>>),
}

#[derive(ComponentType, Lift)]
#[component(record)]
pub(crate) struct Document {
    pub(crate) name: Metered<String>,
    #[component(name = "media-type")]
    pub(crate) media_type: Metered<String>,
    pub(crate) payload: Payload,
}

#[derive(ComponentType, Lift)]
#[component(record)]
pub(crate) struct Response {
    pub(crate) documents: Metered<Vec<Document>>,
    pub(crate) data: Metered<String>,
    pub(crate) warnings: Metered<Vec<Metered<String>>>,
}

#[expect(dead_code, reason = "the engine makes the values")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, ComponentType, Lift, Lower)]
#[component(enum)]
#[repr(u8)]
pub(crate) enum FailureKind {
    #[component(name = "invalid-input")]
    InvalidInput,
    #[component(name = "invalid-params")]
    InvalidParams,
    #[component(name = "unsupported")]
    Unsupported,
    #[component(name = "limit-exceeded")]
    LimitExceeded,
    #[component(name = "dependency-failed")]
    DependencyFailed,
    #[component(name = "internal")]
    Internal,
}

#[derive(ComponentType, Lift)]
#[component(record)]
pub(crate) struct Failure {
    pub(crate) kind: FailureKind,
    pub(crate) code: Metered<String>,
    pub(crate) message: Metered<String>,
    pub(crate) details: Metered<String>,
    pub(crate) suggestions: Metered<Vec<Metered<String>>>,
}

/// The guest's answer to a nested call, in the direction host to guest.
#[derive(ComponentType, Lower)]
#[component(record)]
pub(crate) struct FailureOut {
    pub(crate) kind: FailureKind,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) details: String,
    pub(crate) suggestions: Vec<String>,
}

/// What a callee gave; its bytes are shared until they are copied into the caller.
#[derive(ComponentType, Lower)]
#[component(variant)]
pub(crate) enum PayloadOut {
    #[component(name = "text")]
    Text(Arc<String>),
    #[component(name = "binary")]
    Binary(Arc<Vec<u8>>),
}

#[derive(ComponentType, Lower)]
#[component(record)]
pub(crate) struct DocumentOut {
    pub(crate) name: String,
    #[component(name = "media-type")]
    pub(crate) media_type: String,
    pub(crate) payload: PayloadOut,
}

/// A response in the direction host to guest.
#[derive(ComponentType, Lower)]
#[component(record)]
pub(crate) struct ResponseOut {
    pub(crate) documents: Vec<DocumentOut>,
    pub(crate) data: String,
    pub(crate) warnings: Vec<String>,
}

/// A request in the direction guest to host.
#[derive(ComponentType, Lift)]
#[component(record)]
pub(crate) struct Request {
    pub(crate) operation: Metered<String>,
    pub(crate) documents: Metered<Vec<Document>>,
    pub(crate) params: Metered<String>,
}

#[expect(dead_code, reason = "the engine makes the values")]
#[derive(Clone, Copy, Debug, ComponentType, Lift)]
#[component(enum)]
#[repr(u8)]
pub(crate) enum Level {
    #[component(name = "trace")]
    Trace,
    #[component(name = "debug")]
    Debug,
    #[component(name = "info")]
    Info,
    #[component(name = "warn")]
    Warn,
    #[component(name = "error")]
    Error,
}

pub(crate) type Execute<'a> = (Entering<'a, RequestRef<'a>>,);
pub(crate) type Executed = (Leaving<Result<Response, Failure>>,);
/// The answer to a guest that called another module.
pub(crate) type Called = (Result<ResponseOut, FailureOut>,);
pub(crate) type Described = (Leaving<Metered<String>>,);
