//! The results of a run as multiples of its floors.
#![expect(clippy::print_stdout, reason = "a benchmark reports on its standard output")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::rounds::shown;

/// Prints, for each of criterion's groups below `prefix`, every median as a multiple of the one that is called `floor`
/// (or, where there is none, of the first by name). Reads what criterion left in the target folder.
pub fn print(prefix: &str) {
    let Some(folder) = criterion_folder() else { return };
    let mut groups: BTreeMap<(String, String), Vec<(String, f64)>> = BTreeMap::new();
    collect(&folder, prefix, &mut groups);
    for ((group, input), mut medians) in groups {
        medians.sort_by(|first, second| first.1.total_cmp(&second.1));
        let floor = medians.iter().find(|(name, _)| name.starts_with("floor")).or(medians.first());
        let Some(floor) = floor.cloned() else { continue };
        println!("\n{group} {input}, as multiples of `{}` ({})", floor.0, shown(floor.1));
        for (name, median) in &medians {
            println!("  {name:<28} {:>8.2} x  {:>12}", median / floor.1, shown(*median));
        }
    }
}

fn criterion_folder() -> Option<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target")));
    let folder = target.join("criterion");
    folder.is_dir().then_some(folder)
}

/// Every result is a folder `<group>/<function>/<input>/new` with two files.
fn collect(folder: &Path, prefix: &str, groups: &mut BTreeMap<(String, String), Vec<(String, f64)>>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()) {
        let result = path.join("new");
        match (json(&result.join("benchmark.json")), json(&result.join("estimates.json"))) {
            (Some(benchmark), Some(estimates)) => {
                let text = |key: &str| benchmark[key].as_str().unwrap_or_default().to_owned();
                let group = text("group_id");
                if let (true, Some(median)) =
                    (group.starts_with(prefix), estimates["median"]["point_estimate"].as_f64())
                {
                    groups.entry((group, text("value_str"))).or_default().push((text("function_id"), median));
                }
            }
            _ => collect(&path, prefix, groups),
        }
    }
}

fn json(path: &Path) -> Option<Value> {
    serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()
}
