//! Guests that lie about what they answer.

use parsify_interface::ErrorKind;
use parsify_interface::error::TrapCause;

use super::row::{Row, fails, traps};
use super::wat::{Guest, RESULT};

const ABI: &str = "sandbox.abi";

/// Offsets of the parts of a response and of a failure in the result.
const DOCUMENTS: u32 = 4;
const DATA: u32 = 12;
const WARNINGS: u32 = 20;
const KIND: u32 = 4;
const MESSAGE: u32 = 16;

pub(crate) fn rows() -> Vec<Row> {
    lies().into_iter().chain(floods()).collect()
}

fn lie(name: &'static str, guest: &Guest) -> Row {
    traps(name, guest, TrapCause::Abi, ABI)
}

fn store(offset: u32, value: u32) -> String {
    format!("(i32.store (i32.const {}) (i32.const {value}))", RESULT + offset)
}

/// Answers with a list or text at that offset.
fn answering(setup: &str, offset: u32, pointer: u32, length: u32) -> Guest {
    let (pointer, length) = (store(offset, pointer), store(offset + 4, length));
    Guest::executing(format!("{setup} {pointer} {length} (i32.const {RESULT})"))
}

fn failing(change: &str) -> Guest {
    Guest::executing(format!("(i32.store8 (i32.const {RESULT}) (i32.const 1)) {change} (i32.const {RESULT})"))
}

fn lies() -> Vec<Row> {
    let bad_text = "(i32.store (i32.const 2048) (i32.const 0xfffefdfc))";
    let bad_case = format!("(i32.store8 (i32.const {RESULT}) (i32.const 7)) (i32.const {RESULT})");
    let bad_payload = "(i32.store8 (i32.const 2064) (i32.const 9))";
    let fill =
        "(drop (memory.grow (i32.const 10))) (memory.fill (i32.const 0x10000) (i32.const 91) (i32.const 100000))";
    vec![
        lie("result out of bounds", &Guest::executing("(i32.const -8)")),
        lie("result at the very end", &Guest::executing("(i32.const 131068)")),
        lie("result unaligned", &Guest::executing(format!("(i32.const {})", RESULT + 1))),
        lie("unknown case of the result", &Guest::executing(bad_case)),
        lie("unknown kind of failure", &failing(&store(KIND, 9))),
        lie(
            "message of a failure out of bounds",
            &failing(&format!("{}{}", store(MESSAGE, 9), store(MESSAGE + 4, 1 << 30))),
        ),
        lie("documents out of bounds", &answering("", DOCUMENTS, 131_000, 1000)),
        lie("documents unaligned", &answering("", DOCUMENTS, 2049, 1)),
        lie("documents whose length overflows", &answering("", DOCUMENTS, 2048, 0x0924_924A)),
        lie("unknown case of a payload", &answering(bad_payload, DOCUMENTS, 2048, 1)),
        lie("text out of bounds", &answering("", DATA, 0xffff_fff0, 4)),
        lie("text longer than memory", &answering("", DATA, 64, 0xffff_ffff)),
        lie("text that is no UTF-8", &answering(bad_text, DATA, 2048, 4)),
        lie(
            "a lone surrogate",
            &answering("(i32.store (i32.const 2048) (i32.const 0xd800d800))", DATA, 2048, 2).encoding("utf16"),
        ),
        lie("UTF-16 longer than memory", &answering("", DATA, 64, 0x7fff_ffff).encoding("utf16")),
        lie("UTF-16 at an odd address", &answering("", DATA, 65, 4).encoding("utf16")),
        lie(
            "a lone surrogate behind a tag",
            &answering("(i32.store (i32.const 2048) (i32.const 0xd800d800))", DATA, 2048, 0x8000_0002)
                .encoding("latin1+utf16"),
        ),
        lie("a warning that is no UTF-8", &answering(&format!("{bad_text} {WARNING}"), WARNINGS, 3072, 1)),
        lie("a billion warnings", &answering("", WARNINGS, 0, 1 << 30)),
        lie("data that is no JSON", &answering("(i32.store (i32.const 2048) (i32.const 0x7b7b7b7b))", DATA, 2048, 4)),
        lie("no data at all", &answering("", DATA, 2048, 0)),
        lie("data nested 100000 deep", &answering(fill, DATA, 0x10000, 100_000)),
    ]
}

/// A warning at 3072 whose four bytes lie at 2048.
const WARNING: &str = "(i32.store (i32.const 3072) (i32.const 2048)) (i32.store (i32.const 3076) (i32.const 4))";

fn floods() -> Vec<Row> {
    let output = |name, guest: &Guest| fails(name, guest, ErrorKind::Output, "sandbox.output");
    let room = "(drop (memory.grow (i32.const 960)))";
    vec![
        // 60,000,000 zero bytes are a text as any other.
        output("data larger than allowed", &answering(room, DATA, 0x20000, 60_000_000))
            .limits(|l| l.with_output(1 << 20)),
        output("documents that share one text", &aliasing(20_000, 28, 0)),
        output("documents that share one binary", &aliasing(20_000, 28, 20)),
        output("warnings that share one text", &aliasing_warnings()),
        output("warnings that share one text in UTF-16", &aliasing_warnings().encoding("utf16")),
        output("warnings that share one text in Latin-1", &aliasing_warnings().encoding("latin1+utf16")),
        output("millions of empty warnings", &answering(room, WARNINGS, 0x20000, 7_000_000)),
        output("millions of empty documents", &answering(room, DOCUMENTS, 0x20000, 2_000_000)),
        output("a failure with a huge message", &huge_message()).limits(|limits| limits.with_output(1 << 20)),
    ]
}

/// `count` records of `size` bytes from page 2 on, each with the same 16 MiB at offset `place`.
fn shared(count: u32, size: u32, place: u32) -> String {
    let first = 0x20000;
    format!(
        "(drop (memory.grow (i32.const 512)))
        (loop $next
            (local.set $j (i32.add (i32.const {first}) (i32.mul (local.get $i) (i32.const {size}))))
            (i32.store8 (i32.add (local.get $j) (i32.const 16)) (i32.const {binary}))
            (i32.store (i32.add (local.get $j) (i32.const {place})) (i32.const 0x1000000))
            (i32.store (i32.add (local.get $j) (i32.const {length_place})) (i32.const 0x1000000))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $next (i32.lt_u (local.get $i) (i32.const {count}))))",
        binary = u32::from(place == 20),
        length_place = place + 4,
    )
}

fn aliasing(count: u32, size: u32, place: u32) -> Guest {
    answering(&shared(count, size, place), DOCUMENTS, 0x20000, count)
}

/// Warnings are pairs, so a record of 28 bytes is too wide: here only the first counts.
fn aliasing_warnings() -> Guest {
    let pairs = "(drop (memory.grow (i32.const 512)))
        (loop $next
            (local.set $j (i32.add (i32.const 0x20000) (i32.mul (local.get $i) (i32.const 8))))
            (i32.store (local.get $j) (i32.const 0x1000000)) (i32.store offset=4 (local.get $j) (i32.const 0x700000))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $next (i32.lt_u (local.get $i) (i32.const 100000))))";
    answering(pairs, WARNINGS, 0x20000, 100_000)
}

fn huge_message() -> Guest {
    let (pointer, length) = (store(MESSAGE, 0x20000), store(MESSAGE + 4, 50_000_000));
    failing(&format!("(drop (memory.grow (i32.const 960))) {pointer} {length}"))
}
