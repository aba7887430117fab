use crate::Heading;

/// A nested list of links, as Markdown. A level that is left out in the text is left out in the list too.
pub(crate) fn table(headings: &[Heading]) -> String {
    let mut above: Vec<u8> = Vec::new();
    let mut table = String::new();
    for heading in headings {
        above.retain(|&level| level < heading.level);
        table.extend(std::iter::repeat_n("  ", above.len()));
        table.extend(["- [", &link_text(&heading.title), "](#", &heading.anchor, ")\n"]);
        above.push(heading.level);
    }
    table
}

/// A title within the brackets of a link: brackets of its own stand for themselves.
fn link_text(title: &str) -> String {
    let mut text = String::new();
    let mut rest = title;
    while let Some(at) = rest.find(['\\', '`', '[', ']']) {
        let (plain, special) = rest.split_at(at);
        text.push_str(plain);
        let length = match special.as_bytes()[0] {
            b'\\' => 1 + special[1..].chars().next().map_or(0, char::len_utf8),
            b'`' => code_length(special),
            _ => {
                text.push('\\');
                1
            }
        };
        text.push_str(&special[..length]);
        rest = &special[length..];
    }
    text + rest
}

/// Bytes of the code that begins here; when it never ends, of the backticks alone.
fn code_length(text: &str) -> usize {
    let marks = text.len() - text.trim_start_matches('`').len();
    let mut at = marks;
    while let Some(next) = text[at..].find('`') {
        at += next;
        let run = text.len() - at - text[at..].trim_start_matches('`').len();
        at += run;
        if run == marks {
            return at;
        }
    }
    marks
}
