//! The params of `prettify`: those of `format` with another default.

use super::options::FormatOptions;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::Deserializer;
use serde::{Deserialize, de::Error as _};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// [`FormatOptions`] that are read with the default width of [`FormatOptions::prettified`].
pub(super) struct Pretty(pub(super) FormatOptions);

const WIDTH: &str = "inlineWidth";

impl<'de> Deserialize<'de> for Pretty {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut given = Map::deserialize(deserializer)?;
        given.entry(WIDTH).or_insert(FormatOptions::PRETTY_WIDTH.into());
        serde_json::from_value(Value::Object(given)).map(Self).map_err(D::Error::custom)
    }
}

impl JsonSchema for Pretty {
    fn schema_name() -> Cow<'static, str> {
        "PrettifyOptions".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = FormatOptions::json_schema(generator);
        if let Some(width) = schema.get_mut("properties").and_then(|properties| properties.get_mut(WIDTH)) {
            width["default"] = FormatOptions::PRETTY_WIDTH.into();
        }
        schema
    }
}
