//! Hostile components in text form: a whole module of the contract of which any piece can be replaced.

use std::fmt::Write as _;

/// Where the guest keeps what it answers with.
pub(crate) const RESULT: u32 = 1024;

const DESCRIPTOR: &str = r#"{"id":"hostile","name":"Hostile","version":"0.1.0","apiVersion":"1.0.0","summary":"Attacks the host","category":"test","operations":[{"name":"attack","summary":"Attacks","params":{"type":"object"},"idempotent":true}]}"#;

/// Everything in it is WebAssembly text. Unchanged, it is a module whose operation `attack` answers with nothing.
///
/// The functions of the main core module can call `$log`, `$progress`, `$config`, `$panicked`, and `$attacked`, which is 1
/// when the call has a configuration: so a start function spares `describe`.
#[derive(Clone, Debug)]
pub(crate) struct Guest {
    descriptor: String,
    describe: Option<String>,
    execute: String,
    realloc: String,
    post: String,
    start: Option<String>,
    pages: u32,
    items: String,
    imports: String,
    with: String,
    before: String,
    encoding: &'static str,
}

impl Default for Guest {
    fn default() -> Self {
        Self {
            descriptor: DESCRIPTOR.to_owned(),
            describe: None,
            execute: format!("(i32.const {RESULT})"),
            realloc: "(global.set $top (i32.and (i32.add (global.get $top) (i32.const 7)) (i32.const -8)))
                (global.get $top) (global.set $top (i32.add (global.get $top) (local.get 3)))"
                .to_owned(),
            post: String::new(),
            start: None,
            pages: 2,
            items: String::new(),
            imports: String::new(),
            with: String::new(),
            before: String::new(),
            encoding: "utf8",
        }
    }
}

impl Guest {
    /// A guest whose `execute` has that body: it has two locals, `$i` and `$j`, and gives the address of its result.
    pub(crate) fn executing(body: impl Into<String>) -> Self {
        Self { execute: body.into(), ..Self::default() }
    }

    /// Bytes of a descriptor that lie in the guest's memory.
    pub(crate) fn descriptor(mut self, json: impl Into<String>) -> Self {
        self.descriptor = json.into();
        self
    }

    /// The body of `describe`, which gives the address of pointer and length.
    pub(crate) fn describe(mut self, body: impl Into<String>) -> Self {
        self.describe = Some(body.into());
        self
    }

    /// The body of the allocator: old address, old length, alignment, new length.
    pub(crate) fn realloc(mut self, body: impl Into<String>) -> Self {
        self.realloc = body.into();
        self
    }

    /// The body of the function that cleans up after `execute`.
    pub(crate) fn post(mut self, body: impl Into<String>) -> Self {
        self.post = body.into();
        self
    }

    /// The body of a start function that runs when a call has a configuration.
    pub(crate) fn start(mut self, body: impl AsRef<str>) -> Self {
        self.start = Some(format!("(if (call $attacked) (then {}))", body.as_ref()));
        self
    }

    /// Pages of memory to begin with.
    pub(crate) fn pages(mut self, pages: u32) -> Self {
        self.pages = pages;
        self
    }

    /// Functions, tables and the like of the main core module.
    pub(crate) fn items(mut self, items: impl Into<String>) -> Self {
        self.items = items.into();
        self
    }

    /// Imports of the main core module, and the arguments of its instantiation that satisfy them.
    pub(crate) fn imports(mut self, imports: impl Into<String>, with: impl Into<String>) -> Self {
        (self.imports, self.with) = (imports.into(), with.into());
        self
    }

    /// Parts of the component that stand before its main core module.
    pub(crate) fn before(mut self, parts: impl Into<String>) -> Self {
        self.before = parts.into();
        self
    }

    /// How `execute` says that its texts are encoded: `utf8`, `utf16` or `latin1+utf16`.
    pub(crate) fn encoding(mut self, encoding: &'static str) -> Self {
        self.encoding = encoding;
        self
    }

