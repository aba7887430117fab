//! Who answers for what modules want to touch.

use std::io::{BufRead as _, IsTerminal as _, stderr, stdin};

use parsify::error::code;
use parsify::install::{Approval, Change};
use parsify::{ErrorKind, Failure, Grants};

use crate::app;
use crate::args::Consent;

/// What was granted by options, or is granted now by somebody at a terminal who was shown the plan (`shown`). Nobody is asked
/// who granted everything that is wanted, or when nothing is.
pub(super) async fn approval(asking: &[Change], consent: &Consent, shown: bool) -> Result<Approval, Failure> {
    if consent.yes {
        return Ok(Approval::Everything);
    }
    let granted: Grants = consent.grants.iter().copied().collect();
    let open = wanted(asking).difference(&granted);
    if open.is_empty() || !(shown && stdin().is_terminal() && stderr().is_terminal()) {
        return Ok(Approval::These(granted));
    }
    app::say(&format!("Grant {}, and go on? [y/N] ", names(&open).join(", ")));
    let answered = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        stdin().lock().read_line(&mut line).map(|_| line)
    });
    let line = answered.await.map_err(|error| {
        Failure::new(ErrorKind::Internal, code::HOST_INTERNAL, "the reading thread broke down").with_source(error)
    })?;
    Ok(if line.is_ok_and(|line| is_yes(&line)) { Approval::Everything } else { Approval::These(granted) })
}

/// Says which options grant what was refused.
pub(super) fn grantable(failure: Failure, asking: &[Change]) -> Failure {
    if failure.code() != code::INSTALL_CONSENT {
        return failure;
    }
    let names = names(&wanted(asking)).join(",");
    failure.with_hint(format!("`--grant {names}` approves all that is wanted here, `--yes` whatever is wanted"))
}

fn wanted(asking: &[Change]) -> Grants {
    asking.iter().fold(Grants::none(), |all, change| all.union(&change.asks.all()))
}

fn names(grants: &Grants) -> Vec<String> {
    grants.iter().map(|capability| capability.to_string()).collect()
}

fn is_yes(line: &str) -> bool {
    ["y", "yes"].iter().any(|yes| line.trim().eq_ignore_ascii_case(yes))
}

#[cfg(test)]
mod tests {
    use super::is_yes;

    #[test]
    fn only_a_clear_yes_is_one() {
        assert!(["y\n", "Y", " yes \r\n"].iter().all(|line| is_yes(line)));
        assert!(["", "\n", "n", "ye", "yess", "j"].iter().all(|line| !is_yes(line)));
    }
}
