//! The function behind `generate-types`.

use parsify_error::{ErrorKind, Failure};

use super::model::Model;
use super::naming::is_name;
use super::options::{TypeLanguage, TypesOptions};
use super::{go, java, kotlin, python, rust, typescript};
use crate::code;
use crate::operations::infer::{InferOptions, describe, observe};

/// Longest name of the outermost type, in bytes.
const LONGEST_NAME: usize = 100;

/// Writes types for what all documents have in common, in source text that compiles.
///
/// Objects become records with a member for each key; those with the same members are one. A member that some objects do
/// not have is optional. Several types at a place become a union, or the language's type for anything. Numbers that are all
/// written as integers become integers: of 64 bits, or what the language has beyond.
///
/// # Errors
///
/// The first problem of a document that is no JSON, with its `index`; more than 100,000 different places; a name or package
/// that is none.
///
/// ```
/// use parsify_json::{TypesOptions, generate_types};
///
/// let code = generate_types(&[r#"{"id": 1, "tags": ["a"], "owner": {"name": "x"}}"#], &TypesOptions::default()).unwrap();
/// assert!(code.starts_with("export interface Root {\n  id: number;\n  tags: string[];\n  owner: Owner;\n}\n"));
/// ```
pub fn generate_types(documents: &[&str], options: &TypesOptions) -> Result<String, Failure> {
    check(options)?;
    let shape = observe(documents, options.values)?;
    let model = |reserved| Model::new(&shape, &options.name, options.maps_from, reserved);
    Ok(match options.language {
        TypeLanguage::TypeScript => typescript::write(&model(typescript::RESERVED)),
        TypeLanguage::Rust => rust::write(&model(rust::RESERVED)),
        TypeLanguage::Go => go::write(&model(go::RESERVED), options),
        TypeLanguage::Python => python::write(&model(python::RESERVED)),
        TypeLanguage::Java => java::write(&model(java::RESERVED), options),
        TypeLanguage::Kotlin => kotlin::write(&model(kotlin::RESERVED), options),
        TypeLanguage::JsonSchema => {
            let options = InferOptions {
                title: Some(options.name.clone()),
                maps_from: options.maps_from,
                ..InferOptions::default()
            };
            describe(&shape, &options)?
        }
    })
}

fn check(options: &TypesOptions) -> Result<(), Failure> {
    let refuse = |param: &str, text: &str, hint: &str| {
        let shown: String = text.chars().take(60).collect();
        let message = format!("`{param}` is no name: `{}`", shown.escape_debug());
        Err(Failure::new(ErrorKind::Params, code::NAME, message).with_detail("param", param).with_hint(hint))
    };
    if !is_name(&options.name) || options.name.len() > LONGEST_NAME {
        return refuse("name", &options.name, "a name is made of ASCII letters, digits and `_`, with no digit first");
    }
    match &options.package {
        Some(package) if !package.split(['.', '/']).all(is_name) => {
            refuse("package", package, "a package is made of names with dots between them")
        }
        _ => Ok(()),
    }
}
