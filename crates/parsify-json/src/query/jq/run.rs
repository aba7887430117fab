//! A program on a document.

use jaq_core::data::JustLut;
use jaq_core::{Ctx, Exn, Vars};
use jaq_json::{Num, Val};
use parsify_error::{ErrorKind, Failure};

use super::convert::{from_jaq, to_jaq};
use super::program::{Program, compile};
use crate::code;
use crate::operations::{QueryLanguage, QueryOptions};
use crate::query::answer::{Answer, Results};
use crate::query::budget::Budget;
use crate::query::fault::evaluation;
use crate::tree::{Pointer, Value};

/// What is shown of a failure's message, in characters: jaq writes whole values into it.
const SHOWN: usize = 300;

/// Runs a program until it ends or there are as many results as wanted.
pub(in crate::query) fn run(tree: &Value<'_>, options: &QueryOptions, mut results: Results) -> Result<Answer, Failure> {
    let names: Vec<_> = options.variables.keys().map(|name| format!("${name}")).collect();
    let mut program = compiled(&options.expression, &options.expression, &names)?;
    if options.paths {
        // Two line breaks, so that a comment at the end cannot take the parenthesis with it.
        let with_paths = format!("path_value(\n{}\n\n)", options.expression);
        program = compiled(&with_paths, &options.expression, &names)?;
    }
    let mut duplicates = false;
    let input = to_jaq(tree, &mut duplicates);
    let variables = options.variables.values().map(|value| to_jaq(&Value::from_serde(value), &mut false));
    let context = Ctx::<JustLut<Val>>::new(&program.lut, Vars::new(variables.collect::<Vec<_>>()));
    let budget = Budget::new(options.max_steps, options.max_results);
    let mut outputs = program.id.run((context, input));
    let mut paths = Vec::new();
    let mut truncated = false;
    loop {
        if results.is_full() {
            // Whether there are more is not tried: that could take forever.
            truncated = outputs.size_hint().1 != Some(0);
            break;
        }
        let Some(output) = outputs.next() else { break };
        let output = output.map_err(thrown)?;
        if options.paths {
            let (path, value) = located(&output)?;
            paths.push(pointer(tree, &path)?.to_string());
            results.push(&from_jaq(&value)?)?;
        } else {
            results.push(&from_jaq(&output)?)?;
        }
        budget.results(results.count())?;
    }
    let mut answer = results.finish(truncated)?;
    answer.result.paths = options.paths.then_some(paths);
    if duplicates {
        answer.warnings.push("an object has a key twice: of equal keys the last one was taken".to_owned());
    }
    Ok(answer)
}

/// Compiles a program; what is wrong with it is said of the expression it was made of.
fn compiled(program: &str, expression: &str, variables: &[String]) -> Result<Program, Failure> {
    compile(program, variables).map_err(|fault| fault.into_failure(QueryLanguage::Jq, expression))
}

fn thrown(exception: Exn<'_, Val>) -> Failure {
    match exception.get_err() {
        Ok(error) => {
            let message = match error.into_val() {
                Val::TStr(text) => String::from_utf8_lossy(&text).into_owned(),
                value => value.to_string(),
            };
            let shown: String = message.chars().take(SHOWN).collect();
            let dots = if shown.len() < message.len() { "…" } else { "" };
            evaluation(format!("the program failed: {shown}{dots}"))
        }
        Err(_) => evaluation("the program ended itself"),
    }
}

/// What `path_value` gives: a path and the value there.
fn located(output: &Val) -> Result<(Val, Val), Failure> {
    match output {
        Val::Arr(pair) => match pair.as_slice() {
            [path, value] => Ok((path.clone(), value.clone())),
            _ => Err(no_pointer()),
        },
        _ => Err(no_pointer()),
    }
}

/// A path of jq as a pointer; indexes from the end are counted from the start.
fn pointer(tree: &Value<'_>, path: &Val) -> Result<Pointer, Failure> {
    let Val::Arr(steps) = path else { return Err(no_pointer()) };
    let mut pointer = Pointer::root();
    let mut value = Some(tree);
    for step in steps.iter() {
        let token = match step {
            Val::TStr(key) => String::from_utf8_lossy(key).into_owned(),
            Val::Num(index @ (Num::Int(_) | Num::BigInt(_))) => {
                let index = index.as_isize().ok_or_else(no_pointer)?;
                let length = value.and_then(Value::as_array).map_or(0, Vec::len);
                let place =
                    if index < 0 { length.checked_sub(index.unsigned_abs()) } else { usize::try_from(index).ok() };
                place.ok_or_else(no_pointer)?.to_string()
            }
            _ => return Err(no_pointer()),
        };
        let next = Pointer::root().child(token.as_str());
        value = value.and_then(|value| value.at(&next));
        pointer.push(token);
    }
    Ok(pointer)
}

fn no_pointer() -> Failure {
    Failure::new(ErrorKind::Params, code::QUERY_PATHS, "a result has a path that no JSON Pointer can say")
        .with_hint("slices and indexes beyond the ends have no pointer; `path(…)` in the program gives jq's own paths")
}
