use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use parsify_error::{ErrorKind, Failure, code};
use wasmtime::Engine;
use wasmtime::component::Component;

use crate::bulk::{self, REWRITING};
use crate::compile::refused;
use crate::engine;

/// Machine code that this program made, itself or in a compile child. There is no other way to one.
pub struct Artifact {
    bytes: Vec<u8>,
    compatibility: u64,
}

impl Artifact {
    /// Only for bytes that the engine made just now, or that came from a compile child over its own pipe.
    pub(super) fn new(bytes: Vec<u8>, compatibility: u64) -> Self {
        Self { bytes, compatibility }
    }

    /// Compiles a component in this process, without limits, for the engine that is to run it.
    ///
    /// # Errors
    ///
    /// The component is refused; kind `Internal`, code `sandbox.engine`: the compiler does not work on this machine.
    pub(crate) fn made_here(component: &[u8], running: &Engine) -> Result<Self, Failure> {
        let compiling = Engine::new(&engine::compiling()).map_err(engine::unusable)?;
        let component = bulk::interruptible(&compiling, component)?;
        let bytes = compiling.precompile_component(&component).map_err(refused)?;
        Ok(Self::new(bytes, compatibility(running)))
    }

    /// Bytes of the machine code, with the data that belongs to it.
    #[must_use]
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Makes a component of it.
    ///
    /// # Errors
    ///
    /// Kind `Internal`, code `sandbox.compile-child`: the child compiled for another engine.
    #[expect(unsafe_code, reason = "machine code can only be taken on trust; here it comes from this program")]
    pub(crate) fn load(&self, engine: &Engine) -> Result<Component, Failure> {
        let wanted = compatibility(engine);
        if self.compatibility != wanted {
            return Err(Failure::new(
                ErrorKind::Internal,
                code::SANDBOX_COMPILE_CHILD,
                "the compile child was built or configured differently from this process",
            )
            .with_detail("wanted", format!("{wanted:016x}"))
            .with_detail("found", format!("{:016x}", self.compatibility))
            .with_hint("run the same program as compile child, or one built from the same sources"));
        }
        // SAFETY: `deserialize` is sound for bytes that `Engine::precompile_component` of the same wasmtime made and
        // nobody changed. `bytes` is private, has no mutable access, and is only set by `made_here`, straight from that
        // function, and by `CompileChild`, which reads it from a process it started itself, out of a pipe whose other end
        // no one but that process holds; the length in the message was read in full. The program is this one, or one that
        // the embedding program named. What of the engine's configuration matters to a running guest and wasmtime's
        // version are part of `compatibility`, compared above; that the processor has what the code uses is checked by
        // `deserialize` itself. What remains is trust in the compiler, which any way to machine code needs.
        unsafe { Component::deserialize(engine, &self.bytes) }.map_err(|error| {
            Failure::new(
                ErrorKind::Internal,
                code::SANDBOX_COMPILE_CHILD,
                "machine code that was just compiled does not load",
            )
            .with_source(error)
        })
    }
}

impl fmt::Debug for Artifact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Artifact").field("size", &self.size()).finish_non_exhaustive()
    }
}

/// Machine code for a component; the engine is one that compiles.
pub(super) fn precompile(engine: &Engine, component: &[u8]) -> wasmtime::Result<Vec<u8>> {
    engine.precompile_component(&bulk::interruptible(engine, component)?)
}

/// A number that is the same for two engines that run guests exactly when they take the same machine code.
pub(crate) fn compatibility(engine: &Engine) -> u64 {
    // Keyed with zeros, so that two processes agree.
    let mut hasher = DefaultHasher::new();
    engine.precompile_compatibility_hash().hash(&mut hasher);
    // The engines that run know nothing of how the compiler was set. That is the same in all builds of one version.
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    REWRITING.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &[u8] = b"\0asm\x0d\0\x01\0";

    #[test]
    fn machine_code_loads_into_an_engine_of_the_same_configuration() {
        let (one, other) = (Engine::new(&engine::running()).unwrap(), Engine::new(&engine::running()).unwrap());
        let artifact = Artifact::made_here(EMPTY, &one).unwrap();
        artifact.load(&other).map(|_| ()).unwrap();
    }

    #[test]
    fn how_components_are_rewritten_is_a_part_of_it() {
        let engine = Engine::new(&engine::running()).unwrap();
        let mut hasher = DefaultHasher::new();
        engine.precompile_compatibility_hash().hash(&mut hasher);
        env!("CARGO_PKG_VERSION").hash(&mut hasher);
        assert_ne!(compatibility(&engine), hasher.finish());
    }

    #[test]
    fn machine_code_for_another_engine_is_refused() {
        let mut config = engine::running();
        config.epoch_interruption(false);
        let (one, other) = (Engine::new(&config).unwrap(), Engine::new(&engine::running()).unwrap());
        let artifact = Artifact::made_here(EMPTY, &one).unwrap();
        let failure = artifact.load(&other).map(|_| ()).unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (ErrorKind::Internal, "sandbox.compile-child"));
    }
}
