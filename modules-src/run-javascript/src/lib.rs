//! The module `run-javascript` as a guest.
#![forbid(unsafe_code)]

parsify_guest::export_module!(parsify_code::run_javascript::RunJavascript, descriptor: parsify_code::descriptors::RUN_JAVASCRIPT);
