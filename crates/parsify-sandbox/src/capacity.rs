use moka::future::Cache;
use parsify_interface::Digest;

use crate::config::SandboxConfig;
use crate::module::{LoadReport, WasmModule};

/// The capacity of the cache in parts of which a module takes some: by its machine code or by its file descriptors,
/// whichever is the larger part.
const PARTS: u64 = 1_000_000;

/// The modules that are kept, within bounds of bytes and of file descriptors.
pub(crate) fn modules(config: &SandboxConfig) -> Cache<Digest, WasmModule> {
    let (bytes, images) = (config.memory_bytes.max(1), image_limit());
    Cache::builder()
        .max_capacity(PARTS)
        .weigher(move |_, module: &WasmModule| weight(&module.load_report(), bytes, images))
        .build()
}

fn weight(report: &LoadReport, bytes: u64, images: u64) -> u32 {
    let part = |used: u64, limit: u64| used.saturating_mul(PARTS).div_ceil(limit);
    let parts = part(report.code_bytes, bytes).max(part(report.images, images));
    u32::try_from(parts).unwrap_or(u32::MAX)
}

/// How many memory images may be kept: each is an open file to the operating system. Three fifths of what the process may
/// have leaves room for modules in use that the cache has dropped, and for everything else.
#[cfg(unix)]
fn image_limit() -> u64 {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    limit.current.map_or(u64::MAX / PARTS, |files| (files / 5 * 3).clamp(1, u64::MAX / PARTS))
}

#[cfg(not(unix))]
fn image_limit() -> u64 {
    10_000
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use parsify_interface::CacheState;

    use super::*;

    fn report(code_bytes: u64, images: u64) -> LoadReport {
        let (compile, describe) = (Duration::ZERO, Duration::ZERO);
        LoadReport { compile, describe, component_bytes: 0, code_bytes, images, origin: CacheState::Compiled }
    }

    #[test]
    fn the_scarcer_of_bytes_and_files_counts() {
        assert_eq!(weight(&report(500, 1), 1000, 100), 500_000);
        assert_eq!(weight(&report(1, 50), 1000, 100), 500_000);
        assert_eq!(weight(&report(u64::MAX, 0), 1, 1), u32::MAX);
    }
}
