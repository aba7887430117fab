use std::collections::BTreeMap;

use parsify_guest::error::code;
use parsify_guest::{Context, ErrorKind, Failure, Request};

const TEXT_TOOLS: &str = "text-tools";

/// The anchors of one text. Equal titles are asked for once.
pub(crate) struct Anchors<'a> {
    context: &'a dyn Context,
    slugs: BTreeMap<String, String>,
    /// The anchors that are taken, each with the number that was last put behind it.
    taken: BTreeMap<String, usize>,
}

impl<'a> Anchors<'a> {
    pub(crate) fn new(context: &'a dyn Context) -> Self {
        Self { context, slugs: BTreeMap::new(), taken: BTreeMap::new() }
    }

    /// The anchor of the next heading.
    pub(crate) fn of(&mut self, title: &str) -> Result<String, Failure> {
        let slug = match self.slugs.get(title) {
            Some(slug) => slug.clone(),
            None => {
                let slug = self.slug(title)?;
                self.slugs.insert(title.to_owned(), slug.clone());
                slug
            }
        };
        // A title may have no letters at all.
        Ok(self.unique(if slug.is_empty() { "section" } else { &slug }))
    }

    fn slug(&self, title: &str) -> Result<String, Failure> {
        let request = Request::new("slugify").with_text("text", title);
        let answer = self.context.call(TEXT_TOOLS, request).map_err(|failure| failure.in_dependency(TEXT_TOOLS))?;
        answer.into_text().ok_or_else(|| {
            let message = format!("`{TEXT_TOOLS}` gave no text for `slugify`");
            Failure::new(ErrorKind::Dependency, code::MODULE_DEPENDENCY, message)
        })
    }

    fn unique(&mut self, slug: &str) -> String {
        let mut number = self.taken.get(slug).copied().unwrap_or_default();
        let mut anchor = slug.to_owned();
        while self.taken.contains_key(&anchor) {
            number += 1;
            anchor = format!("{slug}-{number}");
        }
        self.taken.insert(slug.to_owned(), number);
        self.taken.entry(anchor.clone()).or_default();
        anchor
    }
}
