use parsify::{Health, SystemHealth};

use super::failure;
use super::style::{ERROR, GOOD, WARNING, paint};

/// How each module does, with the reason where it does not do well.
pub(crate) fn health(system: &SystemHealth) -> String {
    let mut text = String::new();
    for module in &system.modules {
        text.push_str(&format!("{}  {} {}\n", word(module.health), module.module, module.version));
        for reason in &module.reasons {
            text.push_str(&format!("    {reason}\n"));
        }
        for line in module.failure.iter().flat_map(|told| failure(told).lines().map(str::to_owned).collect::<Vec<_>>())
        {
            text.push_str(&format!("    {line}\n"));
        }
    }
    text
}

fn word(health: Health) -> String {
    match health {
        Health::Healthy => paint(GOOD, "healthy  "),
        Health::Degraded => paint(WARNING, "degraded "),
        Health::Unknown => paint(WARNING, "unknown  "),
        _ => paint(ERROR, "unhealthy"),
    }
}
