//! What tests of modules need: fakes, fixtures, and the suite that says whether two modules are the same.
//!
//! - [`FakeModule`] answers by script, for tests of what stands around a module; [`InProcess`] calls a
//!   [`Processor`](parsify_interface::Processor) directly; [`block_on`] waits without a runtime.
//! - A [`Fleet`] is native modules that call each other, for tests of modules with dependencies.
//! - [`GuestText`] makes small components: guests that answer, fail, misbehave or call each other.
//! - A [`Fixture`] is a text file with a request and the answer that is expected. [`run`] makes the call,
//!   [`check`] runs many and, with `PARSIFY_BLESS=1`, rewrites the expectations.
//! - [`built_guest`] finds what `cargo xtask build-modules` built.
//! - [`conformance`] runs fixtures on a native and on a sandboxed module and lists every difference.
//!
//! ```
//! use parsify_interface::{ErrorKind, Failure, Module as _, ModuleId, Request, CallOptions, Response};
//! use parsify_testkit::{FakeModule, block_on};
//!
//! let flaky = FakeModule::new(ModuleId::from_static("flaky"))
//!     .then(Err(Failure::new(ErrorKind::Network, "test.offline", "offline")))
//!     .then(Ok(Response::default()));
//! let (request, options) = (Request::new("run"), CallOptions::new());
//! assert!(block_on(flaky.execute(&request, &options)).is_err());
//! assert!(block_on(flaky.execute(&request, &options)).is_ok());
//! assert_eq!(flaky.calls(), 2);
//! ```
//!
//! # Fixture files
//!
//! `<folder>/<operation>/<case>.txt`, UTF-8 with LF line ends:
//!
//! ```text
//! What the case shows, in one line or more.
//! --- params
//! { "indent": 4 }
//! --- document json application/json
//! [1,2]
//! --- response-document json application/json
//! [
//!     1,
//!     2
//! ]
//! ```
//!
//! A line that begins with `--- ` begins a section. The request part comes first:
//!
//! | section | content | default |
//! |---|---|---|
//! | `params` | a JSON object | `{}` |
//! | `config` | JSON, what the module gets as its configuration | `null` |
//! | `document NAME [MEDIATYPE] [escaped]` | a text document, any number | none |
//!
//! Then either a response or a failure; a file with neither waits to be blessed:
//!
//! | section | content | default |
//! |---|---|---|
//! | `response-document NAME [MEDIATYPE] [escaped]` | a text document, any number | none |
//! | `data` | JSON | `null` |
//! | `warnings` | a JSON list of texts | `[]` |
//! | `failure` | a JSON object with `kind`, `code`, `message`, `details`, `hints` | |
//!
//! A section's content goes up to the next section without the one line end before it, so that documents are kept to
//! the byte. With `escaped` it is one JSON string, for what a text file does not keep: carriage returns, control
//! characters, lines that begin with `--- `. A name or media type with spaces, or an empty name, is a JSON string too.
//! Binary documents cannot stand in a fixture.
//!
//! # What this crate does not know
//!
//! No engine, no host, no concrete module. It is for dev-dependencies only.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod answer;
mod block_on;
mod built;
mod check;
mod conformance;
mod diff;
mod error;
mod fake;
mod fixture;
mod fleet;
mod guest_text;
mod heading;
mod in_process;
mod load;
mod parse;
mod print;
mod run;

pub use answer::{Answer, FailureAnswer};
pub use block_on::block_on;
pub use built::{built_guest, modules_folder};
pub use check::{Blessing, bless, check};
pub use conformance::{Difference, Disagreement, conformance};
pub use diff::line_diff;
pub use error::{FixtureError, Problem};
pub use fake::{FakeModule, fake_descriptor};
pub use fixture::Fixture;
pub use fleet::{Around, Fleet};
pub use guest_text::GuestText;
pub use in_process::InProcess;
pub use load::{Fixtures, check_coverage};
pub use run::{Outcome, run};
