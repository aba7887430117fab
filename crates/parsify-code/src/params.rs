use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};

/// The options of an operation, and beside them the language that a text is in.
///
/// `serde` cannot flatten options that refuse unknown fields, so the language is taken out of the params by hand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InLanguage<O> {
    /// The id of the language, or another name for it; found out where it is left out.
    pub language: Option<String>,
    /// The options.
    pub options: O,
}

/// What the schema of an operation says of `language`.
const SUMMARY: &str = "The language of the text, such as \"typescript\"; found out where it is left out.";

impl<'de, O: DeserializeOwned> Deserialize<'de> for InLanguage<O> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut params = Map::deserialize(deserializer)?;
        let language = match params.remove("language") {
            None | Some(Value::Null) => None,
            Some(Value::String(language)) => Some(language),
            Some(_) => return Err(D::Error::custom("`language` must be a text")),
        };
        let options = serde_json::from_value(Value::Object(params)).map_err(D::Error::custom)?;
        Ok(Self { language, options })
    }
}

impl<O: JsonSchema> JsonSchema for InLanguage<O> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}InLanguage", O::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = O::json_schema(generator);
        let object = schema.ensure_object();
        let properties = object.entry("properties").or_insert_with(|| json!({}));
        if let Value::Object(properties) = properties {
            properties.insert("language".to_owned(), json!({"type": "string", "description": SUMMARY}));
        }
        schema
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::MinifyOptions;

    #[test]
    fn the_language_stands_beside_the_options() {
        let read = |params: Value| serde_json::from_value::<InLanguage<MinifyOptions>>(params);
        let params = read(json!({"language": "ts", "mangle": false})).unwrap();
        assert_eq!((params.language.as_deref(), params.options.mangle), (Some("ts"), false));
        assert!(read(json!({"mangel": false})).unwrap_err().to_string().contains("mangel"));
        assert!(read(json!({"language": 7})).is_err());
        let schema = schemars::schema_for!(InLanguage<MinifyOptions>);
        assert_eq!(schema.get("additionalProperties"), Some(&json!(false)));
        assert!(schema.pointer("/properties/language").is_some() && schema.pointer("/properties/mangle").is_some());
    }
}
