//! Rewriting strings.

use parsify_error::{ErrorKind, Failure};
use regex_lite::Regex;

use super::action::{Action, NumberFormat, Pad, PadSide};
use super::expression::{Invalid, Malformed, Scope};
use super::numeral::{number, numeral};
use super::template::Template;
use crate::code;
use crate::operations::growth::Growth;
use crate::operations::regex::compile;
use crate::tree::Value;

/// The longest that a string may be filled up to, in characters.
const LONGEST: usize = 10_000;

/// The most digits behind the point of a number.
const MOST_DIGITS: u32 = 36;

/// An action, ready to be done.
#[derive(Debug)]
pub(super) enum Rewrite {
    Upper,
    Lower,
    Title,
    Trim,
    Pad(Pad),
    Replace { regex: Regex, with: String, once: bool },
    Number(NumberFormat),
    Template(Template),
}

/// Why a value cannot be rewritten.
pub(super) enum Refusal {
    Invalid(String),
    Failed(Failure),
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Invalid> for Refusal {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid.to_string())
    }
}

impl Rewrite {
    pub(super) fn compile(action: &Action) -> Result<Self, Failure> {
        Ok(match action {
            Action::Upper => Self::Upper,
            Action::Lower => Self::Lower,
            Action::Title => Self::Title,
            Action::Trim => Self::Trim,
            Action::Pad(pad) if pad.length > LONGEST => {
                let message = format!("`pad` fills up to at most {LONGEST} characters");
                return Err(Failure::new(ErrorKind::Params, code::OPTIONS, message));
            }
            Action::Pad(pad) => Self::Pad(pad.clone()),
            Action::Replace(it) => {
                let regex = compile(&it.regex, it.ignore_case, "replace")?;
                Self::Replace { regex, with: it.with.clone(), once: it.once }
            }
            Action::Number(form) if form.digits.is_some_and(|digits| digits > MOST_DIGITS) => {
                let message = format!("`number` writes at most {MOST_DIGITS} digits behind the point");
                return Err(Failure::new(ErrorKind::Params, code::OPTIONS, message));
            }
            Action::Number(form) => Self::Number(form.clone()),
            Action::Template(text) => {
                Self::Template(Template::parse(text).map_err(|it| malformed("template", text, &it))?)
            }
        })
    }

    /// One after the other.
    pub(super) fn all(actions: &[Self], scope: Scope<'_>, growth: &mut Growth) -> Result<String, Refusal> {
        let mut current = match scope.value {
            Some(Value::String(text)) => Some(text.to_str_lossy().into_owned()),
            _ => None,
        };
        for action in actions {
            let text = match (action, current.as_deref()) {
                (Self::Template(template), current) => template.fill(scope, current)?,
                (Self::Number(form), current) => match number(scope.value, current) {
                    Some(number) => numeral(number, form),
                    None => return Err(no_number(scope.value, current)),
                },
                (_, None) => return Err(no_string(scope.value)),
                (action, Some(text)) => action.one(text, growth)?,
            };
            growth.take_bytes(text.len())?;
            current = Some(text);
        }
        current.ok_or_else(|| no_string(scope.value))
    }

    fn one(&self, text: &str, growth: &mut Growth) -> Result<String, Failure> {
        Ok(match self {
            Self::Upper => text.to_uppercase(),
            Self::Lower => text.to_lowercase(),
            Self::Title => title(text),
            Self::Trim => text.trim().to_owned(),
            Self::Pad(pad) => padded(text, pad),
            Self::Replace { regex, with, once } => return replaced(text, regex, with, *once, growth),
            Self::Number(_) | Self::Template(_) => text.to_owned(),
        })
    }
}

pub(super) fn malformed(option: &str, text: &str, malformed: &Malformed) -> Failure {
    let message = format!("`{option}` cannot be read: {} at column {}", malformed.what, malformed.column);
    Failure::new(ErrorKind::Params, code::TRANSFORM_EXPRESSION, message)
        .with_detail("text", text)
        .with_detail("column", malformed.column)
}

fn no_string(value: Option<&Value<'_>>) -> Refusal {
    Refusal::Invalid(match value {
        Some(other) => format!("the value is no string but of type {}", other.kind()),
        None => "there is no value".to_owned(),
    })
}

fn no_number(value: Option<&Value<'_>>, text: Option<&str>) -> Refusal {
    Refusal::Invalid(match (text, value) {
        (Some(_), _) => "the text is no number of at most 36 digits".to_owned(),
        (None, Some(Value::Number(_))) => "the number has more than 36 digits".to_owned(),
        (None, Some(other)) => format!("the value is no number but of type {}", other.kind()),
        (None, None) => "there is no value".to_owned(),
    })
}

fn title(text: &str) -> String {
    let mut titled = String::with_capacity(text.len());
    let mut within = false;
    for letter in text.chars() {
        if within {
            titled.extend(letter.to_lowercase());
        } else {
            titled.extend(letter.to_uppercase());
        }
        within = letter.is_alphanumeric() || letter == '\'';
    }
    titled
}

fn padded(text: &str, pad: &Pad) -> String {
    let missing = pad.length.saturating_sub(text.chars().count());
    let fill = std::iter::repeat_n(pad.with, missing);
    match pad.side {
        PadSide::Start => fill.chain(text.chars()).collect(),
        PadSide::End => text.chars().chain(fill).collect(),
    }
}

/// Stops as soon as the result grows beyond what is allowed.
fn replaced(text: &str, regex: &Regex, with: &str, once: bool, growth: &mut Growth) -> Result<String, Failure> {
    let mut result = String::new();
    let mut end = 0;
    for found in regex.captures_iter(text).take(if once { 1 } else { usize::MAX }) {
        let Some(whole) = found.get(0) else { continue };
        let start = result.len();
        result.push_str(text.get(end..whole.start()).unwrap_or_default());
        found.expand(with, &mut result);
        growth.take_bytes(result.len() - start)?;
        end = whole.end();
    }
    result.push_str(text.get(end..).unwrap_or_default());
    Ok(result)
}
