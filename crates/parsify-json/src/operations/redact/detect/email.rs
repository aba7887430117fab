//! E-mail addresses.

use std::ops::Range;

pub(super) fn find(text: &str, found: &mut Vec<Range<usize>>) {
    for (at, _) in text.match_indices('@') {
        let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        if let (Some(name), Some(domain)) = (name_length(before), domain_length(behind)) {
            found.push(at - name..at + 1 + domain);
        }
    }
}

/// Of the characters that RFC 5322 allows, those that do not rather belong to an address of the web or to quotes.
fn is_name(found: char) -> bool {
    found.is_alphanumeric() || "!#$%'*+-_~^.".contains(found)
}

fn name_length(before: &str) -> Option<usize> {
    let name = before.trim_end_matches(is_name).len();
    let name = before.get(name..)?.trim_start_matches(['.', '\'', '*']);
    if name.is_empty() || name.ends_with('.') { None } else { Some(name.len()) }
}

fn domain_length(behind: &str) -> Option<usize> {
    let end = behind.find(|found: char| !found.is_alphanumeric() && found != '-' && found != '.');
    let domain = behind.get(..end.unwrap_or(behind.len()))?;
    let domain = domain.split("..").next()?.trim_end_matches(['.', '-']);
    let (host, top) = domain.rsplit_once('.')?;
    let top_level = top.chars().count() >= 2 && !top.bytes().all(|byte| byte.is_ascii_digit());
    (top_level && !host.is_empty() && !host.starts_with(['.', '-'])).then_some(domain.len())
}
