//! Compilation in a child process that can be killed.
//!
//! The compiler has no limits of its own on time and memory, and a thread that compiles cannot be stopped. So the program
//! runs itself again: the new process takes a component from its standard input, compiles it within limits that the
//! operating system holds, and writes the machine code to its standard output. It looks at nothing else.
//!
//! On Linux the limits are address space, processor time, files, and death with the parent. On other systems of the Unix
//! family there is no death with the parent, on Windows only the limit on wall time.

mod artifact;
mod confine;
mod failure;
mod gate;
mod invitation;
mod limits;
mod parent;
mod protocol;
mod serve;
mod watch;

pub use artifact::Artifact;
pub(crate) use artifact::compatibility;
pub(crate) use failure::refused;
pub use limits::CompileLimits;
pub use parent::CompileChild;
