//! A property of a params schema as an option of the command line.

use clap::{Arg, ArgAction, ArgMatches};
use parsify::harmless;
use parsify::serde_json::{Map, Value};

use super::schema::{branches, choices, kind, properties};
use crate::params::lenient;

/// One property that can be said as an option.
#[derive(Clone, Debug)]
pub(crate) struct Flag {
    /// Its name in the params.
    pub(crate) param: String,
    /// Its name in the command line.
    long: String,
    form: Form,
    help: String,
    default: Value,
    /// The first example of its schema.
    sample: Option<Value>,
    /// The operation cannot do without it.
    pub(crate) required: bool,
}

#[derive(Clone, Debug)]
enum Form {
    Bool,
    /// A truth value or one of some texts.
    Switch(Vec<String>),
    /// One of some texts.
    Choice(Vec<String>),
    Text,
    /// Several values.
    List,
    /// A number, or one of several forms: JSON if it is JSON.
    Other(String),
}

/// The properties of a schema that have a name fit for an option which is not in `taken`.
pub(crate) fn flags(schema: &Value, taken: &[String]) -> Vec<Flag> {
    let mut flags: Vec<Flag> = Vec::new();
    let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_required = |param: &str| required.iter().any(|name| name == param);
    for (param, schema) in properties(schema) {
        let Some(long) = kebab(param) else { continue };
        if !taken.contains(&long) && flags.iter().all(|flag| flag.long != long) {
            flags.push(Flag {
                param: param.clone(),
                long,
                form: form(schema),
                help: help(schema),
                default: schema["default"].clone(),
                sample: schema["examples"].as_array().and_then(|examples| examples.first()).cloned(),
                required: is_required(param),
            });
        }
    }
    flags
}

impl Flag {
    pub(crate) fn arg(&self) -> Arg {
        let arg = Arg::new(self.id()).long(self.long.clone()).help(self.help.clone()).help_heading("Params");
        match &self.form {
            Form::Bool => arg
                .value_name("BOOL")
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true")
                .value_parser(["true", "false"])
                .hide_possible_values(true),
            Form::Switch(texts) => arg
                .value_name("WORD")
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true")
                .value_parser(possible(["true".to_owned(), "false".to_owned()].iter().chain(texts))),
            Form::Choice(texts) => arg.value_name("WORD").value_parser(possible(texts.iter())),
            Form::Text => arg.value_name("TEXT"),
            Form::List => arg.value_name("VALUE").action(ArgAction::Append),
            Form::Other(name) => arg.value_name(name.clone()).allow_negative_numbers(true),
        }
    }

    /// The option as it may stand in a line.
    pub(crate) fn example(&self) -> String {
        let long = &self.long;
        match (&self.form, self.sample.as_ref().unwrap_or(&self.default)) {
            (Form::Switch(_), Value::String(text)) => format!("--{long}={}", quoted(text)),
            (Form::Bool | Form::Switch(_), _) => format!("--{long}"),
            (_, Value::String(text)) => format!("--{long} {}", quoted(text)),
            (Form::List, Value::Array(values)) if !values.is_empty() => {
                let words = values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
                words.map(|word| format!("--{long} {}", quoted(&word))).collect::<Vec<_>>().join(" ")
            }
            (_, value) if self.sample.is_some() || value.is_number() => {
                format!("--{long} {}", quoted(&value.to_string()))
            }
            _ => format!("--{long} …"),
        }
    }

    /// Whether its author has shown how it may stand.
    pub(crate) fn has_examples(&self) -> bool {
        self.sample.is_some()
    }

    /// Adds the param if the option was given.
    pub(crate) fn read(&self, matches: &ArgMatches, params: &mut Map<String, Value>) {
        let Ok(Some(values)) = matches.try_get_many::<String>(&self.id()) else { return };
        let mut values: Vec<Value> = values.map(|text| self.value(text)).collect();
        let value = match (&self.form, values.len()) {
            // A whole array at once.
            (Form::List, 1) if values[0].is_array() => values.remove(0),
            (Form::List, _) => Value::Array(values),
            _ => values.pop().unwrap_or_default(),
        };
        params.insert(self.param.clone(), value);
    }

    fn value(&self, text: &str) -> Value {
        match self.form {
            Form::Bool => Value::Bool(text == "true"),
            Form::Switch(_) if text == "true" || text == "false" => Value::Bool(text == "true"),
            Form::Switch(_) | Form::Choice(_) | Form::Text => Value::from(text),
            Form::List | Form::Other(_) => lenient(text),
        }
    }

    /// A name that no other option of the command has.
    fn id(&self) -> String {
        format!("param:{}", self.param)
    }
}

