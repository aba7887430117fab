//! Names, numbers and strings in an expression.

use super::parse::Parser;
use crate::query::fault::{Fault, found};
use crate::tree::{Number, Value};

/// The largest integer that is exact in every implementation (RFC 7493, section 2.2).
const LARGEST: i64 = (1 << 53) - 1;

pub(super) const fn is_name_first(it: char) -> bool {
    it.is_ascii_alphabetic() || it == '_' || !it.is_ascii()
}

pub(super) const fn is_name(it: char) -> bool {
    is_name_first(it) || it.is_ascii_digit()
}

impl Parser<'_> {
    /// An index, or a part of a slice.
    pub(super) fn integer(&mut self) -> Result<i64, Fault> {
        let start = self.cursor.at();
        let negative = self.cursor.eat("-");
        let digits = self.cursor.take_while(|it| it.is_ascii_digit());
        let wrong = |message: &str| Err(Fault::new(start, message));
        match (digits, negative) {
            ("", _) => return wrong("an integer is expected"),
            ("0", true) => return wrong("`-0` is no index").map_err(|fault| fault.with_hint("write `0`")),
            ("0", false) => {}
            _ if digits.starts_with('0') => return wrong("an integer has no leading zeros"),
            _ => {}
        }
        match self.cursor.since(start).parse::<i64>() {
            Ok(value) if value.abs() <= LARGEST => Ok(value),
            _ => wrong("the integer is beyond ±(2^53 − 1)"),
        }
    }

    /// A number in a filter.
    pub(super) fn number(&mut self) -> Result<Value<'static>, Fault> {
        let start = self.cursor.at();
        self.cursor.take_while(|it| it.is_ascii_digit() || matches!(it, '-' | '+' | '.' | 'e' | 'E'));
        match Number::new(self.cursor.since(start).to_owned()) {
            Some(number) => Ok(Value::Number(number)),
            None => Err(Fault::new(start, format!("`{}` is no number", self.cursor.since(start)))
                .with_hint("numbers are written as in JSON: digits on both sides of a dot, no leading zeros")),
        }
    }

    /// A string in single or double quotes, which stand next.
    pub(super) fn string(&mut self) -> Result<String, Fault> {
        let start = self.cursor.at();
        let quote = self.cursor.bump().unwrap_or('"');
        let mut text = String::new();
        loop {
            let at = self.cursor.at();
            match self.cursor.bump() {
                Some(it) if it == quote => return Ok(text),
                Some('\\') => text.push(self.escape(at, quote)?),
                Some(it) if it < ' ' => {
                    let message = format!("a string holds no control characters, such as {}", found(Some(it)));
                    return Err(Fault::new(at, message).with_hint("write it as an escape, `\\n` or `\\u000a`"));
                }
                Some(it) => text.push(it),
                None => {
                    return Err(
                        Fault::new(start, "the string has no end").with_hint(format!("close it with `{quote}`"))
                    );
                }
            }
        }
    }

    fn escape(&mut self, at: usize, quote: char) -> Result<char, Fault> {
        let next = self.cursor.bump();
        Ok(match next {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some(it @ ('/' | '\\')) => it,
            Some(it) if it == quote => it,
            Some('u') => return self.unicode(at),
            _ => {
                let message = format!("`\\` before {} is no escape", found(next));
                return Err(Fault::new(at, message).with_hint("a backslash itself is written `\\\\`"));
            }
        })
    }

    fn unicode(&mut self, at: usize) -> Result<char, Fault> {
        let high = self.four_digits(at)?;
        let code = match high {
            0xd800..0xdc00 if self.cursor.eat("\\u") => {
                let low = self.four_digits(at)?;
                let low = low.checked_sub(0xdc00).filter(|low| *low < 0x400);
                low.map(|low| 0x10000 + ((high - 0xd800) << 10) + low)
            }
            _ => Some(high),
        };
        let fault = || Fault::new(at, "this is one half of a surrogate pair, which is no character");
        code.and_then(char::from_u32).ok_or_else(fault)
    }

    fn four_digits(&mut self, at: usize) -> Result<u32, Fault> {
        let start = self.cursor.at();
        for _ in 0..4 {
            if !self.cursor.bump().is_some_and(|it| it.is_ascii_hexdigit()) {
                return Err(Fault::new(at, "`\\u` takes four hexadecimal digits"));
            }
        }
        u32::from_str_radix(self.cursor.since(start), 16).map_err(|_| Fault::new(at, "these are no hexadecimal digits"))
    }
}
