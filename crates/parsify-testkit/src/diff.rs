//! A line diff for people: small, not minimal on large texts.

/// Lines shown around a change.
const CONTEXT: usize = 3;
/// Above this many pairs of lines the middle is shown as one change: the comparison costs their product.
const MOST_PAIRS: usize = 1_000_000;
/// No diff shows more lines.
const MOST_SHOWN: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line<'a> {
    Both(&'a str),
    Expected(&'a str),
    Actual(&'a str),
}

/// The difference between two texts, line by line: `-` is expected, `+` came; three lines around each change; lines whose
/// difference would not be seen stand in quotes. Empty when the texts are equal. At most 200 lines.
#[must_use]
pub fn line_diff(expected: &str, actual: &str) -> String {
    if expected == actual {
        return String::new();
    }
    let (expected, actual): (Vec<_>, Vec<_>) = (expected.split('\n').collect(), actual.split('\n').collect());
    let lines = compare(&expected, &actual);
    let changed: Vec<_> = (0..lines.len()).filter(|&index| !matches!(lines[index], Line::Both(_))).collect();
    let near = |index: usize| {
        let next = changed.partition_point(|&change| change + CONTEXT < index);
        changed.get(next).is_some_and(|&change| change <= index + CONTEXT)
    };
    let mut shown = Vec::new();
    let mut gap = false;
    for (index, line) in lines.iter().enumerate() {
        if !near(index) {
            gap = true;
            continue;
        }
        if shown.len() >= MOST_SHOWN {
            shown.push("  … and more".to_owned());
            break;
        }
        if std::mem::take(&mut gap) {
            shown.push("  …".to_owned());
        }
        shown.push(match line {
            Line::Both(text) => format!("  {text}"),
            Line::Expected(text) => format!("- {}", visible(text)),
            Line::Actual(text) => format!("+ {}", visible(text)),
        });
    }
    shown.join("\n") + "\n"
}

fn visible(line: &str) -> String {
    let hidden = line.ends_with(char::is_whitespace) || line.chars().any(char::is_control);
    if hidden { format!("{line:?}") } else { line.to_owned() }
}

fn compare<'a>(expected: &[&'a str], actual: &[&'a str]) -> Vec<Line<'a>> {
    let start = expected.iter().zip(actual).take_while(|(first, second)| first == second).count();
    let (expected, actual_rest) = (&expected[start..], &actual[start..]);
    let end = expected.iter().rev().zip(actual_rest.iter().rev()).take_while(|(first, second)| first == second).count();
    let (middle, tail) = actual_rest.split_at(actual_rest.len() - end);
    let mut lines: Vec<_> = actual[..start].iter().map(|line| Line::Both(line)).collect();
    lines.extend(compare_middle(&expected[..expected.len() - end], middle));
    lines.extend(tail.iter().map(|line| Line::Both(line)));
    lines
}

/// By the longest common subsequence, the textbook way.
fn compare_middle<'a>(expected: &[&'a str], actual: &[&'a str]) -> Vec<Line<'a>> {
    let removed = expected.iter().map(|line| Line::Expected(line));
    let added = actual.iter().map(|line| Line::Actual(line));
    if expected.len().saturating_mul(actual.len()) > MOST_PAIRS {
        return removed.chain(added).collect();
    }
    let width = actual.len() + 1;
    // common[i * width + j]: how many lines `expected[i..]` and `actual[j..]` share.
    let mut common = vec![0_u32; (expected.len() + 1) * width];
    for i in (0..expected.len()).rev() {
        for j in (0..actual.len()).rev() {
            common[i * width + j] = if expected[i] == actual[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < expected.len() && j < actual.len() {
        if expected[i] == actual[j] {
            lines.push(Line::Both(expected[i]));
            (i, j) = (i + 1, j + 1);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            lines.push(Line::Expected(expected[i]));
            i += 1;
        } else {
            lines.push(Line::Actual(actual[j]));
            j += 1;
        }
    }
    lines.extend(removed.skip(i));
    lines.extend(added.skip(j));
    lines
}
