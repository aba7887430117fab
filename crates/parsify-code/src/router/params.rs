use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};

use crate::params::InLanguage;

/// Params that are handed on as they are, apart from what says which language it is.
///
/// `O` describes what the shipped modules understand. A module of somebody else may understand more, so unknown params are
/// no mistake here: whoever works on the text judges them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Routed<O> {
    /// The id of the language, or another name for it.
    pub language: Option<String>,
    /// The name of the file that the text is from.
    pub file_name: Option<String>,
    /// All other params.
    pub rest: Map<String, Value>,
    options: PhantomData<fn() -> O>,
}

impl<'de, O> Deserialize<'de> for Routed<O> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut rest = Map::deserialize(deserializer)?;
        let mut text = |name: &str| match rest.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(D::Error::custom(format!("`{name}` must be a text"))),
        };
        let (language, file_name) = (text("language")?, text("fileName")?);
        Ok(Self { language, file_name, rest, options: PhantomData })
    }
}

impl<O: JsonSchema> JsonSchema for Routed<O> {
    fn schema_name() -> Cow<'static, str> {
        format!("Routed{}", O::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = InLanguage::<O>::json_schema(generator);
        let object = schema.ensure_object();
        object.remove("additionalProperties");
        if let Some(Value::Object(properties)) = object.get_mut("properties") {
            let summary = "The name of the file that the text is from: its ending tells the language.";
            properties.insert("fileName".to_owned(), json!({"type": "string", "description": summary}));
        }
        schema
    }
}
