use parsify::harmless;
use parsify::install::{Inspection, Receipt, Wants};

use super::failure;
use super::near::near;
use super::style::{STRONG, paint};
use super::time::date;
use super::tree::tree;
use super::unit::bytes;
use super::wants::wants;

/// Everything about one module.
pub(crate) fn inspection(inspection: &Inspection) -> String {
    let receipt = &*inspection.receipt;
    let module = &receipt.descriptor;
    let mut text = format!("{} {}: {}\n", paint(STRONG, &module.id), module.version, harmless(&module.summary));
    let lists = [
        ("operation", module.operations.iter().map(|one| format!("{}: {}", one.name, one.summary)).collect::<Vec<_>>()),
        ("limitation", module.limitations.clone()),
    ];
    for (name, value) in facts(inspection, receipt) {
        text.push_str(&line(name, &value));
    }
    for (name, values) in lists {
        values.iter().for_each(|value| text.push_str(&line(name, &harmless(value))));
    }
    text + dependencies(inspection).as_str()
}

fn line(name: &str, value: &str) -> String {
    format!("  {name:<13} {value}\n")
}

fn facts(inspection: &Inspection, receipt: &Receipt) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("state", state(inspection, receipt)),
        ("digest", receipt.digest.to_string()),
        ("size", bytes(receipt.size)),
        ("source", format!("{} {}", harmless(&receipt.origin.kind), near(&receipt.origin.location))),
    ];
    if let Some(updates) = &receipt.origin.updates {
        facts.push(("updates", format!("from {}", near(updates))));
    }
    if inspection.installed {
        facts.push(("installed", date(receipt.installed_at)));
    }
    let signed = receipt.signature.as_ref();
    facts.push((
        "signature",
        signed.map_or("none".to_owned(), |it| harmless(&format!("{} by {}", it.scheme, it.signer))),
    ));
    facts.push(("wants", or_nothing(&inspection.wants)));
    if inspection.installed {
        facts.push(("granted", or_nothing(&granted(receipt))));
    }
    facts
}

fn state(inspection: &Inspection, receipt: &Receipt) -> String {
    let state = match (inspection.installed, receipt.asked_for) {
        (false, _) => return "not installed".to_owned(),
        (true, true) => "installed, asked for",
        (true, false) => "installed, as a dependency",
    };
    if receipt.pinned { format!("{state}, pinned") } else { state.to_owned() }
}

fn granted(receipt: &Receipt) -> Wants {
    let mut granted = Wants::default();
    granted.grants.clone_from(&receipt.grants);
    granted.edges.clone_from(&receipt.edges);
    granted
}

fn or_nothing(wanted: &Wants) -> String {
    if wanted.is_empty() { "nothing".to_owned() } else { wants(wanted) }
}

/// What it depends on, with the versions that serve, and what depends on it.
fn dependencies(inspection: &Inspection) -> String {
    let mut text = String::new();
    for dependent in &inspection.dependents {
        let optional = if dependent.optional { ", optional" } else { "" };
        let needed = format!("{} {} ({}{optional})", dependent.id, dependent.version, dependent.requirement);
        text.push_str(&line("needed by", &needed));
    }
    if let Some(reason) = &inspection.unresolved {
        text.push_str(&line("depends on", "versions that do not go together"));
        failure(reason).lines().for_each(|it| text.push_str(&format!("    {it}\n")));
    }
    if inspection.tree.len() > 1 {
        text.push_str("  depends on\n");
        tree(&inspection.tree, false).lines().for_each(|it| text.push_str(&format!("    {it}\n")));
    }
    text
}
