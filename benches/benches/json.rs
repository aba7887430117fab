//! How fast the JSON operations are, natively and in a fresh sandbox, beside serde_json, Node and jq, on documents of three
//! shapes and four sizes. Words pick from them: `cargo bench --bench json -- format twitter 100KB 2MB`.
#![expect(clippy::print_stdout, reason = "a benchmark reports on its standard output")]

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use parsify::json_operations::{FormatOptions, MinifyOptions, ValidateOptions, format, minify, validate};
use parsify::{CallOptions, LimitOverrides, Module as _, Request};
use parsify_bench::rounds::{Rounds, shown};
use parsify_bench::shapes::Shape;
use parsify_bench::{guests, outside, transcode};
use parsify_sandbox::{Sandbox, SandboxConfig, WasmModule};
use serde_json::Value;

const SIZES: [(&str, usize, usize); 4] =
    [("1KB", 1 << 10, 31), ("100KB", 100 << 10, 31), ("2MB", 2 << 20, 15), ("50MB", 50 << 20, 3)];
const SLICE: Duration = Duration::from_millis(6);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    // Of each group, the words that were said, or all.
    let wanted = |names: &[&str]| {
        ALL_WORDS.iter().all(|group| {
            let mut said = words.iter().map(String::as_str).filter(|word| group.contains(word)).peekable();
            said.peek().is_none() || said.any(|word| names.contains(&word))
        })
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    let (bytes, digest) = guests::artifact("json-processor");
    let sandbox = Sandbox::new(SandboxConfig::new()).expect("the engine works here");
    let module = runtime.block_on(sandbox.load(bytes, digest)).expect("the guest loads");
    println!("{}", sandbox.machine());
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    let mut summary = Vec::new();
    for shape in Shape::ALL {
        for (size, bytes, rounds) in SIZES {
            let text = shape.document(bytes);
            let file = folder.path().join("document.json");
            std::fs::write(&file, &text).expect("there is room");
            for operation in ["format", "minify", "validate"] {
                if wanted(&[shape.name(), size, operation]) {
                    let case = Case {
                        operation,
                        text: &text,
                        file: &file,
                        title: format!("{operation} {} {size}", shape.name()),
                    };
                    summary.push(case.measure(&module, &runtime, rounds));
                }
            }
        }
    }
    print(&summary);
}

const ALL_WORDS: [&[&str]; 3] =
    [&["twitter", "citm", "canada"], &["1KB", "100KB", "2MB", "50MB"], &["format", "minify", "validate"]];

struct Case<'a> {
    operation: &'static str,
    text: &'a str,
    file: &'a Path,
    title: String,
}

/// Nanoseconds, but for the memory.
struct Line {
    title: String,
    bytes: usize,
    native: f64,
    fresh: f64,
    tree: f64,
    stream: f64,
    node: Option<f64>,
    jq: Option<f64>,
    /// Bytes of the guest's memory beyond input and output.
    surplus: i64,
}

impl Case<'_> {
    fn measure(self, module: &WasmModule, runtime: &tokio::runtime::Runtime, rounds: usize) -> Line {
        let request = Request::new(self.operation).with_text("json", self.text);
        let limits = LimitOverrides::default().with_output(200 << 20);
        let options = CallOptions::new().with_limits(limits);
        let call = || runtime.block_on(module.execute(&request, &options)).expect("the document is good");
        let report = call().report;
        let surplus = report.peak_memory as i64 - report.bytes_in as i64 - report.bytes_out as i64;
        let least = Rounds::new()
            .with("floor: native", || self.native())
            .with("sandbox, fresh", || _ = black_box(call()))
            .with("serde_json tree, native", || self.tree())
            .with("serde_json stream, native", || self.stream())
            .run(&self.title, rounds, SLICE);
        let node = outside::node(self.file, self.operation);
        let jq = if self.text.len() > 1 << 20 { outside::jq(self.file, self.operation) } else { None };
        let bytes = self.text.len();
        let [native, fresh, tree, stream] = least[..] else { unreachable!("four ways") };
        Line { title: self.title, bytes, native, fresh, tree, stream, node, jq, surplus }
    }

    fn native(&self) {
        match self.operation {
            "format" => _ = black_box(format(self.text, &FormatOptions::default())),
            "minify" => _ = black_box(minify(self.text, &MinifyOptions::default())),
            _ => _ = black_box(validate(self.text, &ValidateOptions::default())),
        }
    }

    fn tree(&self) {
        let value: Value = serde_json::from_str(self.text).expect("the document is good");
        match self.operation {
            "format" => _ = black_box(serde_json::to_string_pretty(&value)),
            "minify" => _ = black_box(serde_json::to_string(&value)),
            _ => _ = black_box(value),
        }
    }

    fn stream(&self) {
        match self.operation {
            "format" => _ = black_box(transcode::pretty(self.text)),
            "minify" => _ = black_box(transcode::compact(self.text)),
            _ => transcode::ignore(self.text),
        }
    }
}

/// Everything in one table: how many times as long the others take.
fn print(lines: &[Line]) {
    println!(
        "\n{:<24} {:>10} {:>9} {:>10} {:>8} | sandbox beside: {:>7} {:>7} {:>7} {:>7} | native beside: {:>7}",
        "least times", "native", "MB/s", "sandbox", "tax", "tree", "stream", "node", "jq", "stream"
    );
    for line in lines {
        let rate = line.bytes as f64 / line.native * 1e3;
        let beside = |other: Option<f64>| other.map_or("-".to_owned(), |other| format!("{:.2}", other / line.fresh));
        println!(
            "{:<24} {:>10} {:>9.0} {:>10} {:>8.2} |                 {:>7} {:>7} {:>7} {:>7} |                {:>7.2}  memory: in + out + {} KiB",
            line.title,
            shown(line.native),
            rate,
            shown(line.fresh),
            line.fresh / line.native,
            beside(Some(line.tree)),
            beside(Some(line.stream)),
            beside(line.node),
            beside(line.jq),
            line.stream / line.native,
            line.surplus >> 10,
        );
    }
}
