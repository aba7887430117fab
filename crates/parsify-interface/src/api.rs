use semver::Version;

/// The version of the contract: that of the WIT package `parsify:module`.
///
/// A guest built for `1.0.3` runs on a `1.0.0` host and the reverse, as far as it uses what both have; `1.1` adds
/// functions only; `2.0` is another world.
pub const API_VERSION: &str = "1.0.0";

/// The WIT package, for hosts and guests in other languages.
pub const WIT: &str = include_str!("../wit/module.wit");

/// [`API_VERSION`], parsed.
#[must_use]
pub const fn api_version() -> Version {
    Version::new(1, 0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_versions_agree() {
        assert_eq!(api_version().to_string(), API_VERSION);
        assert!(WIT.contains(&format!("package parsify:module@{API_VERSION};")));
    }
}
