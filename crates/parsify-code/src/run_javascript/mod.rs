//! Runs JavaScript, and TypeScript through its transpiler.

mod module;

pub use module::RunJavascript;
