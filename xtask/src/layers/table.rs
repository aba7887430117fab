//! The layer table. `docs/src/architecture.md` shows the same table to people; a change belongs in both.

/// One crate of ours and what it must not know.
#[derive(Debug)]
pub(crate) struct Layer {
    /// Arrows go to a strictly lower row only.
    pub(crate) row: u8,
    pub(crate) name: &'static str,
    /// Names its own manifest must not mention as a normal or build dependency.
    pub(crate) not_direct: &'static [&'static str],
    /// Names that must not be reached through any normal dependency.
    pub(crate) not_at_all: &'static [&'static str],
}

/// Async runtimes, sockets and HTTP: what "no I/O" looks like in a dependency graph. Clock and files are in `std`; the
/// crates ban those by their `clippy.toml`.
macro_rules! io {
    ($($more:literal),*) => {
        &["wasmtime", "tokio", "async-std", "smol", "mio", "socket2", "hyper", "reqwest", "ureq", "notify" $(, $more)*]
    };
}

pub(crate) const LAYERS: &[Layer] = &[
    Layer {
        row: 6,
        name: "parsify-cli",
        not_direct: &["wasmtime", "wasmtime-wasi", "parsify-loader", "parsify-sandbox", "parsify-registry"],
        not_at_all: &[],
    },
    // Others below may need anyhow; our errors are typed, so the facade itself must not.
    Layer { row: 5, name: "parsify", not_direct: &["anyhow", "wasmtime", "wasmtime-wasi"], not_at_all: &["clap"] },
    Layer { row: 4, name: "parsify-builtin", not_direct: &[], not_at_all: &["tokio", "wasmtime"] },
    Layer {
        row: 3,
        name: "parsify-sandbox",
        not_direct: &[],
        not_at_all: &["parsify-json", "parsify-code", "parsify-loader", "parsify-registry"],
    },
    Layer { row: 3, name: "parsify-loader", not_direct: &[], not_at_all: &["wasmtime", "parsify-registry"] },
    Layer {
        row: 3,
        name: "parsify-registry",
        not_direct: &[],
        not_at_all: io!("parsify-json", "parsify-code", "parsify-builtin"),
    },
    Layer {
        row: 3,
        name: "parsify-config",
        not_direct: &[],
        not_at_all: io!("parsify-json", "parsify-code", "parsify-builtin", "parsify-loader", "parsify-registry"),
    },
    // What calls came to, whoever ran them: it knows the contract and no engine.
    Layer {
        row: 3,
        name: "parsify-telemetry",
        not_direct: &[],
        not_at_all: io!("parsify-json", "parsify-code", "parsify-builtin", "parsify-loader", "parsify-registry"),
    },
    // wit-bindgen is looked for in the manifest only: crates such as getrandom reach it on targets we do not use.
    Layer {
        row: 3,
        name: "parsify-json",
        not_direct: &["wit-bindgen"],
        not_at_all: io!("parsify-code", "parsify-guest"),
    },
    Layer {
        row: 3,
        name: "parsify-code",
        not_direct: &["wit-bindgen"],
        not_at_all: io!("parsify-json", "parsify-guest"),
    },
    Layer {
        row: 3,
        name: "parsify-guest",
        not_direct: &[],
        not_at_all: &[
            "wasmtime",
            "tokio",
            "parsify",
            "parsify-builtin",
            "parsify-cli",
            "parsify-loader",
            "parsify-registry",
            "parsify-sandbox",
            "parsify-testkit",
        ],
    },
    Layer { row: 3, name: "parsify-testkit", not_direct: &["wasmtime", "wasmtime-wasi"], not_at_all: &[] },
    Layer { row: 2, name: "parsify-interface", not_direct: &["wit-bindgen"], not_at_all: io!("moka") },
    Layer { row: 2, name: "parsify-json-core", not_direct: &[], not_at_all: io!("parsify-interface", "wit-bindgen") },
    // A store for bytes: whoever compiles and runs them is above it.
    Layer {
        row: 2,
        name: "parsify-cache",
        not_direct: &[],
        not_at_all: &[
            "wasmtime",
            "tokio",
            "parsify",
            "parsify-builtin",
            "parsify-cli",
            "parsify-code",
            "parsify-guest",
            "parsify-interface",
            "parsify-json",
            "parsify-loader",
            "parsify-registry",
            "parsify-sandbox",
            "parsify-testkit",
        ],
    },
    Layer { row: 1, name: "parsify-error", not_direct: &[], not_at_all: io!("serde_json") },
];

/// Which of our crates a guest may build on: those that compile for it.
pub(crate) const FOR_GUESTS: &[&str] =
    &["parsify-guest", "parsify-interface", "parsify-error", "parsify-json", "parsify-json-core", "parsify-code"];

/// Only these may name wasmtime, even in their tests.
pub(crate) const NAMES_WASMTIME: &[&str] = &["parsify-sandbox", "parsify-bench"];

/// Crates that cannot forbid unsafe code: one maps compiled code into memory, the other holds generated bindings and the
/// allocator of guests, which runs inside the sandbox only.
pub(crate) const MAY_BE_UNSAFE: &[&str] = &["parsify-sandbox", "parsify-guest"];

/// The crate that helps tests and nothing else.
pub(crate) const TESTKIT: &str = "parsify-testkit";

pub(crate) fn layer(name: &str) -> Option<&'static Layer> {
    LAYERS.iter().find(|layer| layer.name == name)
}

/// Whether the name belongs to this project; `parsify-wasm` of a stranger would count too, which is the safe side.
pub(crate) fn is_ours(name: &str) -> bool {
    name == "parsify" || name.starts_with("parsify-")
}
