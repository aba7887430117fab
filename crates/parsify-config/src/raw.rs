//! Values before it is known what a key takes.

use std::borrow::Cow;

use parsify_interface::{Map, Value as Json};
use toml::de::{DeInteger, DeValue};

/// A value as it came.
#[derive(Clone, Debug)]
pub(crate) enum Raw<'a> {
    /// From the environment or an argument, which know no types.
    Word(&'a str),
    Text(&'a str),
    /// `None`: beyond 128 bits.
    Integer(Option<i128>, String),
    Float(&'a str),
    Flag(bool),
    Date,
    List(Vec<Raw<'a>>),
    Table,
}

impl<'a> Raw<'a> {
    pub(crate) fn from_toml(value: &'a DeValue<'_>) -> Self {
        match value {
            DeValue::String(text) => Self::Text(text),
            DeValue::Integer(number) => Self::Integer(integer(number), number.to_string()),
            DeValue::Float(number) => Self::Float(number.as_str()),
            DeValue::Boolean(flag) => Self::Flag(*flag),
            DeValue::Datetime(_) => Self::Date,
            DeValue::Array(list) => Self::List(list.iter().map(|item| Self::from_toml(item.get_ref())).collect()),
            DeValue::Table(_) => Self::Table,
        }
    }

    /// The text, if it is one.
    pub(crate) fn text(&self) -> Option<&'a str> {
        match self {
            Self::Word(text) | Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// How it is called in a message.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Word(text) | Self::Text(text) => format!("\"{}\"", short(text)),
            Self::Integer(_, text) => short(text).into_owned(),
            Self::Float(text) => short(text).into_owned(),
            Self::Flag(flag) => flag.to_string(),
            other => other.type_name().to_owned(),
        }
    }

    /// What it is, without saying what it says.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Self::Word(_) => "a single value",
            Self::Text(_) => "a text",
            Self::Integer(..) => "a whole number",
            Self::Float(_) => "a number with a fraction",
            Self::Flag(_) => "true or false",
            Self::Date => "a date or time",
            Self::List(_) => "a list",
            Self::Table => "a table",
        }
    }
}

/// At most 60 characters, none of them a control character.
fn short(text: &str) -> Cow<'_, str> {
    const MOST: usize = 60;
    if text.len() <= MOST && text.bytes().all(|byte| (b' '..=b'~').contains(&byte) && byte != b'"' && byte != b'\\') {
        return Cow::Borrowed(text);
    }
    let mut shown: String = text.chars().take(MOST).flat_map(char::escape_debug).collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    Cow::Owned(shown)
}

fn integer(number: &DeInteger<'_>) -> Option<i128> {
    i128::from_str_radix(number.as_str(), number.radix()).ok()
}

/// A value of a file as JSON, dates as texts. `None` when JSON cannot say it. The parser bounds how deep it goes.
pub(crate) fn json(value: &DeValue<'_>) -> Option<Json> {
    Some(match value {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Integer(number) => json_integer(integer(number)?)?,
        DeValue::Float(number) => serde_json::Number::from_f64(number.as_str().parse().ok()?)?.into(),
        DeValue::Boolean(flag) => (*flag).into(),
        DeValue::Datetime(time) => time.to_string().into(),
        DeValue::Array(list) => Json::Array(list.iter().map(|item| json(item.get_ref())).collect::<Option<_>>()?),
        DeValue::Table(table) => {
            let members = table.iter().map(|(key, item)| Some((key.get_ref().to_string(), json(item.get_ref())?)));
            Json::Object(members.collect::<Option<Map<_, _>>>()?)
        }
    })
}

fn json_integer(number: i128) -> Option<Json> {
    let unsigned = u64::try_from(number).map(Json::from);
    unsigned.or_else(|_| i64::try_from(number).map(Json::from)).ok()
}
