//! The params of a call, from `--params`, `--param` and the flags of a shortcut.

use std::fs;

use parsify::error::code;
use parsify::serde_json::{Map, Value};
use parsify::{ErrorKind, Failure};

use crate::problem::{self, problem};

/// `--params` first, then what stands alone: the single param wins over the object, and no key may stand alone twice.
pub(crate) fn collect(
    object: Option<&str>,
    pairs: &[String],
    flags: Map<String, Value>,
) -> Result<Map<String, Value>, Failure> {
    let mut params = object.map(read_object).transpose()?.unwrap_or_default();
    let mut single = flags;
    for pair in pairs {
        let (key, value) = split(pair)?;
        if single.insert(key.to_owned(), value).is_some() {
            return Err(problem(ErrorKind::Params, problem::PARAM, format!("the param `{key}` stands twice"))
                .with_detail("param", key)
                .with_hint("say it once; a list is written as JSON: `--param 'name=[1, 2]'`"));
        }
    }
    params.extend(single);
    Ok(params)
}

/// JSON if it is JSON, else the text itself.
pub(crate) fn lenient(text: &str) -> Value {
    parsify::serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
}

fn split(pair: &str) -> Result<(&str, Value), Failure> {
    match pair.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key, lenient(value))),
        _ => Err(problem(ErrorKind::Params, problem::PARAM, format!("`--param {pair}` is not of the form NAME=VALUE"))
            .with_hint("for example `--param indent=4`")),
    }
}

fn read_object(text: &str) -> Result<Map<String, Value>, Failure> {
    let (origin, text) = match text.strip_prefix('@') {
        Some(path) => (format!("`{path}`"), read(path)?),
        None => ("`--params`".to_owned(), text.to_owned()),
    };
    match parsify::serde_json::from_str(&text) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err(Failure::new(ErrorKind::Params, code::PARAMS_JSON, format!("{origin} is no JSON object"))
            .with_hint("params have names: `--params '{\"indent\": 4}'`")),
        Err(error) => Err(Failure::new(ErrorKind::Params, code::PARAMS_JSON, format!("{origin} is no JSON: {error}"))
            .with_hint("an object is wanted: `--params '{\"indent\": 4}'`, or `--params @FILE`")),
    }
}

fn read(path: &str) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| crate::input::unreadable(path.as_ref(), &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use parsify::serde_json::json;

    #[test]
    fn values_are_json_where_they_can_be() {
        let cases = [
            ("4", json!(4)),
            ("true", json!(true)),
            ("null", json!(null)),
            ("[1, 2]", json!([1, 2])),
            ("\"4\"", json!("4")),
            ("tab", json!("tab")),
            ("", json!("")),
            ("04", json!("04")),
        ];
        for (text, value) in cases {
            assert_eq!(lenient(text), value, "{text}");
        }
    }

    #[test]
    fn the_single_param_wins() {
        let params = collect(Some(r#"{"indent": 2, "sortKeys": true}"#), &["indent=4".to_owned()], Map::new()).unwrap();
        assert_eq!(Value::Object(params), json!({"indent": 4, "sortKeys": true}));
    }

    #[test]
    fn a_value_may_hold_the_equals_sign() {
        let params = collect(None, &["text=a=b".to_owned()], Map::new()).unwrap();
        assert_eq!(Value::Object(params), json!({"text": "a=b"}));
    }
}
