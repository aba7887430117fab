use parsify_interface::Failure;

use super::bodies;
use super::core_module::{CoreModule, Place};
use super::layout;

/// What a guest does when it is called.
#[derive(Clone, Debug)]
pub(super) enum Behaviour {
    Answer,
    Echo,
    Fail(Failure),
    Body(String),
    Relay { callees: Vec<Callee>, times: u32 },
    AlongDocuments,
    Discover { operation: String, subject: String },
    CallDiscovered { operation: String, subject: String },
}

#[derive(Clone, Debug)]
pub(super) enum Callee {
    Named(String),
    Itself,
}

impl Behaviour {
    /// True when it needs the interface `modules`.
    pub(super) fn calls(&self) -> bool {
        match self {
            Self::Answer | Self::Echo | Self::Fail(_) | Self::Body(_) => false,
            Self::Relay { callees, times } => !callees.is_empty() && *times > 0,
            Self::AlongDocuments | Self::Discover { .. } | Self::CallDiscovered { .. } => true,
        }
    }

    /// The body of `execute`. What it needs in memory is placed in the module.
    pub(super) fn body(&self, module: &mut CoreModule, own_id: &str, data: &str) -> String {
        let answer = layout::response(module, data);
        match self {
            Self::Answer => bodies::constant(answer),
            Self::Echo => bodies::echo(module.place(data.as_bytes())),
            Self::Fail(failure) => bodies::constant(layout::failure(module, failure)),
            Self::Body(body) => body.clone(),
            Self::Relay { .. } if !self.calls() => bodies::constant(answer),
            Self::Relay { callees, times } => {
                let callees: Vec<_> = callees.iter().map(|callee| module.place(callee.id(own_id).as_bytes())).collect();
                bodies::relay(&callees, *times)
            }
            Self::AlongDocuments => bodies::along_documents(answer),
            Self::Discover { operation, subject } => {
                let subject = places(module, [operation, subject]);
                bodies::discover(subject, places(module, ["[", "\"", ",", "]"]))
            }
            Self::CallDiscovered { operation, subject } => {
                bodies::call_discovered(places(module, [operation, subject]), answer)
            }
        }
    }
}

impl Callee {
    fn id<'a>(&'a self, own_id: &'a str) -> &'a str {
        match self {
            Self::Named(id) => id,
            Self::Itself => own_id,
        }
    }
}

fn places<const N: usize>(module: &mut CoreModule, texts: [impl AsRef<str>; N]) -> [Place; N] {
    texts.map(|text| module.place(text.as_ref().as_bytes()))
}
