use std::io;

use super::invitation::Invitation;

/// Takes from this process what a compiler does not need, before it sees a byte of the component.
#[cfg(unix)]
pub(super) fn confine(invitation: &Invitation) -> io::Result<()> {
    use rustix::process::Resource;

    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    // The parent may have died before the signal was asked for.
    if std::os::unix::process::parent_id() != invitation.parent {
        return Err(io::Error::other("the parent is gone"));
    }
    limit(Resource::Core, 0)?;
    limit(Resource::Fsize, 0)?;
    limit(Resource::Nofile, 16)?;
    limit(Resource::Cpu, invitation.processor_seconds)?;
    #[cfg(target_os = "linux")]
    limit(Resource::As, invitation.memory)?;
    Ok(())
}

/// Never above what this process is allowed already.
#[cfg(unix)]
fn limit(resource: rustix::process::Resource, value: u64) -> io::Result<()> {
    use rustix::process::{Rlimit, getrlimit, setrlimit};

    let value = getrlimit(resource).maximum.map_or(value, |maximum| maximum.min(value));
    Ok(setrlimit(resource, Rlimit { current: Some(value), maximum: Some(value) })?)
}

#[cfg(not(unix))]
pub(super) fn confine(_: &Invitation) -> io::Result<()> {
    Ok(())
}
