//! The compiler flags all guests share, and the environment around them: the same sources give the same bytes anywhere.

use std::path::{Path, PathBuf};

use super::{Guest, Toolchain};
use crate::cargo::Cargo;
use crate::setup::Setup;

/// Variables of a person's environment that would change what a guest is made of.
const DISTURBING: &[&str] = &[
    "RUSTFLAGS",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
    "CARGO_PROFILE_GUEST_OPT_LEVEL",
    "CARGO_PROFILE_GUEST_LTO",
    "CARGO_PROFILE_GUEST_CODEGEN_UNITS",
    "CARGO_PROFILE_GUEST_DEBUG",
    "CARGO_PROFILE_GUEST_PANIC",
    "CARGO_PROFILE_GUEST_STRIP",
    "CARGO_PROFILE_GUEST_DEBUG_ASSERTIONS",
    "CARGO_PROFILE_GUEST_OVERFLOW_CHECKS",
];

/// Sixteen bytes at once, which every engine of the sandbox can do.
const SIMD: &str = "-Ctarget-feature=+simd128";
/// `getrandom` calls a function that `parsify-guest` gives with its feature `fixed-random`; otherwise it would import one
/// of JavaScript. For guests that do not ask for bytes too: with flags of its own, a guest would compile all that it shares
/// with others again, and they after it.
const OWN_RANDOM: &str = "--cfg=getrandom_backend=\"custom\"";

/// Makes a cargo command one for guests: toolchain, flags, folder.
pub(crate) fn guest_environment(cargo: Cargo, setup: &Setup, toolchain: &Toolchain, guest: Option<&Guest>) -> Cargo {
    let flags = flags(setup, toolchain).join("\u{1f}");
    let cargo = match guest.and_then(|guest| guest.optimize.level()) {
        // Packages with a level of their own in the workspace keep it.
        Some(level) => cargo.hidden_env("CARGO_PROFILE_GUEST_OPT_LEVEL", level),
        None => cargo,
    };
    cargo
        .args(["--target", super::TARGET])
        .args(["--target-dir".as_ref(), setup.guest_target().as_os_str()])
        .toolchain(toolchain.name.as_deref())
        .without_env(DISTURBING)
        .hidden_env("CARGO_ENCODED_RUSTFLAGS", flags)
        .hidden_env("CARGO_INCREMENTAL", "0")
}

/// What rustc is told, the same for every guest.
fn flags(setup: &Setup, toolchain: &Toolchain) -> Vec<String> {
    let mut flags = vec![SIMD.to_owned(), OWN_RANDOM.to_owned()];
    flags.extend(remappings(&places(setup, toolchain)));
    flags
}

/// Folders of this machine and what they are called inside a guest (panic messages carry paths). rustc takes the last
/// entry that fits, so the narrower folder comes after the wider one.
fn places(setup: &Setup, toolchain: &Toolchain) -> Vec<(PathBuf, String)> {
    let std_name = format!("/rustc/{}", toolchain.commit.as_deref().unwrap_or("unknown"));
    let mut places =
        vec![(setup.root.clone(), "/parsify".to_owned()), (setup.target.clone(), "/parsify/target".to_owned())];
    places.extend(cargo_home().map(|home| (home, "/cargo".to_owned())));
    places.push((toolchain.sysroot.clone(), "/rust".to_owned()));
    places.push((toolchain.sysroot.join("lib/rustlib/src/rust"), std_name));
    places
}

fn cargo_home() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
}

fn remappings(places: &[(PathBuf, String)]) -> Vec<String> {
    let flag = |(from, to): &(PathBuf, String)| format!("--remap-path-prefix={}={to}", Path::display(from));
    places.iter().map(flag).collect()
}

/// The linker argument for the size of a guest's own stack.
pub(crate) fn stack_flag(bytes: u64) -> String {
    format!("link-arg=-zstack-size={bytes}")
}

/// The linker argument for the memory a guest starts with: whole pages.
pub(crate) fn memory_flag(bytes: u64) -> String {
    format!("link-arg=--initial-memory={bytes}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_go_to_the_linker_in_bytes() {
        assert_eq!(stack_flag(262_144), "link-arg=-zstack-size=262144");
        assert_eq!(memory_flag(1_048_576), "link-arg=--initial-memory=1048576");
    }

    #[test]
    fn narrower_folders_come_after_wider_ones() {
        let setup = Setup::fake(Path::new("/w"), Vec::new());
        let toolchain = Toolchain { name: None, sysroot: "/s".into(), commit: Some("abc".into()) };
        let flags = remappings(&places(&setup, &toolchain));
        let position = |text: &str| flags.iter().position(|flag| flag.ends_with(text)).unwrap();
        assert!(position("=/w=/parsify") < position("=/w/target=/parsify/target"));
        assert!(position("=/s=/rust") < position("=/s/lib/rustlib/src/rust=/rustc/abc"));
    }
}
