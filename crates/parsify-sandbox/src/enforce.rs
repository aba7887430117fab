use parsify_error::{ErrorKind, Failure, code};
use parsify_interface::Limits;

use crate::allocation::Machine;

/// Refuses limits that would be a promise nobody can keep.
pub(crate) fn enforceable(limits: &Limits, machine: &Machine) -> Result<(), Failure> {
    let needed = Limits::grace_for(limits.memory);
    if limits.grace < needed {
        let message = format!(
            "a call with {} bytes of memory cannot be ended within {:?} of its deadline, only within {needed:?}",
            limits.memory, limits.grace
        );
        return Err(refused(message, "grace")
            .with_detail("memoryBytes", limits.memory)
            .with_detail("graceMs", millis(limits.grace))
            .with_detail("neededMs", millis(needed))
            .with_hint("allow less memory, or raise the limit `grace` (`--grace`) and the ceiling above it"));
    }
    if limits.table_elements > machine.table_elements {
        let most = machine.table_elements;
        let message = format!("{} table elements are wanted, this machine holds {most}", limits.table_elements);
        return Err(refused(message, "tableElements")
            .with_detail("wantedElements", limits.table_elements)
            .with_detail("limitElements", most)
            .with_hint("allow fewer table elements, or set the sandbox up with on-demand allocation"));
    }
    Ok(())
}

fn refused(message: String, limit: &str) -> Failure {
    Failure::new(ErrorKind::Limit, code::SANDBOX_LIMITS, message).with_detail("limit", limit)
}

fn millis(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use parsify_interface::LimitOverrides;

    use super::*;
    use crate::allocation::on_demand;

    fn check(overrides: LimitOverrides) -> Option<String> {
        let refused = enforceable(&Limits::default().with(&overrides), &on_demand()).err()?;
        assert_eq!((refused.kind(), refused.code()), (ErrorKind::Limit, "sandbox.limits"));
        refused.details()["limit"].as_str().map(str::to_owned)
    }

    #[test]
    fn the_defaults_hold() {
        assert_eq!(check(LimitOverrides::default()), None);
    }

    #[test]
    fn more_memory_needs_more_grace() {
        let more = LimitOverrides::default().with_memory((256 << 20) + 1);
        assert_eq!(check(more).as_deref(), Some("grace"));
        assert_eq!(check(more.with_grace(Duration::from_secs(2))), None);
        let most = LimitOverrides::default().with_memory(u64::MAX);
        assert_eq!(check(most.with_grace(Duration::from_secs(3600))).as_deref(), Some("grace"));
    }

    #[test]
    fn tables_end_where_the_machine_does() {
        let more = LimitOverrides::default().with_table_elements(u64::MAX);
        assert_eq!(check(more).as_deref(), Some("tableElements"));
    }
}
