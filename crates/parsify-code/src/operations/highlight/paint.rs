use super::{HighlightFormat, HighlightOptions, Token};

/// A text with colours. Tokens must be in order and apart from each other; one that is not is left out.
///
/// In HTML everything of the text is escaped; for a terminal control characters other than tabs and line ends are shown as
/// U+FFFD, so that a text cannot steer it.
#[must_use]
pub fn paint(text: &str, tokens: &[Token], options: &HighlightOptions) -> String {
    let mut painter = Painter { options, out: String::with_capacity(text.len() * 2), line: 1, fresh: true };
    if options.output == HighlightFormat::Html {
        painter.out.push_str("<pre><code>");
    }
    let mut at = 0;
    for token in tokens {
        let range = token.range.clone();
        let (Some(before), Some(part)) = (text.get(at..range.start), text.get(range.clone())) else { continue };
        painter.plain(before);
        painter.token(part, token);
        at = range.end;
    }
    painter.plain(text.get(at..).unwrap_or_default());
    if options.output == HighlightFormat::Html {
        painter.out.push_str("</code></pre>\n");
    }
    painter.out
}

struct Painter<'o> {
    options: &'o HighlightOptions,
    out: String,
    line: usize,
    /// At the beginning of a line.
    fresh: bool,
}

impl Painter<'_> {
    fn plain(&mut self, text: &str) {
        self.lines(text, "", "");
    }

    fn token(&mut self, text: &str, token: &Token) {
        match self.options.output {
            HighlightFormat::Html => {
                let open = format!("<span class=\"{}{}\">", escaped(&self.options.class_prefix), token.kind.name());
                self.lines(text, &open, "</span>");
            }
            HighlightFormat::Ansi => match token.kind.sgr() {
                Some(colour) => self.lines(text, &format!("\x1b[{colour}m"), "\x1b[0m"),
                None => self.plain(text),
            },
        }
    }

    /// Each line with its own beginning and end, for a line may be shown by itself.
    fn lines(&mut self, text: &str, open: &str, close: &str) {
        for line in text.split_inclusive('\n') {
            self.number();
            let (part, end) = line.strip_suffix('\n').map_or((line, ""), |part| (part, "\n"));
            if !part.is_empty() {
                self.out.push_str(open);
                self.escape(part);
                self.out.push_str(close);
            }
            self.out.push_str(end);
            self.fresh = !end.is_empty();
        }
    }

    fn number(&mut self) {
        if self.fresh && self.options.line_numbers {
            let number = match self.options.output {
                HighlightFormat::Html => {
                    let prefix = escaped(&self.options.class_prefix);
                    format!("<span class=\"{prefix}line\">{:>5} </span>", self.line)
                }
                HighlightFormat::Ansi => format!("\x1b[2m{:>5} \x1b[0m", self.line),
            };
            self.out.push_str(&number);
        }
        if self.fresh {
            self.line += 1;
            self.fresh = false;
        }
    }

    fn escape(&mut self, text: &str) {
        match self.options.output {
            HighlightFormat::Html => self.out.push_str(&escaped(text)),
            HighlightFormat::Ansi => {
                let show = |letter: char| if letter.is_control() && letter != '\t' { '\u{fffd}' } else { letter };
                // Windows' line ends stay.
                let (body, end) = text.strip_suffix('\r').map_or((text, ""), |body| (body, "\r"));
                self.out.extend(body.chars().map(show));
                self.out.push_str(end);
            }
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::TokenKind;
    use super::*;

    fn tokens() -> Vec<Token> {
        vec![Token { range: 0..2, kind: TokenKind::Keyword }, Token { range: 3..8, kind: TokenKind::String }]
    }

    #[test]
    fn html_is_escaped_and_spans_end_with_their_line() {
        let html = paint("if '<\n>'&", &tokens(), &HighlightOptions::default());
        let expected = "<pre><code><span class=\"keyword\">if</span> <span class=\"string\">&#39;&lt;</span>\n\
             <span class=\"string\">&gt;&#39;</span>&amp;</code></pre>\n";
        assert_eq!(html, expected);
    }

    #[test]
    fn a_text_cannot_steer_a_terminal() {
        let options = HighlightOptions { output: HighlightFormat::Ansi, ..HighlightOptions::default() };
        let text = paint("if '\x1b[2J'", &tokens(), &options);
        assert_eq!(text, "\x1b[35mif\x1b[0m \x1b[32m'\u{fffd}[2J\x1b[0m'");
    }

    #[test]
    fn lines_have_numbers_and_bad_tokens_are_left_out() {
        let options = HighlightOptions { line_numbers: true, ..HighlightOptions::default() };
        let tokens = [Token { range: 1..9, kind: TokenKind::Number }, Token { range: 0..1, kind: TokenKind::Number }];
        let html = paint("a\n\nb", &tokens, &options);
        assert_eq!(html.matches("line").count(), 3);
        assert!(html.contains("<span class=\"number\">a</span>\n"), "{html}");
    }
}
