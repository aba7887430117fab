//! The functions, and what they take.

use super::ast::{Kind, Node};
use crate::query::fault::Fault;

/// How many arguments a function takes.
const MANY: usize = usize::MAX;

macro_rules! functions {
    ($($variant:ident $name:literal $least:literal $most:tt $expression:tt;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Function {
            $($variant,)*
        }

        const ALL: &[(Function, &str, usize, usize, Option<usize>)] =
            &[$((Function::$variant, $name, $least, $most, $expression),)*];
    };
}

// Name, least and most arguments, and which one is an expression (`&a`).
functions! {
    Abs "abs" 1 1 None;
    Avg "avg" 1 1 None;
    Ceil "ceil" 1 1 None;
    Contains "contains" 2 2 None;
    EndsWith "ends_with" 2 2 None;
    Floor "floor" 1 1 None;
    Join "join" 2 2 None;
    Keys "keys" 1 1 None;
    Length "length" 1 1 None;
    Map "map" 2 2 (Some(0));
    Max "max" 1 1 None;
    MaxBy "max_by" 2 2 (Some(1));
    Merge "merge" 1 MANY None;
    Min "min" 1 1 None;
    MinBy "min_by" 2 2 (Some(1));
    NotNull "not_null" 1 MANY None;
    Reverse "reverse" 1 1 None;
    Sort "sort" 1 1 None;
    SortBy "sort_by" 2 2 (Some(1));
    StartsWith "starts_with" 2 2 None;
    Sum "sum" 1 1 None;
    ToArray "to_array" 1 1 None;
    ToNumber "to_number" 1 1 None;
    ToString "to_string" 1 1 None;
    Type "type" 1 1 None;
    Values "values" 1 1 None;
}

impl Function {
    pub(super) fn named(name: &str, at: usize) -> Result<Self, Fault> {
        match ALL.iter().find(|(_, known, ..)| *known == name) {
            Some((function, ..)) => Ok(*function),
            None => {
                let names = ALL.iter().map(|(_, known, ..)| *known).collect::<Vec<_>>().join(", ");
                Err(Fault::new(at, format!("there is no function `{name}`"))
                    .with_hint(format!("the functions are {names}")))
            }
        }
    }

    pub(super) fn name(self) -> &'static str {
        ALL.iter().find(|(function, ..)| *function == self).map_or("", |(_, name, ..)| name)
    }

    /// Checks number and form of the arguments.
    pub(super) fn check(self, at: usize, arguments: &[Node]) -> Result<(), Fault> {
        let Some((_, name, least, most, expression)) = ALL.iter().find(|(function, ..)| *function == self) else {
            return Ok(());
        };
        if arguments.len() < *least || arguments.len() > *most {
            let more = if least == most { "" } else { " or more" };
            let plural = if *least == 1 { "" } else { "s" };
            let message = format!("`{name}` takes {least}{more} argument{plural}, not {}", arguments.len());
            return Err(Fault::new(at, message));
        }
        for (place, argument) in arguments.iter().enumerate() {
            let given = matches!(argument.kind, Kind::Expression(_));
            if given != (*expression == Some(place)) {
                let message = format!(
                    "argument {} of `{name}` must {}be an expression `&…`",
                    place + 1,
                    if given { "not " } else { "" }
                );
                return Err(Fault::new(argument.at, message));
            }
        }
        Ok(())
    }
}
