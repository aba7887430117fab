//! Runs WebAssembly components in a sandbox with hard limits
