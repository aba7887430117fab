//! Compiles the plug-in of the comparison for WebAssembly, with a target folder of its own: cargo holds a lock on the
//! other one while it runs this.

use std::path::PathBuf;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=guest");
    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("guest");
    let cargo = std::env::var_os("CARGO").expect("cargo sets CARGO");
    let built = Command::new(cargo)
        .args(["build", "--package", "extism-echo", "--profile", "guest", "--target", "wasm32-unknown-unknown"])
        .arg("--target-dir")
        .arg(&target)
        // Flags of the host's build mean nothing there.
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .status()
        .expect("cargo starts");
    assert!(built.success(), "the plug-in does not compile; `rustup target add wasm32-unknown-unknown` may be missing");
    let plugin = target.join("wasm32-unknown-unknown/guest/extism_echo.wasm");
    println!("cargo::rustc-env=EXTISM_ECHO={}", plugin.display());
}
