/// Why an entry on disk is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum BadReason {
    /// A folder, symbolic link, pipe, device or socket lies where the entry should.
    #[error("it is not a regular file")]
    NotRegular,
    /// The file belongs to another user.
    #[error("it belongs to another user")]
    Owner,
    /// Others may write to the file.
    #[error("others may write to it")]
    Permissions,
    /// The file is larger than an entry may be.
    #[error("it is larger than an entry may be")]
    TooLarge,
    /// The file is smaller than an entry without payload.
    #[error("it is shorter than any entry")]
    TooShort,
    /// The file grew or shrank while it was read.
    #[error("it changed while it was read")]
    Changed,
    /// The MAC is not that of the bytes: they were changed, or another key made it.
    #[error("its MAC is not that of its bytes")]
    Mac,
    /// The MAC is right, and the header is of another format.
    #[error("its header is of another format")]
    Header,
    /// The MAC is right, and the entry was made for another source or engine.
    #[error("it was made for another source or engine")]
    OtherKey,
}

impl BadReason {
    /// Every reason, in declaration order.
    pub const ALL: [Self; 9] = [
        Self::NotRegular,
        Self::Owner,
        Self::Permissions,
        Self::TooLarge,
        Self::TooShort,
        Self::Changed,
        Self::Mac,
        Self::Header,
        Self::OtherKey,
    ];

    /// The kebab-case name, for metrics and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotRegular => "not-regular",
            Self::Owner => "owner",
            Self::Permissions => "permissions",
            Self::TooLarge => "too-large",
            Self::TooShort => "too-short",
            Self::Changed => "changed",
            Self::Mac => "mac",
            Self::Header => "header",
            Self::OtherKey => "other-key",
        }
    }
}
