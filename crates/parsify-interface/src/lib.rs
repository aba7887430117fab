//! The contract of Parsify modules: processor and module traits, descriptors, requests, limits, and the WIT package
