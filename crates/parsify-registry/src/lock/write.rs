use std::fmt;

use super::{Lock, LockedDependency};

const HEADER: &str = "\
# Written by Parsify, not by hand: the versions that were chosen, where they come from, and their digests.
# Keep it with the project, and the next load takes the same ones. To choose anew, lock again or update.
";

/// The text of the file.
impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}version = {}", Self::VERSION)?;
        for (id, locked) in &self.modules {
            writeln!(f, "\n[[module]]\nid = \"{id}\"\nversion = \"{}\"", locked.version)?;
            if let Some(source) = &locked.source {
                writeln!(f, "source = {}", toml::Value::String(source.clone()))?;
            }
            if let Some(digest) = locked.digest {
                writeln!(f, "digest = \"{digest}\"")?;
            }
            write_dependencies(f, &locked.dependencies)?;
        }
        Ok(())
    }
}

fn write_dependencies(f: &mut fmt::Formatter<'_>, dependencies: &[LockedDependency]) -> fmt::Result {
    if dependencies.is_empty() {
        return Ok(());
    }
    writeln!(f, "dependencies = [")?;
    for dependency in dependencies {
        let optional = if dependency.optional { ", optional = true" } else { "" };
        writeln!(f, "    {{ id = \"{}\", version = \"{}\"{optional} }},", dependency.id, dependency.requirement)?;
    }
    writeln!(f, "]")
}
