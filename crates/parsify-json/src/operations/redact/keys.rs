//! Keys whose values are secrets.

use crate::operations::glob::Glob;

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

/// Keys that are redacted.
#[derive(Debug)]
pub(super) struct Keys(Vec<Glob>);

impl Keys {
    pub(super) fn new(keys: &[String], with_default: bool) -> Self {
        let default = DEFAULT_KEYS.iter().filter(|_| with_default).map(|key| Glob::new(key));
        Self(keys.iter().map(|key| Glob::new(&folded(key))).chain(default).collect())
    }

    pub(super) fn have(&self, key: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let key = folded(key);
        self.0.iter().any(|own| own.matches(&key))
    }
}

fn folded(key: &str) -> String {
    key.chars().filter(|found| !matches!(found, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}
