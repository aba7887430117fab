//! The operations on the values of JSON documents as a guest.
#![forbid(unsafe_code)]

parsify_guest::export_module!(parsify_json::JsonData, descriptor: include_str!("../descriptor.json"));
