use clap::ArgMatches;

/// Which modules are listed: those that everything holds for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) category: Option<String>,
    pub(crate) tag: Option<String>,
    pub(crate) format: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) operation: Option<String>,
}

impl Filter {
    pub(super) fn of(matches: &ArgMatches) -> Self {
        let word = |name| matches.get_one::<String>(name).cloned();
        Self {
            category: word("category"),
            tag: word("tag"),
            format: word("format"),
            language: word("language"),
            operation: word("operation"),
        }
    }
}
