//! Runs WebAssembly components in a sandbox with hard limits. The only crate that names wasmtime.
//!
//! A [`Sandbox`] owns one engine. [`Sandbox::load`] compiles a component, reads its contract before anything runs, asks it
//! once for its descriptor, and gives a [`WasmModule`]. Each call of that gets a new store from the pre-linked component,
//! which is dropped afterwards, whatever happened.
//!
//! # What holds for every call
//!
//! - **Deadline**: wall time from the start of the call, checked by the guest itself at every loop and call when the
//!   epoch ticks (each [`TICK`]); the guest yields to the async runtime at each tick.
//! - **Memory**: the sum over all memories of the call.
//! - **Output**: the bytes the host copies out of the guest, and again their exact sum.
//! - **Log**: bytes and lines.
//! - **Nothing else**: a component that imports anything but the module contract is refused before it is instantiated.
//!
//! # What this crate does not do
//!
//! It fetches nothing, knows no catalog and decides nothing about retries.
#![warn(missing_docs)]

mod abi;
mod allocation;
mod boundary;
mod bulk;
mod call;
mod capacity;
mod compile;
mod compiler;
mod config;
mod contract;
mod convert;
mod disk;
mod enforce;
mod engine;
#[cfg(not(feature = "faults"))]
mod faults;
#[cfg(feature = "faults")]
pub mod faults;
mod guard;
mod host;
mod huge_pages;
mod linker;
mod log;
mod meter;
mod metered;
mod module;
mod phase;
mod residue;
mod sandbox;
mod scan;
#[cfg(target_os = "linux")]
mod stacks;
mod state;
mod ticker;
mod trap;
mod warm;

pub use allocation::{Allocation, Machine};
pub use compile::{Artifact, CompileChild, CompileLimits};
pub use config::SandboxConfig;
pub use disk::{WASMTIME_VERSION, cached_module};
pub use module::{LoadReport, WasmModule, WeakModule};
pub use sandbox::Sandbox;
pub use scan::{ScanCaps, ScanReport, scan};
pub use ticker::TICK;
pub use warm::Reuse;
