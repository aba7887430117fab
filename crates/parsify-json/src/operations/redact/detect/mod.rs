//! What secrets and personal data look like.
//!
//! Each detector goes through a text once, by bytes, and takes time that grows linearly with it.

mod card;
mod email;
mod iban;
mod ip;
mod phone;
mod ssn;
mod token;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A form of text that can be redacted wherever it stands in a string or number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
#[non_exhaustive]
pub enum RedactPattern {
    /// E-mail addresses: a name, `@`, and a domain with a dot.
    Email,
    /// Payment card numbers: 13 to 19 digits from 2 to 6 on, in groups or not, whose Luhn check is right.
    CreditCard,
    /// International bank account numbers (ISO 13616), in groups or not, whose check modulo 97 is right.
    Iban,
    /// Telephone numbers: international ones from `+` on with 7 to 15 digits (E.164), and North American ones in three
    /// groups. Other national forms look like any number.
    Phone,
    /// IPv4 addresses.
    Ipv4,
    /// IPv6 addresses.
    Ipv6,
    /// JSON Web Tokens.
    Jwt,
    /// What stands behind the word "Bearer", with at least six characters.
    Bearer,
    /// AWS access key ids, and what looks like a secret access key: 40 characters of base64 in both cases with digits.
    AwsKey,
    /// US social security numbers in three groups.
    Ssn,
}

impl RedactPattern {
    /// Its name in params and reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::CreditCard => "credit-card",
            Self::Iban => "iban",
            Self::Phone => "phone",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Jwt => "jwt",
            Self::Bearer => "bearer",
            Self::AwsKey => "aws-key",
            Self::Ssn => "ssn",
        }
    }

    /// Where it stands in a text.
    pub(super) fn find(self, text: &str, found: &mut Vec<Range<usize>>) {
        match self {
            Self::Email => email::find(text, found),
            Self::CreditCard => card::find(text.as_bytes(), found),
            Self::Iban => iban::find(text.as_bytes(), found),
            Self::Phone => phone::find(text.as_bytes(), found),
            Self::Ipv4 => ip::find_v4(text.as_bytes(), found),
            Self::Ipv6 => ip::find_v6(text, found),
            Self::Jwt => token::find_jwt(text.as_bytes(), found),
            Self::Bearer => token::find_bearer(text.as_bytes(), found),
            Self::AwsKey => token::find_aws(text.as_bytes(), found),
            Self::Ssn => ssn::find(text.as_bytes(), found),
        }
    }
}

/// Whether a number or word may start here: no letter or digit before, and no decimal point of a number.
fn starts(text: &[u8], at: usize) -> bool {
    match text.get(..at).unwrap_or_default() {
        [.., digit, b'.'] if digit.is_ascii_digit() => false,
        [.., before] => !before.is_ascii_alphanumeric(),
        [] => true,
    }
}

/// Whether a number or word may end here.
fn ends(text: &[u8], at: usize) -> bool {
    !text.get(at).is_some_and(u8::is_ascii_alphanumeric)
}

fn is_digit(text: &[u8], at: usize) -> bool {
    text.get(at).is_some_and(u8::is_ascii_digit)
}
