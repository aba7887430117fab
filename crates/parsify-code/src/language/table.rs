/// A language: what it is called, and by what its texts are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Language {
    /// Its id, in small letters: `typescript`.
    pub id: &'static str,
    /// What people call it: `TypeScript`.
    pub name: &'static str,
    /// Other names that stand for its id.
    pub aliases: &'static [&'static str],
    /// What names of its files end with, without the dot.
    pub extensions: &'static [&'static str],
    /// Whole names of its files, in small letters.
    pub file_names: &'static [&'static str],
    /// Programs that a first line `#!` names to run it, without a version.
    pub interpreters: &'static [&'static str],
    /// Its media types, the usual one first.
    pub media_types: &'static [&'static str],
}

/// The language of an id or another name for it, in small or capital letters.
///
/// ```
/// assert_eq!(parsify_code::language("TS").unwrap().id, "typescript");
/// assert!(parsify_code::language("klingon").is_none());
/// ```
#[must_use]
pub fn language(name: &str) -> Option<&'static Language> {
    let is = |other: &str| other.eq_ignore_ascii_case(name);
    LANGUAGES.iter().find(|language| is(language.id) || language.aliases.iter().any(|alias| is(alias)))
}

const fn entry(
    (id, name): (&'static str, &'static str),
    aliases: &'static [&'static str],
    extensions: &'static [&'static str],
    file_names: &'static [&'static str],
    interpreters: &'static [&'static str],
    media_types: &'static [&'static str],
) -> Language {
    Language { id, name, aliases, extensions, file_names, interpreters, media_types }
}

/// The languages that can be told apart, by id; far more than there are modules for.
#[rustfmt::skip]
pub const LANGUAGES: &[Language] = &[
    entry(("bash", "Bash"), &["sh", "shell", "zsh"], &["sh", "bash", "zsh"], &[".bashrc", ".bash_profile", ".profile", ".zshrc"], &["sh", "bash", "zsh", "dash", "ksh"], &["application/x-sh", "text/x-shellscript"]),
    entry(("c", "C"), &[], &["c", "h"], &[], &[], &["text/x-c", "text/x-csrc"]),
    entry(("cpp", "C++"), &["c++", "cxx"], &["cpp", "cc", "cxx", "hpp", "hh", "hxx"], &[], &[], &["text/x-c++", "text/x-c++src"]),
    entry(("csharp", "C#"), &["c#", "cs"], &["cs"], &[], &[], &["text/x-csharp"]),
    entry(("css", "CSS"), &[], &["css"], &[], &[], &["text/css"]),
    entry(("dockerfile", "Dockerfile"), &["docker"], &["dockerfile"], &["dockerfile", "containerfile"], &[], &["text/x-dockerfile"]),
    entry(("go", "Go"), &["golang"], &["go"], &[], &[], &["text/x-go"]),
    entry(("graphql", "GraphQL"), &["gql"], &["graphql", "gql"], &[], &[], &["application/graphql"]),
    entry(("haskell", "Haskell"), &["hs"], &["hs"], &[], &["runhaskell"], &["text/x-haskell"]),
    entry(("html", "HTML"), &["htm"], &["html", "htm", "xhtml"], &[], &[], &["text/html"]),
    entry(("java", "Java"), &[], &["java"], &[], &[], &["text/x-java", "text/x-java-source"]),
    entry(("javascript", "JavaScript"), &["js", "ecmascript", "node"], &["js", "mjs", "cjs"], &[], &["node", "nodejs", "bun"], &["text/javascript", "application/javascript"]),
    entry(("json", "JSON"), &[], &["json", "webmanifest"], &[], &[], &["application/json"]),
    entry(("jsx", "JSX"), &[], &["jsx"], &[], &[], &["text/jsx"]),
    entry(("kotlin", "Kotlin"), &["kt"], &["kt", "kts"], &[], &[], &["text/x-kotlin"]),
    entry(("lua", "Lua"), &[], &["lua"], &[], &["lua", "luajit"], &["text/x-lua"]),
    entry(("makefile", "Makefile"), &["make"], &["mk", "mak"], &["makefile", "gnumakefile"], &["make"], &["text/x-makefile"]),
    entry(("markdown", "Markdown"), &["md"], &["md", "markdown"], &[], &[], &["text/markdown"]),
    entry(("perl", "Perl"), &["pl"], &["pl", "pm"], &[], &["perl"], &["text/x-perl"]),
    entry(("php", "PHP"), &[], &["php", "phtml"], &[], &["php"], &["application/x-httpd-php", "text/x-php"]),
    entry(("powershell", "PowerShell"), &["ps1", "pwsh"], &["ps1", "psm1", "psd1"], &[], &["pwsh"], &["text/x-powershell"]),
    entry(("python", "Python"), &["py", "python3"], &["py", "pyi", "pyw"], &["sconstruct", "sconscript"], &["python", "python2", "python3", "pypy", "pypy3"], &["text/x-python", "application/x-python"]),
    entry(("r", "R"), &[], &["r"], &[".rprofile"], &["rscript"], &["text/x-r"]),
    entry(("ruby", "Ruby"), &["rb"], &["rb", "rake", "gemspec"], &["rakefile", "gemfile"], &["ruby"], &["text/x-ruby", "application/x-ruby"]),
    entry(("rust", "Rust"), &["rs"], &["rs"], &[], &[], &["text/x-rust", "text/rust"]),
    entry(("scala", "Scala"), &[], &["scala", "sc"], &[], &["scala"], &["text/x-scala"]),
    entry(("scss", "SCSS"), &[], &["scss"], &[], &[], &["text/x-scss"]),
    entry(("sql", "SQL"), &[], &["sql"], &[], &[], &["application/sql"]),
    entry(("swift", "Swift"), &[], &["swift"], &[], &["swift"], &["text/x-swift"]),
    entry(("toml", "TOML"), &[], &["toml"], &["cargo.lock", "poetry.lock"], &[], &["application/toml"]),
    entry(("tsx", "TSX"), &[], &["tsx"], &[], &[], &["text/tsx"]),
    entry(("typescript", "TypeScript"), &["ts"], &["ts", "mts", "cts"], &[], &["deno", "ts-node", "tsx"], &["text/typescript", "application/typescript"]),
    entry(("xml", "XML"), &[], &["xml", "xsd", "xsl", "xslt", "svg", "rss", "atom"], &[], &[], &["application/xml", "text/xml"]),
    entry(("yaml", "YAML"), &["yml"], &["yaml", "yml"], &[], &[], &["application/yaml", "text/yaml"]),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_name_stands_for_two_languages() {
        for names in [
            |it: &Language| [&[it.id], it.aliases].concat(),
            |it: &Language| it.extensions.to_vec(),
            |it: &Language| it.file_names.to_vec(),
            |it: &Language| it.interpreters.to_vec(),
            |it: &Language| it.media_types.to_vec(),
        ] {
            let all: Vec<_> = LANGUAGES.iter().flat_map(names).collect();
            assert_eq!(all.len(), all.iter().collect::<BTreeSet<_>>().len());
            assert!(all.iter().all(|name| name.to_ascii_lowercase() == *name));
        }
        assert!(LANGUAGES.is_sorted_by_key(|language| language.id));
    }
}
