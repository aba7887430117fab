use unicode_width::UnicodeWidthStr as _;

use super::style::{STRONG, paint};

/// Rows under a heading, each column as wide as its widest cell. The last column is left ragged.
pub(super) fn table<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> String {
    let mut widths = heading.map(str::len);
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let line = |cells: &[String; N]| {
        let mut text = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            text.push_str(cell);
            text.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        text.trim_end().to_owned()
    };
    let mut text = paint(STRONG, line(&heading.map(str::to_owned))) + "\n";
    for row in rows {
        text.push_str(&line(row));
        text.push('\n');
    }
    text
}
