//! JSON Schema as a guest.
#![forbid(unsafe_code)]

parsify_guest::export_module!(parsify_json::schema::JsonSchemaProcessor, descriptor: include_str!("../descriptor.json"));

#[cfg(test)]
mod tests;
