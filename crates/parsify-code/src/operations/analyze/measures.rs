//! Measures of programs by the numbers of what they consist of.

use super::Halstead;

/// Halstead's measures from the numbers of different and of all operators and operands (M. H. Halstead, *Elements of
/// Software Science*, 1977; the number of delivered bugs is volume / 3000).
///
/// ```
/// let measures = parsify_code::halstead((2, 3), (3, 4));
/// assert_eq!((measures.vocabulary, measures.length), (5, 7));
/// ```
#[must_use]
pub fn halstead((operators, operators_total): (usize, usize), (operands, operands_total): (usize, usize)) -> Halstead {
    let (vocabulary, length) = (operators + operands, operators_total + operands_total);
    let volume = if vocabulary == 0 { 0.0 } else { length as f64 * (vocabulary as f64).log2() };
    let difficulty =
        if operands == 0 { 0.0 } else { operators as f64 / 2.0 * (operands_total as f64 / operands as f64) };
    let effort = difficulty * volume;
    Halstead {
        operators,
        operators_total,
        operands,
        operands_total,
        vocabulary,
        length,
        volume: rounded(volume),
        difficulty: rounded(difficulty),
        effort: rounded(effort),
        time_seconds: rounded(effort / 18.0),
        bugs: rounded(volume / 3000.0),
    }
}

/// The maintainability index from 0 to 100: the form of P. Oman and J. Hagemeister (*Metrics for assessing a software
/// system's maintainability*, 1992) without comments, brought to that range as Visual Studio does:
/// `max(0, (171 − 5.2 ln V − 0.23 CC − 16.2 ln LOC) · 100 / 171)`, with Halstead's volume, the cyclomatic complexity and the
/// lines with code of the whole text. An empty text has 100.
#[must_use]
pub fn maintainability(volume: f64, cyclomatic: usize, lines_of_code: usize) -> f64 {
    if lines_of_code == 0 || volume <= 0.0 {
        return 100.0;
    }
    let index = 171.0 - 5.2 * volume.ln() - 0.23 * cyclomatic as f64 - 16.2 * (lines_of_code as f64).ln();
    rounded((index * 100.0 / 171.0).clamp(0.0, 100.0))
}

/// To three places: what follows says nothing, and would differ between machines.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halstead_of_a_known_program() {
        // `main() { int a, b, c, avg; scanf("%d %d %d", &a, &b, &c); avg = (a + b + c) / 3; printf("avg = %d", avg); }`
        // has 12 different operators, 27 in all, 7 different operands, 15 in all.
        let measures = halstead((12, 27), (7, 15));
        assert_eq!((measures.vocabulary, measures.length), (19, 42));
        assert_eq!((measures.volume, measures.difficulty), (178.413, 12.857));
    }

    #[test]
    fn nothing_is_easy_to_maintain() {
        assert_eq!(maintainability(0.0, 0, 0), 100.0);
        assert_eq!(maintainability(1e12, 10_000, 1_000_000), 0.0);
        assert!(halstead((0, 0), (0, 0)).volume.abs() < f64::EPSILON);
    }
}
