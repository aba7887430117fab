//! The JSON processor as a guest.
#![forbid(unsafe_code)]

parsify_guest::export_module!(parsify_json::JsonProcessor, descriptor: include_str!("../descriptor.json"));
