use wasmparser::{CanonicalFunction, CanonicalOption};

/// Whether the strings that pass through a function are in another encoding than the host's UTF-8.
pub(super) fn transcodes(function: &CanonicalFunction) -> bool {
    options(function).iter().any(|option| matches!(option, CanonicalOption::UTF16 | CanonicalOption::CompactUTF16))
}

fn options(function: &CanonicalFunction) -> &[CanonicalOption] {
    match function {
        CanonicalFunction::Lift { options, .. }
        | CanonicalFunction::Lower { options, .. }
        // The others belong to proposals that are switched off. They count already, so that nobody forgets them on the day
        // when they are not.
        | CanonicalFunction::TaskReturn { options, .. }
        | CanonicalFunction::StreamRead { options, .. }
        | CanonicalFunction::StreamWrite { options, .. }
        | CanonicalFunction::FutureRead { options, .. }
        | CanonicalFunction::FutureWrite { options, .. }
        | CanonicalFunction::ErrorContextNew { options }
        | CanonicalFunction::ErrorContextDebugMessage { options } => options,
        _ => &[],
    }
}
