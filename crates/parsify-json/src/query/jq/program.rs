//! From text to a program that runs.

use jaq_core::compile::{self, Undefined};
use jaq_core::data::JustLut;
use jaq_core::load::lex::Expect as Lexed;
use jaq_core::load::{self, Arena, File, Loader};
use jaq_core::{Compiler, Filter};
use jaq_json::Val;

use super::unavailable::{reason, replaced};
use crate::query::fault::{Fault, found};

/// Functions that jq has and the library has not.
const MORE: &str = include_str!("more.jq");

pub(super) type Program = Filter<JustLut<Val>>;

/// Reads and compiles a program that may use these variables (with `$`).
pub(super) fn compile(code: &str, variables: &[String]) -> Result<Program, Fault> {
    super::nesting::check(code)?;
    let more = load::parse(MORE, |parser| parser.defs()).unwrap_or_default();
    let definitions = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs()).chain(more);
    let arena = Arena::default();
    let modules = Loader::new(definitions)
        .load(&arena, File { code, path: () })
        .map_err(|errors| first(errors).map_or_else(unknown, |error| unreadable(code, error)))?;
    load::import(&modules, |_| Err(String::new()))
        .map_err(|errors| first(errors).map_or_else(unknown, |error| unreadable(code, error)))?;
    let functions = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs()).map(replaced);
    Compiler::default()
        .with_funs(functions)
        .with_global_vars(variables.iter().map(String::as_str))
        .compile(modules)
        .map_err(|errors| {
            first(errors)
                .and_then(|errors| errors.into_iter().next())
                .map_or_else(unknown, |error| undefined(code, &error))
        })
}

fn first<C, P, E>(errors: Vec<(File<C, P>, E)>) -> Option<E> {
    errors.into_iter().next().map(|(_, error)| error)
}

fn unknown() -> Fault {
    Fault::new(0, "the program cannot be read")
}

/// Where a part of the program stands in it; its end when the part is none of it.
fn place(code: &str, part: &str) -> usize {
    let start = part.as_ptr().addr().checked_sub(code.as_ptr().addr());
    start.filter(|start| *start <= code.len()).unwrap_or(code.len())
}

fn unreadable(code: &str, error: load::Error<&str>) -> Fault {
    match error {
        load::Error::Io(imports) => {
            let at = imports.first().map_or(0, |(path, _)| place(code, path));
            Fault::new(at, "there are no modules to import").with_hint("write what you need into the program")
        }
        load::Error::Lex(errors) => match errors.into_iter().next() {
            Some((expected, rest)) => unlexed(code, &expected, rest),
            None => unknown(),
        },
        load::Error::Parse(errors) => match errors.into_iter().next() {
            Some((expected, part)) => {
                let shown = if part.is_empty() { "the end".to_owned() } else { format!("`{}`", start_of(part)) };
                Fault::new(place(code, part), format!("{} is expected, not {shown}", expected.as_str()))
            }
            None => unknown(),
        },
    }
}

fn unlexed(code: &str, expected: &Lexed<&str>, rest: &str) -> Fault {
    let fault =
        Fault::new(place(code, rest), format!("{} is expected, not {}", expected.as_str(), found(rest.chars().next())));
    match expected {
        Lexed::Delim(open) => fault.with_hint(format!("close what is opened with `{open}`")),
        _ => fault,
    }
}

fn undefined(code: &str, (name, what): &compile::Error<&str>) -> Fault {
    let arguments = match what {
        Undefined::Filter(arity) if *arity > 0 => format!("/{arity}"),
        _ => String::new(),
    };
    let fault = Fault::new(place(code, name), format!("there is no {} `{name}{arguments}`", what.as_str()));
    match (reason(name), what) {
        (Some(reason), _) => fault.with_hint(reason),
        (None, Undefined::Var) => fault.with_hint("variables are handed in with `variables`, by name without `$`"),
        _ => fault,
    }
}

/// Enough of a part to recognise it.
fn start_of(part: &str) -> String {
    part.chars().take(20).collect::<String>().escape_debug().to_string()
}
