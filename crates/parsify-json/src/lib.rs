//! JSON operations for Parsify modules on a lossless streaming core
