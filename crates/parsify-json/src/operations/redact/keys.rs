//! Keys whose values are secrets.

use crate::operations::glob::Glob;
use std::collections::HashMap;

/// What is redacted with `defaultKeys`, without case, `_`, `-` and spaces.
const DEFAULT_KEYS: &[&str] = &[
    "*password",
    "*passwd",
    "*passphrase",
    "passwordhash",
    "pwd",
    "pin",
    "otp",
    "*secret",
    "*secretkey",
    "*privatekey",
    "*apikey",
    "accesskey",
    "accesskeyid",
    "awsaccesskeyid",
    "secretaccesskey",
    "awssecretaccesskey",
    "token",
    "*accesstoken",
    "*refreshtoken",
    "*idtoken",
    "*authtoken",
    "*sessiontoken",
    "csrftoken",
    "xsrftoken",
    "authorization",
    "proxyauthorization",
    "credential",
    "credentials",
    "cookie",
    "cookies",
    "setcookie",
    "session",
    "sessionid",
    "connectionstring",
    "creditcard",
    "creditcardnumber",
    "cardnumber",
    "cvv",
    "cvv2",
    "cvc",
    "iban",
    "ssn",
    "socialsecuritynumber",
];

/// How many keys are remembered.
const MOST_KNOWN: usize = 4_096;

/// Keys that are redacted.
#[derive(Debug)]
pub(super) struct Keys {
    globs: Vec<Glob>,
    /// What was found of keys: most documents say the same few again and again.
    known: HashMap<Box<str>, bool>,
}

impl Keys {
    pub(super) fn new(keys: &[String], with_default: bool) -> Self {
        let default = DEFAULT_KEYS.iter().filter(|_| with_default).map(|key| Glob::new(key));
        let globs = keys.iter().map(|key| Glob::new(&folded(key))).chain(default).collect();
        Self { globs, known: HashMap::new() }
    }

    pub(super) fn have(&mut self, key: &str) -> bool {
        if self.globs.is_empty() {
            return false;
        }
        if let Some(known) = self.known.get(key) {
            return *known;
        }
        let folded = folded(key);
        let found = self.globs.iter().any(|own| own.matches(&folded));
        if self.known.len() < MOST_KNOWN {
            self.known.insert(key.into(), found);
        }
        found
    }
}

fn folded(key: &str) -> String {
    key.chars().filter(|found| !matches!(found, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}
