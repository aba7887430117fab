/// Whether two outputs say the same, but for what differs from machine to machine and from build to build: digests, sizes,
/// times, and the space that a column takes for them.
pub(super) fn alike(one: &str, other: &str) -> bool {
    one.lines().map(plain).eq(other.lines().map(plain))
}

fn plain(line: &str) -> String {
    let indentation = line.len() - line.trim_start().len();
    let words: Vec<_> = line.split_whitespace().collect();
    let mut plain = vec![" ".repeat(indentation)];
    for (at, word) in words.iter().enumerate() {
        let unit = words.get(at + 1).map(|unit| unit.trim_matches([',', ';', ')']));
        plain.push(match word.trim_matches(['"', ',', '(']) {
            bare if is_digest(bare) => word.replace(bare, "DIGEST"),
            bare if unit.is_some_and(|unit| UNITS.contains(&unit)) && is_number(bare) => word.replace(bare, "N"),
            bare if is_date(bare) => word.replace(bare, "DATE"),
            _ => (*word).to_owned(),
        });
    }
    // A unit that became another one with its number.
    let units = [("N KiB", "N B"), ("N MiB", "N B"), ("N min", "N s"), ("N ms", "N s")];
    units.iter().fold(plain.join(" "), |text, (unit, same)| text.replace(unit, same))
}

const UNITS: [&str; 6] = ["ms", "s", "min", "B", "KiB", "MiB"];

/// The whole of one, or its beginning.
fn is_digest(word: &str) -> bool {
    let digits = word.strip_prefix("sha256:").unwrap_or(word);
    digits.len() >= 12 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_number(word: &str) -> bool {
    word.parse::<f64>().is_ok()
}

/// `2026-01-31` or `23:59:59`.
fn is_date(word: &str) -> bool {
    let parts: Vec<_> = word.split(['-', ':']).collect();
    parts.len() == 3 && parts.iter().all(|part| part.len() >= 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[test]
fn what_differs_from_build_to_build_is_alike() {
    let alike_words = [
        ("a  0123456789ab  b", "a  ba9876543210    b"),
        ("digest sha256:0123456789ab", "digest sha256:ffffffffffff"),
        ("time: 1.2 ms in all, 0.9 ms", "time: 12.0 ms in all, 3.0 ms"),
        ("size 329 KiB", "size 1.1 MiB"),
        ("installed 2026-11-23 07:37:52 UTC", "installed 2027-01-01 00:00:00 UTC"),
    ];
    assert!(alike_words.iter().all(|(one, other)| alike(one, other)));
    let different = [("a 0.1.0", "a 0.1.1"), ("  a", "a"), ("3 installed", "2 installed"), ("a\nb", "a")];
    assert!(different.iter().all(|(one, other)| !alike(one, other)));
}
