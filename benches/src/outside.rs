//! Node and jq as peers: programs of the machine, left out where they are not there.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const SCRIPT: &str = r"
const [file, operation] = process.argv.slice(1);
const text = require('fs').readFileSync(file, 'utf8');
const once = {
  format: () => JSON.stringify(JSON.parse(text), null, 2).length,
  minify: () => JSON.stringify(JSON.parse(text)).length,
  validate: () => JSON.parse(text) !== undefined,
}[operation];
const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) * 1000; };
const calibration = spent();
once();
const each = Math.max(spent() - calibration, 1000);
const count = Math.max(1, Math.round(1e8 / each));
for (let turn = 0; turn < count; turn += 1) once();
let least = Infinity;
for (let round = 0; round < 7; round += 1) {
  const begun = spent();
  for (let turn = 0; turn < count; turn += 1) once();
  least = Math.min(least, (spent() - begun) / count);
}
console.log(least);
";

/// Processor nanoseconds of `JSON.parse` with `JSON.stringify` in a warm process, the least of some rounds: all threads of
/// the process, the collector's too. Nothing without Node.
#[must_use]
pub fn node(file: &Path, operation: &str) -> Option<f64> {
    let output = Command::new("node").args(["-e", SCRIPT]).arg(file).arg(operation).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Nanoseconds of a tick, in which Linux counts the time of children that have ended.
const TICK: f64 = 1e7;
/// Time after which the error of a tick is small.
const ENOUGH: f64 = 0.6e9;

/// Processor nanoseconds of the whole process `jq .` (`jq -c .`, `jq empty`): the mean of some runs. Nothing without jq.
#[must_use]
pub fn jq(file: &Path, operation: &str) -> Option<f64> {
    let words: &[&str] = match operation {
        "format" => &["."],
        "minify" => &["-c", "."],
        _ => &["empty"],
    };
    let begun = children()?;
    let mut runs = 0.0;
    loop {
        let status = Command::new("jq").args(words).arg(file).stdout(Stdio::null()).status().ok()?;
        runs += 1.0;
        let spent = children()? - begun;
        if !status.success() || spent >= ENOUGH || runs >= 100.0 {
            return status.success().then_some(spent / runs);
        }
    }
}

/// Processor nanoseconds of all children that have ended.
fn children() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name, which may hold anything: state, then numbers; the 14th and 15th are of the children.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(13);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) * TICK)
}
