//! What a program cannot have here: a clock, an environment, other inputs.

use jaq_core::native::{Fun, bome, run};
use jaq_core::{Cv, DataT, Error, ValT, ValXs};

const CLOCK: &str = "there is no clock";
const ENVIRONMENT: &str = "there is no environment";
const ZONE: &str = "there is no time zone but UTC; `gmtime` and `strftime` know it";
const HALT: &str = "a program cannot be halted here; `error`, `empty` and `limit` end it";

/// The functions that would reach out of the call fail instead, whenever they are called.
pub(super) fn replaced<D: DataT>(function: Fun<D>) -> Fun<D> {
    let (name, arguments, native) = function;
    match name {
        "now" => run((name, arguments, |cv| fail::<D>(cv, CLOCK))),
        "env" => run((name, arguments, |cv| fail::<D>(cv, ENVIRONMENT))),
        "localtime" | "strflocaltime" => run((name, arguments, |cv| fail::<D>(cv, ZONE))),
        "halt" => run((name, arguments, |cv| fail::<D>(cv, HALT))),
        _ => (name, arguments, native),
    }
}

fn fail<'a, D: DataT>(_: Cv<'a, D>, message: &str) -> ValXs<'a, D::V<'a>>
where
    D::V<'a>: ValT,
{
    bome(Err(Error::str(message)))
}

/// Why a name that jq knows is not known here.
pub(super) fn reason(name: &str) -> Option<&'static str> {
    Some(match name {
        "$ENV" => ENVIRONMENT,
        "input" | "inputs" | "input_filename" | "input_line_number" => {
            "there is one input only, the document: it is `.`"
        }
        "$__prog_args" | "$ARGS" | "get_search_list" | "$__loc__" => "there is no command line",
        "modulemeta" => "there are no modules",
        _ => return None,
    })
}
