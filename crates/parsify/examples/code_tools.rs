//! What can be done with code: format, check, lint, shrink and translate it, all in the sandbox.
//!
//! ```sh
//! cargo run -p parsify --example code_tools
//! ```
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use parsify::code_operations::{
    DetectOptions, FormatOptions, LintOptions, MinifyOptions, Target, TranspileOptions, ValidateOptions,
};
use parsify::{Failure, detect_language, format_code, lint_code, minify_code, transpile_code, validate_code};

const SOURCE: &str = "\
interface Item { price: number; count: number }

export function total(items: Item[]): number {
  let sum = 0;
  for (const { price, count } of items) {
    if (price > 0 && count > 0) { sum += price * count }
  }
  return sum ?? 0;
}
";

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let detected = detect_language(SOURCE, &DetectOptions::default()).await?;
    println!(
        "the text is {} ({:.0} % sure)",
        detected.name.as_deref().unwrap_or("unknown"),
        detected.confidence * 100.0
    );

    let mut options = FormatOptions::default();
    options.indent_size = Some(4);
    let formatted = format_code(SOURCE, "typescript", &options).await?;
    println!("\nformatted:\n{formatted}");
    assert_eq!(format_code(formatted.as_str(), "typescript", &options).await?, formatted);

    // A program with errors is no failure: what is wrong with it is the result.
    let validation = validate_code("let a = [1, 2;", "javascript", &ValidateOptions::default()).await?;
    for problem in &validation.problems {
        println!("line {}, column {}: {}", problem.start.line, problem.start.column, problem.message);
    }
    assert!(!validation.valid);

    let report = lint_code("import os\nif x == None:\n    pass\n", "python", &LintOptions::default()).await?;
    for finding in &report.findings {
        println!("{}: {}", finding.problem.code, finding.problem.message);
    }
    assert!(report.findings.iter().any(|finding| finding.problem.code == "F401"));

    let mut options = TranspileOptions::default();
    options.target = Target::Es2015;
    let script = transpile_code(SOURCE, "typescript", &options).await?;
    assert!(!script.contains("interface") && !script.contains("??"));
    let small = minify_code(script.as_str(), "javascript", &MinifyOptions::default()).await?;
    println!("\n{} bytes become {}:\n{small}", script.len(), small.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_runs() {
        super::main().unwrap();
    }
}