    /// The component.
    pub(crate) fn build(&self) -> Vec<u8> {
        let text = self.text();
        wat::parse_str(&text).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The component in text form.
    pub(crate) fn text(&self) -> String {
        let Self { pages, before, with, encoding, .. } = self;
        format!("(component {CONTRACT} {before} {} {} {GUEST})", memory(*pages), self.main_module())
            .replace("(; with ;)", with)
            .replace("(; encoding ;)", &format!("string-encoding={encoding}"))
    }

    fn main_module(&self) -> String {
        let Self { execute, realloc, post, items, imports, .. } = self;
        let length = self.descriptor.len();
        let describe = self.describe.clone().unwrap_or_else(|| {
            format!(
                "(i32.store (i32.const 512) (i32.const 4096)) (i32.store (i32.const 516) (i32.const {length}))
                (i32.const 512)"
            )
        });
        let start = self.start.as_ref().map_or_else(String::new, |body| format!("(start $s) (func $s {body})"));
        format!(
            r#"(core module $main {IMPORTS} {imports}
                (global $top (mut i32) (i32.const 40000))
                (data (i32.const 64) "null")
                (data (i32.const {data}) "\40\00\00\00\04\00\00\00")
                (data (i32.const 4096) "{descriptor}")
                (func $attacked (result i32) (call $config (i32.const 256))
                    (i32.ne (i32.load (i32.const 260)) (i32.const 4)))
                {items} {start}
                (func (export "realloc") (param i32 i32 i32 i32) (result i32) {realloc})
                (func (export "describe") (result i32) {describe})
                (func (export "post") (param i32) {post})
                (func (export "execute") (param i32 i32 i32 i32 i32 i32) (result i32) (local $i i32) (local $j i32)
                    {execute}))"#,
            data = RESULT + 12,
            descriptor = escaped(&self.descriptor),
        )
    }
}

/// The core module that owns the memory, and what the host offers, lowered into it.
fn memory(pages: u32) -> String {
    format!(
        r#"(core module $libc (memory (export "memory") {pages})
            (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 32768)))
        (core instance $libc (instantiate $libc))
        (core func $log (canon lower (func $context "log") (memory (core memory $libc "memory"))))
        (core func $progress (canon lower (func $context "progress")))
        (core func $config (canon lower (func $context "config")
            (memory (core memory $libc "memory")) (realloc (core func $libc "realloc"))))
        (core func $panicked (canon lower (func $context "panicked") (memory (core memory $libc "memory"))))
        (core func $discover (canon lower (func $modules "discover")
            (memory (core memory $libc "memory")) (realloc (core func $libc "realloc"))))"#
    )
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut escaped, byte| {
        let _ = write!(escaped, "\\{byte:02x}");
        escaped
    })
}

const CONTRACT: &str = r#"
(import "parsify:module/types@1.0.0" (instance $types
    (type $payload' (variant (case "text" string) (case "binary" (list u8))))
    (export "payload" (type $payload (eq $payload')))
    (type $document' (record (field "name" string) (field "media-type" string) (field "payload" $payload)))
    (export "document" (type $document (eq $document')))
    (type $request' (record (field "operation" string) (field "documents" (list $document)) (field "params" string)))
    (export "request" (type (eq $request')))
    (type $response' (record
        (field "documents" (list $document)) (field "data" string) (field "warnings" (list string))))
    (export "response" (type (eq $response')))
    (type $kind' (enum
        "invalid-input" "invalid-params" "unsupported" "limit-exceeded" "dependency-failed" "internal"))
    (export "failure-kind" (type $kind (eq $kind')))
    (type $failure' (record (field "kind" $kind) (field "code" string) (field "message" string)
        (field "details" string) (field "suggestions" (list string))))
    (export "failure" (type (eq $failure')))))
(alias export $types "request" (type $request))
(alias export $types "response" (type $response))
(alias export $types "failure" (type $failure))
(import "parsify:module/context@1.0.0" (instance $context
    (type $level' (enum "trace" "debug" "info" "warn" "error"))
    (export "level" (type $level (eq $level')))
    (export "log" (func (param "level" $level) (param "message" string)))
    (export "progress" (func (param "done" u64) (param "total" u64)))
    (export "config" (func (result string)))
    (export "panicked" (func (param "message" string)))))
(import "parsify:module/modules@1.0.0" (instance $modules
    (export "discover" (func (param "operation" string) (param "subject" string) (result (list string))))))
"#;

const IMPORTS: &str = r#"
(import "libc" "memory" (memory 0))
(import "host" "log" (func $log (param i32 i32 i32)))
(import "host" "progress" (func $progress (param i64 i64)))
(import "host" "config" (func $config (param i32)))
(import "host" "panicked" (func $panicked (param i32 i32)))
(import "host" "discover" (func $discover (param i32 i32 i32 i32 i32)))
"#;

const GUEST: &str = r#"
(core instance $main (instantiate $main
    (with "libc" (instance $libc))
    (with "host" (instance (export "log" (func $log)) (export "progress" (func $progress))
        (export "config" (func $config)) (export "panicked" (func $panicked)) (export "discover" (func $discover))))
    (; with ;)))
(func $describe (result string) (canon lift (core func $main "describe") (memory (core memory $libc "memory"))))
(func $execute (param "request" $request) (result (result $response (error $failure)))
    (canon lift (core func $main "execute") (; encoding ;) (memory (core memory $libc "memory"))
        (realloc (core func $main "realloc")) (post-return (core func $main "post"))))
(instance $guest (export "describe" (func $describe)) (export "execute" (func $execute)))
(export "parsify:module/guest@1.0.0" (instance $guest))
"#;
