//! How deep brackets nest, before a parser follows them with its stack.

use parsify_error::Failure;

use crate::failure::depth_failure;

/// How deep the brackets of a program may nest.
///
/// A parser needs a few hundred bytes to a few kilobytes of stack for each level; the guests have 8 MiB, of which this takes
/// a part that was measured with margin. What people write nests less than fifty levels.
pub const MOST_NESTING: usize = 400;

/// Refuses a text whose brackets nest deeper than [`MOST_NESTING`].
///
/// It counts `(`, `[` and `{` wherever they stand, in texts and comments too; those that are closed again do not add up, so
/// only a text or comment with hundreds of unclosed brackets is refused wrongly. What nests without brackets (`!!!!x`) gets
/// by, and meets the end of the stack: in the sandbox an ordinary failure.
///
/// # Errors
///
/// [`code::DEPTH`](crate::code::DEPTH), with the place.
pub fn check_nesting(text: &str) -> Result<(), Failure> {
    let mut depth = 0_usize;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                if depth > MOST_NESTING {
                    return Err(depth_failure(MOST_NESTING, offset));
                }
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_brackets_are_refused_with_their_place() {
        assert!(check_nesting(&"([{}])".repeat(100_000)).is_ok());
        assert!(check_nesting(&"(".repeat(MOST_NESTING)).is_ok());
        let failure = check_nesting(&"(".repeat(1_000_000)).unwrap_err();
        assert_eq!(failure.code(), crate::code::DEPTH);
        assert_eq!(failure.details()["offset"], parsify_error::Detail::Unsigned(MOST_NESTING as u64));
    }
}
