//! How long a store takes: `cargo run --release -p parsify-loader --example figures [MODULES]`.
#![expect(clippy::print_stdout, reason = "figures are for people")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use parsify_interface::Descriptor;
use parsify_loader::{Artifact, Loader, Receipt, Source, Store, StorePlace};

const TIMES: usize = 15;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let modules = std::env::args().nth(1).map_or(Ok(10_000), |text| text.parse())?;
    let home = tempfile::tempdir()?;
    let store = Store::new(StorePlace::at(home.path().join("modules")));

    let small = store.clone();
    let mut number = 1_000_000;
    show("install into an empty store", || install(&small, next(&mut number), 100_000));

    let start = Instant::now();
    let mut transaction = store.begin()?;
    for number in 0..modules {
        let artifact = artifact(number, 1_000);
        let receipt = receipt(&artifact, number);
        transaction.add(&artifact, receipt)?;
    }
    transaction.write_lock_file("lock")?;
    transaction.commit()?;
    println!("{:34} {:>9.1?}", format!("install {modules} modules at once"), start.elapsed());
    let bytes = store.place().folder().join("state.json").metadata()?.len();
    println!("{:34} {:>9}", "bytes of the state", bytes);

    show("read the state", || {
        black_box(store.state()?);
        Ok(())
    });
    show("begin a change", || {
        black_box(store.begin()?);
        Ok(())
    });
    show("install one more", || install(&store, next(&mut number), 100_000));
    let state = store.state()?;
    let receipt = state.receipts().next().ok_or("an empty store")?;
    show("read and verify one artifact", || {
        black_box(store.artifact(receipt)?);
        Ok(())
    });
    let start = Instant::now();
    let problems = store.verify(|_| {})?;
    println!("{:34} {:>9.1?}", format!("verify: {} problems", problems.len()), start.elapsed());
    std::fs::write(store.place().folder().join("state.json"), "")?;
    let start = Instant::now();
    let rebuilt = store.rebuild()?;
    println!("{:34} {:>9.1?}", format!("rebuild: {} modules", rebuilt.state.len()), start.elapsed());
    Ok(())
}

fn show(what: &str, mut run: impl FnMut() -> Result<(), Box<dyn std::error::Error>>) {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..TIMES {
        let start = Instant::now();
        if let Err(error) = run() {
            println!("{what}: {error}");
            return;
        }
        times.push(start.elapsed());
    }
    times.sort();
    println!("{what:34} {:>9.1?} (best {:.1?}, worst {:.1?})", times[TIMES / 2], times[0], times[TIMES - 1]);
}

fn next(number: &mut u64) -> u64 {
    *number += 1;
    *number
}

fn install(store: &Store, number: u64, length: usize) -> Result<(), Box<dyn std::error::Error>> {
    let artifact = artifact(number, length);
    let mut transaction = store.begin()?;
    transaction.add(&artifact, receipt(&artifact, number))?;
    transaction.write_lock_file(format!("lock {number}"))?;
    transaction.commit()?;
    Ok(())
}

fn artifact(number: u64, length: usize) -> Artifact {
    let mut bytes = b"\0asm\x0d\0\x01\0".to_vec();
    bytes.extend(number.to_le_bytes());
    bytes.resize(length, 0);
    Loader::new().load(&Source::bytes("sample", bytes)).expect("a component's header")
}

/// With three operations, as a small module has them.
fn receipt(artifact: &Artifact, number: u64) -> Receipt {
    let operation = |name: &str| {
        format!(
            r#"{{"name": "{name}", "summary": "Does something with a document", "formats": ["json"],
                "documents": [{{"name": "input", "mediaType": "application/json", "summary": "What to work on"}}],
                "params": {{"type": "object", "additionalProperties": false, "properties": {{
                    "indent": {{"type": "integer", "minimum": 0, "maximum": 16, "description": "Spaces for each level"}},
                    "sortKeys": {{"type": "boolean", "default": false, "description": "Sorts the keys of objects"}}}}}}}}"#
        )
    };
    let operations = ["format", "minify", "analyze"].map(operation).join(", ");
    let text = format!(
        r#"{{"id": "module-{number}", "name": "Module {number}", "version": "1.2.0", "apiVersion": "1.0.0",
            "summary": "Works on documents", "category": "tools", "operations": [{operations}]}}"#
    );
    Receipt::new(artifact, Descriptor::parse(&text).expect("a descriptor"))
}
