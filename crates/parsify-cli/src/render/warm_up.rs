use parsify::WarmedUp;

use super::failure;
use super::style::{ERROR, GOOD, paint};
use super::unit::time;

/// Where each module came from and how long it took, with the reason where it cannot run.
pub(crate) fn warmed_up(modules: &[WarmedUp]) -> String {
    let mut text = String::new();
    for WarmedUp { module, version, cache, wall, failure: reason, .. } in modules {
        match reason {
            None => {
                text.push_str(&format!("{}  {module} {version} ({cache}, {})\n", paint(GOOD, "ready "), time(*wall)));
            }
            Some(reason) => {
                text.push_str(&format!("{}  {module} {version}\n", paint(ERROR, "failed")));
                failure(reason).lines().for_each(|line| text.push_str(&format!("    {line}\n")));
            }
        }
    }
    if modules.is_empty() {
        text.push_str("there is no module that runs in the sandbox\n");
    }
    text
}
