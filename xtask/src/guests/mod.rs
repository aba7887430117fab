//! Guests: the workspace members under `modules-src/`, from their manifests to finished components in `target/modules`.

mod build;
mod compile;
mod component;
mod digest;
mod files;
mod flags;
mod guest;
mod manifest;
mod state;
mod toolchain;

pub(crate) use build::{Options, build, build_first};
pub(crate) use flags::guest_environment;
pub(crate) use guest::{Guest, guests};
pub(crate) use manifest::{FILE as MANIFEST, Manifest, Stored};
pub(crate) use state::newer_source;
pub(crate) use toolchain::{TARGET, TOOLCHAIN_VARIABLE, Toolchain};
