//! The law about suppressed lints, read from every source file.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::Verdict;
use crate::setup::Setup;

/// Spelled in two halves, so that this file does not break its own law.
const BARE: [&str; 2] = [concat!("#", "[allow("), concat!("#", "![allow(")];

pub(crate) fn allow_with_reason(setup: &Setup) -> Result<Verdict> {
    let mut violations = Vec::new();
    for path in sources(setup)? {
        // A file can be gone from the folder and still be known to git.
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let lines = bare_lines(&text);
        violations
            .extend(lines.into_iter().map(|line| format!("{}:{line}: say why with `expect`", setup.shown(&path))));
    }
    Ok(Verdict { law: "reasons", says: "no lint is allowed without a reason", violations })
}

/// What git tracks or would track.
fn sources(setup: &Setup) -> Result<Vec<PathBuf>> {
    let mut command = Command::new("git");
    command.current_dir(&setup.root);
    command.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "*.rs"]);
    let output = command.output().context("could not start git, which lists the sources; install git")?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        bail!("git could not list the sources in {}: {}", setup.root.display(), reason.trim());
    }
    let list = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(list.split('\0').filter(|name| !name.is_empty()).map(|name| setup.root.join(name)).collect())
}

/// Line numbers of attributes without a reason.
fn bare_lines(text: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let starts =
        lines.iter().enumerate().filter(|(_, line)| BARE.iter().any(|bare| line.trim_start().starts_with(bare)));
    let bare = starts.filter(|(number, _)| !attribute(&lines[*number..]).contains("reason"));
    bare.map(|(number, _)| number + 1).collect()
}

/// The text up to the end of the attribute that begins in the first line.
fn attribute(lines: &[&str]) -> String {
    let end = lines.iter().position(|line| line.contains(")]")).unwrap_or(0);
    lines[..=end].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, expected: &[usize]) {
        assert_eq!(bare_lines(&code.replace('@', "allow")), expected, "{code}");
    }

    #[test]
    fn a_bare_attribute_is_found_wherever_it_stands() {
        check("#![@(dead_code)]\nfn a() {}\n    #[@(unused)]\nfn b() {}", &[1, 3]);
    }

    #[test]
    fn a_reason_may_come_lines_later() {
        check("#[@(\n    dead_code,\n    reason = \"generated\"\n)]\nfn a() {}", &[]);
        check("#[@(\n    dead_code\n)]\n// for a good reason\nfn a() {}", &[1]);
    }

    #[test]
    fn comments_and_expectations_are_fine() {
        check("// #[@(dead_code)]\n#[expect(dead_code, reason = \"x\")]\nfn a() {}", &[]);
    }
}
