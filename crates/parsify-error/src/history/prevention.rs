use crate::{ErrorKind, code};

/// What keeps failures of this kind from coming again. A code that says more than its kind has its own advice.
pub(super) fn prevention(kind: ErrorKind, code: &str) -> &'static str {
    by_code(code).unwrap_or_else(|| by_kind(kind))
}

fn by_code(code: &str) -> Option<&'static str> {
    Some(match code {
        code::SANDBOX_STACK => "bound the nesting of the documents before the call, or the recursion of the module",
        code::SANDBOX_LOG => "let the module log less, or at a level that is switched off",
        code::SANDBOX_HOST_CALLS | code::MODULE_CALLS => "let the module do more with each call it makes",
        code::SANDBOX_COMPILE_LIMIT | code::SANDBOX_SCAN => {
            "compile modules when they are installed, and keep them small"
        }
        code::LOADER_DIGEST | code::LOCK_DIGEST => {
            "pin digests in the lock file, and replace artifacts only through an update"
        }
        code::STORE_FULL => "watch the free space of the store's disk, and remove versions that nobody needs",
        _ => return None,
    })
}

const fn by_kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Compilation => "check components when they are built, and load them before the first call",
        ErrorKind::Instantiation => "leave the machine memory to spare, and load modules before the first call",
        ErrorKind::Trap => "keep the input that broke the module as a test of it, and update the module",
        ErrorKind::Memory => "bound the size of the documents before the call, or raise the memory limit with it",
        ErrorKind::Timeout => {
            "bound the size of the documents before the call, or give the operation a longer deadline"
        }
        ErrorKind::Output => "ask for less in one call, or raise the output limit",
        ErrorKind::Limit => {
            "bound the size and depth of the documents before the call, or raise the limit that is named"
        }
        ErrorKind::Cancelled => "nothing to prevent: the caller wanted it",
        ErrorKind::Compatibility => {
            "state the versions that fit in the requirement, and update host and modules together"
        }
        ErrorKind::Input => "check documents where they come in; the module's verdict stays the same",
        ErrorKind::Params => "check the params against the operation's schema before the call",
        ErrorKind::Unsupported => "look at the module's descriptor before the call",
        ErrorKind::NotFound => "install modules before they are called, and name versions by a requirement that is met",
        ErrorKind::Dependency => "load the modules that a module needs together with it, and lock their versions",
        ErrorKind::Network => "keep artifacts in the store, so that no call depends on a source",
        ErrorKind::Integrity => "keep the folders of store and cache writable for one user only",
        ErrorKind::Permission => "grant at installation what the module declares, or choose one that wants less",
        ErrorKind::Capacity => "allow more calls at once, or send fewer",
        ErrorKind::Unavailable => "mend what made the module fail before; the breaker closes by itself",
        ErrorKind::Internal => "update the host and the module, and report what happened",
    }
}
