use parsify_error::{ErrorKind, Failure, code};

use crate::{Document, DocumentSpec, Operation};

impl Operation {
    /// Assigns documents to this operation's document names: a named document to its name, an unnamed one to the first
    /// place that is free. Gives the documents of each place, in the order of [`Operation::documents`].
    ///
    /// # Errors
    ///
    /// Kind `Input`: a document is missing, or one too many is there.
    pub fn arrange(&self, documents: Vec<Document>) -> Result<Vec<Vec<Document>>, Failure> {
        let mut places: Vec<Vec<Document>> = self.documents.iter().map(|_| Vec::new()).collect();
        // Named documents first, so that an unnamed one never takes their place.
        let (named, unnamed): (Vec<_>, Vec<_>) = documents.into_iter().partition(|document| !document.name.is_empty());
        for document in named {
            let index = self.documents.iter().position(|spec| spec.name == document.name);
            self.put(&mut places, index, document)?;
        }
        for document in unnamed {
            let index = (0..places.len()).find(|&index| places[index].is_empty() || self.documents[index].repeated);
            self.put(&mut places, index, document)?;
        }
        match self.documents.iter().zip(&places).find(|(spec, documents)| documents.is_empty() && !spec.optional) {
            Some((spec, _)) => Err(self.missing(spec)),
            None => Ok(places),
        }
    }

    /// Checks that [`arrange`](Self::arrange) would succeed. One document for one place, the usual case, costs nothing.
    ///
    /// # Errors
    ///
    /// As [`arrange`](Self::arrange).
    pub fn check_documents(&self, documents: &[Document]) -> Result<(), Failure> {
        if let ([document], [spec]) = (documents, &self.documents[..])
            && (document.name.is_empty() || document.name == spec.name)
        {
            return Ok(());
        }
        self.arrange(documents.to_vec()).map(|_| ())
    }

    fn put(&self, places: &mut [Vec<Document>], index: Option<usize>, document: Document) -> Result<(), Failure> {
        match index {
            Some(index) if places[index].is_empty() || self.documents[index].repeated => {
                places[index].push(document);
                Ok(())
            }
            _ => Err(self.unexpected(&document)),
        }
    }

    fn missing(&self, spec: &DocumentSpec) -> Failure {
        Failure::new(ErrorKind::Input, code::DOCUMENT_MISSING, format!("the document `{}` is missing", spec.name))
            .with_operation(&self.name)
            .with_detail("document", spec.name.as_str())
            .with_hint(self.wanted())
    }

    fn unexpected(&self, document: &Document) -> Failure {
        let message = if document.name.is_empty() {
            "there is one document too many".to_owned()
        } else {
            format!("the document `{}` has no place here, or stands twice", document.name.escape_debug())
        };
        Failure::new(ErrorKind::Input, code::DOCUMENT_UNEXPECTED, message)
            .with_operation(&self.name)
            .with_detail("document", document.name.as_str())
            .with_hint(self.wanted())
    }

    fn wanted(&self) -> String {
        if self.documents.is_empty() {
            return format!("`{}` takes no documents", self.name);
        }
        let names: Vec<_> = self
            .documents
            .iter()
            .map(|spec| match (spec.optional, spec.repeated) {
                (false, false) => format!("`{}`", spec.name),
                (true, false) => format!("`{}` (optional)", spec.name),
                (false, true) => format!("`{}` (one or more)", spec.name),
                (true, true) => format!("`{}` (any number)", spec.name),
            })
            .collect();
        format!("`{}` takes {}", self.name, names.join(", "))
    }
}