/// A word as a shell takes it (POSIX shells, single quotes).
fn quoted(word: &str) -> String {
    let word = harmless(word);
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./:=,@%+".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) { word } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

/// `sortKeys` → `sort-keys`; nothing for a name that is no word of letters and digits.
fn kebab(name: &str) -> Option<String> {
    if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let mut kebab = String::new();
    for letter in name.chars() {
        match letter {
            'A'..='Z' if kebab.is_empty() => kebab.push(letter.to_ascii_lowercase()),
            'A'..='Z' => kebab.extend(['-', letter.to_ascii_lowercase()]),
            'a'..='z' | '0'..='9' | '-' => kebab.push(letter),
            '_' => kebab.push('-'),
            _ => return None,
        }
    }
    // One letter would be a long option that looks like a short one.
    (kebab.len() > 1).then_some(kebab)
}

fn possible<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<clap::builder::PossibleValue> {
    texts.map(|text| clap::builder::PossibleValue::new(text.clone())).collect()
}

fn form(schema: &Value) -> Form {
    let texts = choices(schema);
    if !texts.is_empty() {
        return Form::Choice(texts);
    }
    if let Some(texts) = switch(schema) {
        return Form::Switch(texts);
    }
    match kind(schema) {
        Some("boolean") => Form::Bool,
        Some("string") => Form::Text,
        Some("array") => Form::List,
        Some("integer" | "number") => Form::Other("N".to_owned()),
        _ => Form::Other("VALUE".to_owned()),
    }
}

/// The texts that a truth value's place may take, too: one branch is a boolean, the others are texts.
fn switch(schema: &Value) -> Option<Vec<String>> {
    let (truths, others): (Vec<_>, Vec<_>) =
        branches(schema)?.iter().partition(|branch| kind(branch) == Some("boolean"));
    let texts: Vec<Vec<String>> = others.into_iter().map(choices).collect();
    (truths.len() == 1 && texts.iter().all(|texts| !texts.is_empty())).then(|| texts.concat())
}

fn help(schema: &Value) -> String {
    // Line breaks of the source are no line breaks of the help.
    let description = schema["description"].as_str().unwrap_or_default();
    let description = description.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut help = harmless(&description);
    for (word, value) in [("least", &schema["minimum"]), ("most", &schema["maximum"]), ("default", &schema["default"])]
    {
        if !value.is_null() {
            let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            help.push_str(&format!("{}[{word}: {}]", if help.is_empty() { "" } else { " " }, harmless(&shown)));
        }
    }
    help
}

#[cfg(test)]
mod tests {
    use super::*;
    use parsify::serde_json::json;

    #[test]
    fn names() {
        for (name, long) in [
            ("indent", Some("indent")),
            ("sortKeys", Some("sort-keys")),
            ("end_of_line", Some("end-of-line")),
            ("x", None),
            ("a b", None),
            ("", None),
            ("$ref", None),
        ] {
            assert_eq!(kebab(name).as_deref(), long, "{name}");
        }
    }

    #[test]
    fn a_truth_value_or_a_word() {
        let schema =
            json!({"properties": {"sortKeys": {"oneOf": [{"type": "boolean"}, {"enum": ["natural", "size"]}]}}});
        let flags = flags(&schema, &[]);
        let read = |line: &[&str]| {
            let command = clap::Command::new("x").args(flags.iter().map(Flag::arg));
            let mut params = Map::new();
            flags[0].read(&command.try_get_matches_from(line).ok()?, &mut params);
            Some(Value::Object(params))
        };
        assert_eq!(read(&["x", "--sort-keys"]), Some(json!({"sortKeys": true})));
        assert_eq!(read(&["x", "--sort-keys=false"]), Some(json!({"sortKeys": false})));
        assert_eq!(read(&["x", "--sort-keys=natural"]), Some(json!({"sortKeys": "natural"})));
        assert_eq!(read(&["x", "--sort-keys=length"]), None);
        assert_eq!(read(&["x"]), Some(json!({})));
        assert_eq!(flags[0].example(), "--sort-keys");
    }

    #[test]
    fn examples() {
        let schema = json!({
            "properties": {
                "expression": {"type": "string", "examples": ["$.it's"]},
                "width": {"type": "integer", "default": 80},
                "paths": {"type": "array", "examples": [["/a", "/b c"]]},
                "rules": {"type": "object", "examples": [{"a": 1}]},
                "other": {},
            },
            "required": ["expression"],
        });
        let flags = flags(&schema, &[]);
        let example = |name: &str| flags.iter().find(|flag| flag.param == name).unwrap().example();
        assert_eq!(example("expression"), r"--expression '$.it'\''s'");
        assert_eq!(example("width"), "--width 80");
        assert_eq!(example("paths"), "--paths /a --paths '/b c'");
        assert_eq!(example("rules"), r#"--rules '{"a":1}'"#);
        assert_eq!(example("other"), "--other …");
        assert!(flags.iter().all(|flag| flag.required == (flag.param == "expression")));
    }

    #[test]
    fn a_name_that_is_taken_makes_no_option() {
        let schema = json!({"properties": {"timeout": {"type": "integer"}, "maxDepth": {"type": "integer"}}});
        let flags = flags(&schema, &["timeout".to_owned()]);
        assert_eq!(flags.iter().map(|flag| flag.long.as_str()).collect::<Vec<_>>(), ["max-depth"]);
    }
}
