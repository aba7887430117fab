//! Calls a second over threads: the bare engine, the sandbox and the manager in turn. The same as `cargo xtask soak --only R8`.
#![forbid(unsafe_code)]

use parsify_bench::soak::{self, Options};
use parsify_bench::{figure, interrupt};

fn main() {
    let options = Options::parse(["--only".into(), "R8".into()]).expect("these words make sense");
    let options = options.expect("no help was asked for");
    figure::print(&soak::run(&options, &interrupt::token()), false);
}
