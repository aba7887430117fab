use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Root {
    pub id: i64,
    pub big: serde_json::Number,
    pub unsigned: u64,
    pub ratio: f64,
    pub none: serde_json::Value,
    pub class: String,
    #[serde(rename = "self")]
    pub self_: i64,
    #[serde(rename = "Self")]
    pub self_2: i64,
    pub r#type: bool,
    #[serde(rename = "odd-key")]
    pub odd_key: i64,
    #[serde(rename = "odd_key")]
    pub odd_key2: i64,
    #[serde(rename = "oddKey")]
    pub odd_key3: i64,
    #[serde(rename = "")]
    pub field_: i64,
    #[serde(rename = "1st")]
    pub field_1st: i64,
    #[serde(rename = "é")]
    pub field_2: i64,
    #[serde(rename = "a\"b\\c\n\0*/ ${x}")]
    pub a_b_c_x: i64,
    #[serde(rename = "__proto__")]
    pub proto: i64,
    #[serde(rename = "None")]
    pub none2: i64,
    pub field: i64,
    pub int: i64,
    pub list: i64,
    #[serde(rename = "toString")]
    pub to_string: i64,
    #[serde(rename = "_")]
    pub field_3: i64,
    pub wait: i64,
    #[serde(rename = "crate")]
    pub crate_: i64,
    #[serde(rename = "\u{2028}")]
    pub field_4: i64,
    #[serde(rename = "é\u{2029}\u{85}")]
    pub field_5: i64,
    #[serde(rename = "-")]
    pub field_6: i64,
    pub fun: i64,
    #[serde(rename = "a,b")]
    pub a_b: i64,
    pub mixed: Vec<Option<RootMixed>>,
    pub empty: Vec<serde_json::Value>,
    pub map: BTreeMap<String, serde_json::Value>,
    pub nested: Vec<Vec<NestedItem>>,
    pub users: Vec<User>,
    pub address: Address,
    #[serde(rename = "String")]
    pub string: String2,
    #[serde(rename = "Record")]
    pub record: Record,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MixedItem {
    pub deep: Deep,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deep {
    pub id: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NestedItem {
    pub x: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct User {
    pub id: i64,
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Address {
    pub city: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct String2 {
    #[serde(rename = "Option")]
    pub option: Option2,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Option2 {
    #[serde(rename = "Vec")]
    pub vec: Vec<VecItem>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VecItem {
    #[serde(rename = "List")]
    pub list: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    #[serde(rename = "Any")]
    pub any: Any,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Any {
    #[serde(rename = "Object")]
    pub object: Object,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Object {
    pub k: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RootMixed {
    Object(MixedItem),
    List(Vec<bool>),
    Text(String),
    Number(i64),
}
