use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::place::Span;
use crate::problem::Problem;

/// What `analyze` finds. How each number is counted stands in the documentation of the code processor.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Analysis {
    /// The language it was read as.
    pub language: String,
    /// Its lines.
    pub lines: Lines,
    /// Its tokens, comments aside, by kind.
    pub tokens: BTreeMap<String, usize>,
    /// How many there are of what is listed below, and sums.
    pub totals: Totals,
    /// Its functions and methods, in the order of the text.
    pub functions: Vec<Function>,
    /// Its classes, in the order of the text.
    pub classes: Vec<Class>,
    /// What it imports, in the order of the text.
    pub imports: Vec<Import>,
    /// The names it exports, in the order of the text.
    pub exports: Vec<String>,
    /// Its variables, in the order of the text.
    pub variables: Vec<Variable>,
    /// The modules it imports from, each once, in order.
    pub dependencies: Vec<String>,
    /// Halstead's measures.
    pub halstead: Halstead,
    /// The maintainability index, from 0 to 100.
    pub maintainability: f64,
    /// What is dangerous in it, in the order of the text.
    pub security: Vec<SecurityFinding>,
    /// Syntax errors: what is counted after one may be wrong.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub problems: Vec<Problem>,
}

/// The lines of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Lines {
    /// All of them; a line end at the end of the text begins no further one.
    pub total: usize,
    /// Those with code, with a comment beside it too.
    pub code: usize,
    /// Those with nothing but comment.
    pub comment: usize,
    /// Those with nothing but white space, outside of comments and texts.
    pub blank: usize,
}

/// Numbers of what an [`Analysis`] lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Totals {
    /// Functions and methods.
    pub functions: usize,
    /// Classes.
    pub classes: usize,
    /// Imports.
    pub imports: usize,
    /// Exported names.
    pub exports: usize,
    /// Variables.
    pub variables: usize,
    /// Security findings.
    pub security: usize,
    /// Cyclomatic complexity: of all functions, and of what stands outside of them.
    pub cyclomatic: usize,
    /// Cognitive complexity, the same way.
    pub cognitive: usize,
}

/// A function or method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Function {
    /// Its name, with that of its class before it: `Cart.total`; what it is assigned to where it has none; else
    /// `(anonymous)`.
    pub name: String,
    /// `function`, `method`, `getter`, `setter`, `constructor`, `arrow`, `lambda`.
    pub kind: String,
    /// Where it stands.
    pub span: Span,
    /// How many parameters it has.
    pub parameters: usize,
    /// Its lines with code.
    pub lines: usize,
    /// Cyclomatic complexity: 1 and the decisions in it (T. J. McCabe, *A Complexity Measure*, 1976), without those of
    /// functions within it.
    pub cyclomatic: usize,
    /// Cognitive complexity (G. A. Campbell, *Cognitive Complexity*, SonarSource, 2023).
    pub cognitive: usize,
    /// How deep its blocks nest.
    pub nesting: usize,
    /// Whether it is asynchronous.
    #[serde(rename = "async")]
    pub asynchronous: bool,
    /// Whether it is a generator.
    pub generator: bool,
}

/// A class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Class {
    /// Its name; `(anonymous)` without one.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// What it extends, as it is written.
    pub bases: Vec<String>,
    /// How many methods it has.
    pub methods: usize,
    /// How many fields it declares.
    pub fields: usize,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Import {
    /// Where from.
    pub module: String,
    /// The names it has here.
    pub names: Vec<String>,
    /// `static`, `dynamic`, `require`, `type`.
    pub kind: String,
    /// Where it stands.
    pub span: Span,
}

/// A variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// `const`, `let`, `var`, `parameter`, `variable`, `global`, …
    pub kind: String,
    /// What it is visible in: `module`, `function total`, `block`, `class Cart`.
    pub scope: String,
    /// Where it is declared.
    pub span: Span,
    /// How often it is read.
    pub reads: usize,
    /// How often it is written, its declaration with a value included.
    pub writes: usize,
}

/// Halstead's measures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Halstead {
    /// Different operators.
    pub operators: usize,
    /// All operators.
    pub operators_total: usize,
    /// Different operands.
    pub operands: usize,
    /// All operands.
    pub operands_total: usize,
    /// Different operators and operands.
    pub vocabulary: usize,
    /// All operators and operands.
    pub length: usize,
    /// Length · log2 vocabulary.
    pub volume: f64,
    /// Half the different operators, times how often an operand is used.
    pub difficulty: f64,
    /// Difficulty · volume.
    pub effort: f64,
    /// Effort / 18, in seconds.
    pub time_seconds: f64,
    /// Volume / 3000.
    pub bugs: f64,
}

/// Something dangerous.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SecurityFinding {
    /// What and where; its code names the danger: `eval`, `injection`, `secret`, `unsafe-regex`, …
    #[serde(flatten)]
    pub problem: Problem,
    /// What to do instead.
    pub advice: String,
    /// The number of the weakness in the Common Weakness Enumeration.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cwe: Option<u32>,
}
