//! Compresses the descriptor, a tenth of the component otherwise.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=descriptor.json");
    let text = fs::read("descriptor.json")?;
    let folder = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&folder).join("descriptor"), miniz_oxide::deflate::compress_to_vec(&text, 10))
}
