use std::path::Path;

use parsify_interface::{Document, Response, serde_json};
use serde::de::DeserializeOwned;

use crate::heading::{Heading, MARK, Section};
use crate::{Answer, Fixture, FixtureError, Problem};

/// A section as it stands in the file.
pub(crate) struct Block<'a> {
    pub(crate) heading: Heading,
    /// The line of the heading, counted from 1.
    line: usize,
    /// Where the heading begins in the file, in bytes.
    pub(crate) offset: usize,
    content: &'a str,
}

/// A line number and what is wrong there.
pub(crate) type At<T> = Result<T, (usize, Problem)>;

impl Fixture {
    /// Reads the text of the file at `path`; the path gives operation and case, nothing is opened.
    ///
    /// # Errors
    ///
    /// [`FixtureError::Syntax`] with the line of the first broken rule.
    pub fn parse(path: &Path, text: &str) -> Result<Self, FixtureError> {
        parse(path, text).map_err(|(line, problem)| FixtureError::Syntax { path: path.to_owned(), line, problem })
    }
}

fn parse(path: &Path, text: &str) -> At<Fixture> {
    let (comment, blocks) = split(text)?;
    let mut fixture = Fixture::new(path, comment);
    let mut seen = Vec::new();
    for block in &blocks {
        let section = block.heading.section;
        if seen.contains(&section) && !section.is_document() {
            return Err((block.line, Problem::Repeated { section: section.name() }));
        }
        seen.push(section);
        if section.is_answer() {
            block.read_answer(&mut fixture.expected)?;
        } else if fixture.expected.is_some() {
            return Err((block.line, Problem::Order { section: section.name() }));
        } else {
            block.read_request(&mut fixture)?;
        }
    }
    Ok(fixture)
}

/// The comment and the sections behind it.
pub(crate) fn split(text: &str) -> At<(&str, Vec<Block<'_>>)> {
    let mut starts = Vec::new();
    let mut offset = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if line.contains('\r') {
            return Err((index + 1, Problem::CarriageReturn));
        }
        if line.starts_with(MARK) {
            starts.push((index + 1, offset, line));
        }
        offset += line.len();
    }
    let comment = content(&text[..starts.first().map_or(text.len(), |&(_, offset, _)| offset)]);
    if comment.trim().is_empty() {
        return Err((1, Problem::NoComment));
    }
    let ends = starts.iter().skip(1).map(|&(_, offset, _)| offset).chain([text.len()]);
    let blocks = starts.iter().zip(ends).map(|(&(number, offset, line), end)| {
        let heading = Heading::parse(content(&line[MARK.len()..])).map_err(|problem| (number, problem))?;
        Ok(Block { heading, line: number, offset, content: content(&text[offset + line.len()..end]) })
    });
    Ok((comment, blocks.collect::<Result<_, _>>()?))
}

fn content(text: &str) -> &str {
    text.strip_suffix('\n').unwrap_or(text)
}

impl Block<'_> {
    fn read_request(&self, fixture: &mut Fixture) -> At<()> {
        match self.heading.section {
            Section::Params => fixture.request.params = self.json()?,
            Section::Config => fixture.config = self.json()?,
            _ => fixture.request.documents.push(self.document()?),
        }
        Ok(())
    }

    fn read_answer(&self, expected: &mut Option<Answer>) -> At<()> {
        if self.heading.section == Section::Failure {
            if expected.is_some() {
                return Err((self.line, Problem::TwoAnswers));
            }
            *expected = Some(Answer::Failure(self.json()?));
            return Ok(());
        }
        match expected.get_or_insert_with(|| Answer::Response(Response::default())) {
            Answer::Failure(_) => return Err((self.line, Problem::TwoAnswers)),
            Answer::Response(response) => match self.heading.section {
                Section::Data => response.data = self.json()?,
                Section::Warnings => response.warnings = self.json()?,
                _ => response.documents.push(self.document()?),
            },
        }
        Ok(())
    }

    fn document(&self) -> At<Document> {
        let text = if self.heading.escaped { self.json()? } else { self.content.to_owned() };
        Ok(Document::text(&self.heading.name, text).with_media_type(&self.heading.media_type))
    }

    fn json<T: DeserializeOwned>(&self) -> At<T> {
        serde_json::from_str(self.content).map_err(|source| {
            let section = self.heading.section.name();
            (self.line + source.line(), Problem::Json { section, source })
        })
    }
}
