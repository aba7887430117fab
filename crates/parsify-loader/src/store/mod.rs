//! The store of installed modules.
//!
//! One folder holds what a user, or a project, has installed: the artifacts, a receipt for each, and a state that says
//! which of them count.
//!
//! | name | what it is |
//! |---|---|
//! | `state.json` | what is installed: all receipts, and the text of the lock file. It alone decides |
//! | `state.previous.json` | the state before, for [`Store::restore_previous`] |
//! | `state.damaged.json` | a state that a rebuild or restore replaced, for people to look at |
//! | `artifacts/<sha256>.wasm` | the bytes, named by their digest; those of both states are kept |
//! | `receipts/<sha256>.<generation>.json` | each receipt once more, for [`Store::rebuild`] |
//! | `tmp/` | files being written |
//! | `lock` | the advisory lock of whoever changes the store; holds the id of that process |
//!
//! The id and version of a module, the name its bytes are stored under, and the source they came from are three things:
//! the first is in the descriptor, the second is the digest, the third is the [`Origin`].
//!
//! The lock file `parsify.lock` lies beside a project's `parsify.toml`, or inside the folder of a user's store. Its grammar
//! is none of the store's business.
//!
//! # Changes
//!
//! A [`Transaction`] is made whole or not at all, also when the process is killed or the disk is full. Readers take no
//! lock and see the state before or after. What a killed process left is removed by the next transaction.
//!
//! # Whom it trusts
//!
//! Files are read only where nobody else can write: a user's store must be closed to everybody else (mode `0700`), a
//! project's must belong to this user or the administrator and not be writable by all. Symbolic links and devices in place
//! of files are refused. Checksums find damage and hand edits; who can write to the folder can forge them, so no grant is
//! better protected than the folder. Owners and permissions are checked on Unix only.

mod commit;
#[cfg(test)]
mod crashes;
mod disk;
mod edit;
mod envelope;
mod error;
mod exclusive;
mod failure;
mod flaw;
mod handle;
mod lock_file;
mod names;
mod opened;
mod origin;
mod place;
mod problem;
mod reading;
mod rebuild;
mod receipt;
mod rules;
mod state;
mod sweep;
mod temporary;
mod transaction;
mod verify;

pub use error::{Action, StoreError};
pub use flaw::{Flaw, Unsafe};
pub use handle::Store;
pub use lock_file::MAX_LOCK_BYTES;
pub use origin::{Origin, Signature};
pub use place::{LOCK_FILE, PROJECT_FILE, StorePlace};
pub use problem::{Problem, ProblemKind};
pub use rebuild::Rebuilt;
pub use receipt::{MAX_RECEIPT_BYTES, Receipt};
pub use state::{MAX_STATE_BYTES, State};
pub use transaction::Transaction;
pub use verify::Progress;
