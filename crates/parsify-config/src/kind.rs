use std::fmt;

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Milliseconds.
    Time { least: u64 },
    /// Bytes.
    Size { least: u64 },
    /// A number of things.
    Count { least: u64, most: u64 },
    /// True or false.
    Flag,
    /// Which engine may answer.
    Fallback,
    /// How important a log line is.
    Level,
    /// A version requirement.
    Requirement,
    /// One version.
    Version,
    /// Capabilities.
    Capabilities,
    /// Ids of modules.
    Modules,
    /// A file or folder.
    Path,
    /// Anything.
    Data,
}

impl fmt::Display for Kind {
    /// What is allowed, as the end of a message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time { least } => {
                let more = if *least > 0 { ", more than 0" } else { "" };
                write!(f, "a time is a whole number with `ms`, `s`, `m` or `h`, such as \"30s\"{more}")
            }
            Self::Size { least } => {
                let more = if *least > 0 { ", more than 0" } else { "" };
                write!(f, "a size is a whole number with `B`, `KiB`, `MiB` or `GiB`, such as \"64MiB\"{more}")
            }
            Self::Count { least, most: u64::MAX } => write!(f, "a whole number from {least} up is wanted"),
            Self::Count { least, most } => write!(f, "a whole number from {least} to {most} is wanted"),
            Self::Flag => f.write_str("true or false is wanted"),
            Self::Fallback => f.write_str("\"allowed\", \"forbidden\" or \"native-only\" is wanted"),
            Self::Level => f.write_str("\"trace\", \"debug\", \"info\", \"warn\" or \"error\" is wanted"),
            Self::Requirement => f.write_str("a version requirement is wanted, such as \"^1.2\""),
            Self::Version => f.write_str("a version is wanted, such as \"1.2.3\""),
            Self::Capabilities => f.write_str(
                "a list is wanted of \"files\", \"network\", \"environment\", \"clock\", \"randomness\" and \"modules\", \
                 none twice",
            ),
            Self::Modules => f.write_str("a list of module ids is wanted, such as [\"json-processor\"], none twice"),
            Self::Path => f.write_str("the path of a file or folder is wanted"),
            Self::Data => f.write_str("JSON must be able to say it: numbers of 64 bits, neither nan nor inf"),
        }
    }
}
