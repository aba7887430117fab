//! Failure vocabulary of Parsify modules: kinds, failures, classification and the recovery decision
