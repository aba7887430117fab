//! Doubles as ECMAScript writes them.

/// `Number::toString` (ECMA-262, section 6.1.6.1.20) of a finite number, its second note included: of the shortest digits
/// the nearest, of two that are equally near the even ones.
pub fn ecmascript(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let mut buffer = zmij::Buffer::new();
    let text = buffer.format_finite(value);
    let (sign, text) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, fraction].concat();
    let digits = all.trim_start_matches('0');
    // The number is 0.digits × 10^point.
    let leading = all.len() - digits.len();
    let point = exponent.parse::<i32>().unwrap_or_default() + signed(whole.len()) - signed(leading);
    format!("{sign}{}", laid_out(digits.trim_end_matches('0'), point))
}

fn laid_out(digits: &str, point: i32) -> String {
    let count = signed(digits.len());
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or_default());
    if count <= point && point <= 21 {
        format!("{digits}{}", zeros(point - count))
    } else if 0 < point && point <= 21 {
        let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or_default());
        format!("{whole}.{fraction}")
    } else if -6 < point && point <= 0 {
        format!("0.{}{digits}", zeros(-point))
    } else {
        let (first, rest) = digits.split_at(1);
        let dot = if rest.is_empty() { "" } else { "." };
        let plus = if point > 1 { "+" } else { "" };
        format!("{first}{dot}{rest}e{plus}{}", point - 1)
    }
}

fn signed(length: usize) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}
