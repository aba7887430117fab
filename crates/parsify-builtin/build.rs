//! Embeds the components that `cargo xtask build-modules` left in the target folder. Without them the build succeeds, and
//! the native twins serve.
#![forbid(unsafe_code)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

fn main() {
    println!("cargo::rerun-if-env-changed=PARSIFY_MODULES_DIR");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR"));
    let folder = env::var_os("PARSIFY_MODULES_DIR").map_or_else(|| modules_folder(&out), PathBuf::from);
    println!("cargo::rerun-if-changed={}", folder.join("manifest.json").display());

    let modules = read(&folder).unwrap_or_else(|problem| {
        println!(
            "cargo::warning=no components are embedded ({problem}): modules run natively, without the sandbox. \
             Run `cargo xtask build-modules`, then build again."
        );
        Vec::new()
    });
    let mut code = String::from("pub(crate) const COMPONENTS: &[Component] = &[\n");
    for Module { name, sha256, path } in modules {
        println!("cargo::rerun-if-changed={}", path.display());
        let _ = writeln!(
            code,
            "    Component {{ name: {name:?}, sha256: {sha256:?}, bytes: include_bytes!({:?}) }},",
            path.display().to_string()
        );
    }
    code.push_str("];\n");
    fs::write(out.join("components.rs"), code).expect("OUT_DIR can be written");
}

struct Module {
    name: String,
    sha256: String,
    path: PathBuf,
}

/// `modules` in the target folder, which is the one that Cargo has tagged as a cache.
fn modules_folder(out: &Path) -> PathBuf {
    let target = out.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    target.unwrap_or(out).join("modules")
}

fn read(folder: &Path) -> Result<Vec<Module>, String> {
    let path = folder.join("manifest.json");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let manifest: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let version = &manifest["formatVersion"];
    if *version != 1 {
        return Err(format!("{}: format version {version} is unknown", path.display()));
    }
    let modules = manifest["modules"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |module: &Value, key: &str| module[key].as_str().map(str::to_owned).ok_or(format!("`{key}` is missing"));
    let shipped = modules.iter().filter(|module| module["kind"] == "module").map(|module| {
        let path = folder.join(text(module, "file")?);
        if !path.is_file() {
            return Err(format!("{} is missing", path.display()));
        }
        Ok(Module { name: text(module, "name")?, sha256: text(module, "sha256")?, path })
    });
    shipped.collect()
}
