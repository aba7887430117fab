use parsify_error::Failure;
use serde::{Deserialize, Serialize};
use wasmtime::Engine;
use wasmtime::component::Component;

use crate::compile::{Artifact, CompileChild, CompileLimits};
use crate::config::SandboxConfig;
use crate::contract;
use crate::scan::{ScanCaps, ScanReport, scan, starts};

/// Makes machine code, foreign bytes at arm's length.
#[derive(Clone, Debug)]
pub(crate) struct Compiler {
    child: Option<CompileChild>,
    limits: CompileLimits,
    caps: ScanCaps,
}

/// How far the bytes of a component are trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// They are part of this program.
    Embedded,
    /// They may be made to burden the compiler.
    Foreign,
}

/// A component that was compiled.
pub(crate) struct Compiled {
    pub(crate) component: Component,
    pub(crate) facts: Facts,
}

/// What its bytes told of a component, for those who have only its machine code.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Facts {
    /// Core modules that each hold a file descriptor while the component is kept.
    pub(crate) images: u64,
    /// Bytes of the component.
    pub(crate) component_bytes: u64,
    /// Code of its own runs while it is instantiated.
    pub(crate) starts: bool,
    /// Calls between its own parts, as the scan counts them.
    pub(crate) adapters: u64,
    /// Functions with another encoding than UTF-8, likewise.
    pub(crate) transcoders: u64,
}

impl Compiler {
    pub(crate) fn new(config: &SandboxConfig) -> Self {
        let child = config.compile_child.clone().or_else(CompileChild::this_program);
        let child = child.filter(|_| config.use_compile_child);
        let preset = if child.is_some() { ScanCaps::normal } else { ScanCaps::strict };
        let caps = config.scan_caps.clone().unwrap_or_else(preset);
        Self { child, limits: config.compile_limits, caps }
    }

    /// True when foreign bytes are compiled in a process of their own.
    pub(crate) fn has_child(&self) -> bool {
        self.child.is_some()
    }

    /// Blocks the thread for as long as it takes.
    pub(crate) fn compile(&self, engine: &Engine, bytes: &[u8], trust: Trust) -> Result<Compiled, Failure> {
        if trust == Trust::Embedded {
            let report = scan(bytes, &ScanCaps::none())?;
            contract::expect(bytes)?;
            let component = Artifact::made_here(bytes, engine)?.load(engine)?;
            return Ok(Compiled { component, facts: facts(bytes, &report) });
        }
        let report = scan(bytes, &self.caps)?;
        contract::expect(bytes)?;
        let artifact = match &self.child {
            Some(child) => child.precompile(bytes, &self.limits)?,
            None => Artifact::made_here(bytes, engine)?,
        };
        Ok(Compiled { component: artifact.load(engine)?, facts: facts(bytes, &report) })
    }

    /// Whether machine code of such a component would be made for a caller that trusts it so far: it may be of another
    /// program, that embeds the component or has wider caps. Only what matters to a running guest counts.
    pub(crate) fn takes(&self, facts: &Facts, trust: Trust) -> bool {
        let within = facts.adapters <= self.caps.adapters && facts.transcoders <= self.caps.transcoders;
        within || trust == Trust::Embedded
    }
}

fn facts(bytes: &[u8], report: &ScanReport) -> Facts {
    Facts {
        images: report.modules_with_data,
        component_bytes: bytes.len() as u64,
        starts: starts(bytes),
        adapters: report.adapters,
        transcoders: report.transcoders,
    }
}
