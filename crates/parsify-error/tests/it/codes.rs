//! The table of codes that people read.

use std::collections::BTreeSet;

use parsify_error::code;

/// The first cells of the rows under a heading.
fn rows(heading: &str) -> Vec<&'static str> {
    let page = include_str!("../../../../docs/src/failures.md");
    let section = page.split("\n## ").find(|section| section.starts_with(heading)).expect("the section is there");
    section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect()
}

#[test]
fn every_code_of_the_host_is_described_and_no_other() {
    let described = rows("Codes of the host");
    let unique: BTreeSet<_> = described.iter().copied().collect();
    let known: BTreeSet<_> = code::ALL.iter().copied().collect();
    assert_eq!(unique, known);
    assert_eq!(described.len(), unique.len(), "a code is described twice");
}
