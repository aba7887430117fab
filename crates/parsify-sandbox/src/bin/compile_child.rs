//! A compile child and nothing else, for programs that cannot call `CompileChild::run_if_asked` in their own `main`.

use std::process::ExitCode;

fn main() -> ExitCode {
    parsify_sandbox::CompileChild::run_if_asked();
    // Nobody asked: this program has nothing to do on its own.
    ExitCode::from(2)
}
