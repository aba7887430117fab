use std::fmt;

use parsify_interface::Descriptor;

/// What of a descriptor a search looks at, from the most telling to the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Field {
    /// The id.
    Id,
    /// The name for people.
    Name,
    /// The name of an operation.
    Operation,
    /// A format or language of an operation.
    Subject,
    /// A tag.
    Tag,
    /// The category.
    Category,
    /// The summary of the module or of an operation.
    Summary,
}

impl Field {
    /// Every field, the most telling first.
    pub const ALL: [Self; 7] =
        [Self::Id, Self::Name, Self::Operation, Self::Subject, Self::Tag, Self::Category, Self::Summary];

    pub(crate) const fn weight(self) -> u32 {
        match self {
            Self::Id => 11,
            Self::Name => 10,
            Self::Operation => 9,
            Self::Subject => 8,
            Self::Tag => 7,
            Self::Category => 6,
            Self::Summary => 5,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Operation => "operation",
            Self::Subject => "subject",
            Self::Tag => "tag",
            Self::Category => "category",
            Self::Summary => "summary",
        })
    }
}

/// Every text a search looks at. The order is fixed, so that of two equally good matches the first always wins.
pub(crate) fn fields(descriptor: &Descriptor) -> impl Iterator<Item = (Field, &str)> {
    let own = [
        (Field::Id, descriptor.id.as_str()),
        (Field::Name, &descriptor.name),
        (Field::Category, &descriptor.category),
        (Field::Summary, &descriptor.summary),
    ];
    let operations = descriptor.operations.iter().flat_map(|operation| {
        let names = std::iter::once(&operation.name).chain(&operation.aliases);
        names.map(|name| (Field::Operation, name.as_str())).chain([(Field::Summary, operation.summary.as_str())])
    });
    let subjects = descriptor.subjects().into_iter().map(|subject| (Field::Subject, subject));
    let tags = descriptor.tags.iter().map(|tag| (Field::Tag, tag.as_str()));
    own.into_iter().chain(operations).chain(subjects).chain(tags)
}
