use std::fmt::{self, Write as _};

/// Pages that a guest begins with, when its constants need no more.
pub(super) const PAGES: u32 = 2;
const PAGE: u32 = 65536;
/// Where the constants begin. Address 0 stays unused.
const CONSTANTS: u32 = 1024;

/// A run of bytes in the guest's memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) address: u32,
    pub(super) length: u32,
}

impl Place {
    /// As a `string` or `list` stands in memory.
    pub(super) fn bytes(self) -> [u8; 8] {
        let mut bytes = [0; 8];
        bytes[..4].copy_from_slice(&self.address.to_le_bytes());
        bytes[4..].copy_from_slice(&self.length.to_le_bytes());
        bytes
    }
}

/// The two arguments that a `string` or `list` is.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "(i32.const {}) (i32.const {})", self.address, self.length)
    }
}

/// The constants of a guest, and the text of its core module.
#[derive(Debug)]
pub(super) struct CoreModule {
    top: u32,
    segments: String,
}

impl CoreModule {
    pub(super) fn new() -> Self {
        Self { top: CONSTANTS, segments: String::new() }
    }

    /// Adds a constant.
    pub(super) fn place(&mut self, bytes: &[u8]) -> Place {
        let place = Place { address: self.top, length: bytes.len() as u32 };
        let _ = write!(self.segments, "(data (i32.const {}) \"", place.address);
        for byte in bytes {
            let _ = write!(self.segments, "\\{byte:02x}");
        }
        self.segments.push_str("\")\n");
        self.top = (place.address + place.length).next_multiple_of(8);
        place
    }

    /// The module. `calls`: it imports the interface `modules`; `grown`: pages that `execute` takes first.
    pub(super) fn text(
        mut self,
        calls: bool,
        grown: u32,
        execute: &str,
        description: Place,
        (items, functions): (&str, usize),
    ) -> String {
        let description = self.place(&description.bytes());
        let Self { top, segments } = self;
        format!(
            r#"(module
                {imports}
                (memory (export "memory") {pages})
                (global $top (mut i32) (i32.const {top}))
                {segments} {REALLOC} {append}
                (func (export "parsify:module/guest@1.0.0#describe") (result i32) (i32.const {description}))
                (func (export "parsify:module/guest@1.0.0#execute")
                    (param $operation i32) (param $operation-length i32)
                    (param $documents i32) (param $documents-count i32)
                    (param $params i32) (param $params-length i32)
                    (result i32)
                    (local $answer i32) (local $list i32) (local $mark i32) (local $i i32)
                    {grow} {execute})
                {items} {unused})"#,
            imports = if calls { IMPORTS } else { "" },
            append = if calls { APPEND } else { "" },
            pages = PAGES.max(top / PAGE + 1),
            description = description.address,
            grow = if grown > 0 { format!("(call $grow (i32.const {grown}))") } else { String::new() },
            unused = (0..functions).map(unused).collect::<String>(),
        )
    }
}

const IMPORTS: &str = r#"
    (import "parsify:module/modules@1.0.0" "call"
        (func $call (param i32 i32 i32 i32 i32 i32 i32 i32 i32)))
    (import "parsify:module/modules@1.0.0" "discover" (func $discover (param i32 i32 i32 i32 i32)))"#;

/// Nothing is ever freed, and no string arrives in pieces that would have to be moved: there is no transcoding.
const REALLOC: &str = r#"
    (func $grow (param $pages i32)
        (if (i32.eq (memory.grow (local.get $pages)) (i32.const -1)) (then unreachable)))
    (func $realloc (export "cabi_realloc")
        (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
        (local $pages i32)
        (if (local.get $old-size) (then unreachable))
        (local.set $old (i32.and
            (i32.add (global.get $top) (i32.sub (local.get $align) (i32.const 1)))
            (i32.sub (i32.const 0) (local.get $align))))
        (global.set $top (i32.add (local.get $old) (local.get $size)))
        (local.set $pages (i32.sub
            (i32.add (i32.shr_u (global.get $top) (i32.const 16)) (i32.const 1)) (memory.size)))
        (if (i32.gt_s (local.get $pages) (i32.const 0)) (then (call $grow (local.get $pages))))
        (local.get $old))"#;

/// Puts bytes at the end of what is in use.
const APPEND: &str = r#"
    (func $append (param $address i32) (param $length i32)
        (memory.copy
            (call $realloc (i32.const 0) (i32.const 0) (i32.const 1) (local.get $length))
            (local.get $address) (local.get $length)))"#;

/// A function that no other one equals.
fn unused(number: usize) -> String {
    let steps: String = (0..110)
        .map(|step| {
            let constant = (number * 110 + step) * 7919;
            format!(
                "(i32.add (i32.rotl (local.get 0) (i32.const {})) (i32.const {}))(local.set 0)",
                step % 31 + 1,
                constant % (1 << 27)
            )
        })
        .collect();
    format!("(func (param i32) (result i32) {steps} (local.get 0))")
}
