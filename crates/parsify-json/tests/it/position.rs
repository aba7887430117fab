//! Places and excerpts.

use crate::check::validation;
use parsify_json::Problem;

fn first(source: &str) -> Problem {
    validation(source).problems.into_iter().next().expect("a problem")
}

#[test]
fn columns_count_scalar_values_and_offsets_bytes() {
    let problem = first("{\"é😀\": @}");
    assert_eq!((problem.line, problem.column, problem.offset, problem.length), (1, 8, 11, 1));
    assert_eq!((problem.excerpt.as_str(), problem.caret_column), ("{\"é😀\": @}", 8));
}

#[test]
fn lines_end_with_a_line_feed() {
    let problem = first("[\r\n1,\r\n  @\r\n]");
    assert_eq!((problem.line, problem.column), (3, 3));
    assert_eq!((problem.excerpt.as_str(), problem.caret_column), ("  @", 3));
}

#[test]
fn tabs_and_control_characters_are_harmless_but_keep_their_columns() {
    let problem = first("[\t\"\u{202e}\u{1b}[31m\"]");
    assert_eq!((problem.column, problem.caret_column), (5, 5));
    assert_eq!(problem.excerpt, "[ \"\u{fffd}\u{fffd}[31m\"]");
}

#[test]
fn long_lines_are_cut_around_the_caret() {
    let line = "1,".repeat(200);
    for (source, cut) in [(format!("[@{line}"), "[@"), (format!("[{line}@{line}"), "…"), (format!("[{line}@"), "…")]
    {
        let problem = first(&source);
        assert!(problem.excerpt.starts_with(cut), "{}", problem.excerpt);
        assert!(problem.excerpt.chars().count() <= 102);
        assert_eq!(problem.excerpt.chars().nth(problem.caret_column - 1), Some('@'));
    }
    let exact = format!("[{}@{}", "1,".repeat(24), "1".repeat(50));
    assert_eq!(first(&exact).excerpt, exact);
}

#[test]
fn places_far_into_a_document() {
    let source = "[\n".to_owned() + &"  \"é\",\n".repeat(3000) + "  @\n]";
    let problem = first(&source);
    assert_eq!((problem.line, problem.column, problem.offset), (3002, 3, source.len() - 3));
    let one_line = "[".to_owned() + &"\"é\",".repeat(5000) + "@]";
    assert_eq!((first(&one_line).line, first(&one_line).column), (1, 20_002));
}

#[test]
fn rendering() {
    let problem = first("{\n  \"list\": [1, 2,]\n}");
    assert_eq!(
        problem.render(),
        "json.trailing-comma: found a comma before a closing bracket: expected a value or no comma\n \
         --> line 2, column 16\n  |\n2 |   \"list\": [1, 2,]\n  |                ^\n  \
         = hint: remove the comma: JSON allows none after the last entry, unlike JSON5 and JavaScript\n",
    );
    assert_eq!(
        problem.to_string(),
        "found a comma before a closing bracket: expected a value or no comma at line 2, column 16",
    );
}
