//! Small guests written in WebAssembly text, made into components as a toolchain does it: for what no guest in Rust can be
//! brought to do, and for guests by the thousand.

use parsify_interface::WIT;
use parsify_loader::{Loader, Source};
use parsify_sandbox::{Sandbox, WasmModule};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

/// Where the answer lies that says nothing: the first case of the result, with no documents, `data` and no warnings.
const ANSWER: u32 = 1024;
/// Where `data` lies.
const DATA: u32 = 2048;
const DESCRIPTOR: u32 = 4096;
/// The allocator begins here.
const HEAP: u32 = 16384;

/// A guest with one operation, `run`, that answers with a JSON text or does what its body says.
#[derive(Clone, Debug)]
pub struct GuestText {
    id: String,
    data: String,
    execute: Option<String>,
    functions: usize,
}

impl GuestText {
    /// Pages of memory that it begins with.
    pub const PAGES: u64 = 2;

    /// A guest whose operation answers `null`.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), data: "null".to_owned(), execute: None, functions: 0 }
    }

    /// The JSON text that it answers with; plain ASCII without quotes.
    #[must_use]
    pub fn answering(mut self, data: impl Into<String>) -> Self {
        self.data = data.into();
        self
    }

    /// The body of `execute`, in WebAssembly text; it leaves the address of its answer.
    #[must_use]
    pub fn executing(mut self, body: impl Into<String>) -> Self {
        self.execute = Some(body.into());
        self
    }

    /// So many functions that nobody calls, of 1.4 KB each: what a large guest has to load.
    #[must_use]
    pub fn with_functions(mut self, functions: usize) -> Self {
        self.functions = functions;
        self
    }

    /// The component.
    ///
    /// # Panics
    ///
    /// If the text is not WebAssembly.
    #[must_use]
    pub fn build(&self) -> Vec<u8> {
        let mut core = wat::parse_str(self.core()).expect("the text is WebAssembly");
        let mut resolve = Resolve::default();
        let package = resolve.push_str("module.wit", WIT).expect("the contract is WIT");
        let world = resolve.select_world(&[package], Some("module")).expect("the contract has this world");
        embed_component_metadata(&mut core, &resolve, world, StringEncoding::UTF8).expect("a module has sections");
        let encoder =
            ComponentEncoder::default().validate(false).module(&core).expect("the core module fits the world");
        encoder.validate(true).encode().expect("the component is valid")
    }

    /// The component in a sandbox.
    ///
    /// # Panics
    ///
    /// If it cannot be loaded.
    pub async fn load(&self, sandbox: &Sandbox) -> WasmModule {
        let loaded = Loader::new().load(&Source::bytes(self.id.as_str(), self.build())).expect("it is a component");
        sandbox.load(loaded.bytes().to_vec(), *loaded.digest()).await.expect("the guest loads")
    }

    fn core(&self) -> String {
        let descriptor = self.descriptor();
        let (data, execute) = (&self.data, self.execute.clone().unwrap_or_else(|| format!("(i32.const {ANSWER})")));
        format!(
            r##"(module
                (memory (export "memory") {pages})
                (global $top (mut i32) (i32.const {HEAP}))
                (data (i32.const {answer}) "{}{}")
                (data (i32.const {DATA}) "{data}")
                (data (i32.const {DESCRIPTOR}) "{}")
                (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
                    (global.set $top (i32.and (i32.add (global.get $top) (i32.const 7)) (i32.const -8)))
                    (global.get $top) (global.set $top (i32.add (global.get $top) (local.get 3))))
                (func (export "parsify:module/guest@1.0.0#describe") (result i32)
                    (i32.store (i32.const 512) (i32.const {DESCRIPTOR}))
                    (i32.store (i32.const 516) (i32.const {length}))
                    (i32.const 512))
                (func (export "parsify:module/guest@1.0.0#execute") (param i32 i32 i32 i32 i32 i32) (result i32)
                    {execute})
                {unused})"##,
            word(DATA),
            word(data.len() as u32),
            escaped(&descriptor),
            // After the case, and pointer and length of the documents.
            answer = ANSWER + 12,
            length = descriptor.len(),
            pages = Self::PAGES,
            unused = (0..self.functions).map(unused).collect::<String>(),
        )
    }

    fn descriptor(&self) -> String {
        let operation =
            serde_json::json!({ "name": "run", "summary": "Runs", "params": { "type": "object" }, "idempotent": true });
        let descriptor = serde_json::json!({
            "id": self.id, "name": self.id, "version": "0.1.0", "apiVersion": "1.0.0", "summary": "A guest in text form",
            "category": "test", "operations": [operation],
        });
        descriptor.to_string()
    }
}

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

/// A number as the four bytes that it has in memory.
fn word(number: u32) -> String {
    number.to_le_bytes().iter().map(|byte| format!("\\{byte:02x}")).collect()
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("\\{byte:02x}")).collect()
}
