//! Values as a console shows them.

use boa_engine::builtins::error::Error as ErrorObject;
use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::builtins::{JsDate, JsMap, JsPromise, JsRegExp, JsSet};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsValue, js_string};

/// How deep objects are shown within each other.
const MOST_DEPTH: usize = 3;
/// How many elements or members are shown.
const MOST_MEMBERS: usize = 100;
/// How wide a line may be until members stand on lines of their own.
const WIDTH: usize = 72;
/// How much is shown of a text within another value.
const MOST_TEXT: usize = 10_000;

/// A value as `console.log` shows it: a text by itself.
pub(super) fn shown(value: &JsValue, context: &mut Context) -> String {
    match value.as_string() {
        Some(text) => text.to_std_string_lossy(),
        None => inspect(value, context),
    }
}

/// A value with its members. No function of the program is called for it but `toString` of what is no plain object.
pub(super) fn inspect(value: &JsValue, context: &mut Context) -> String {
    Inspector { seen: Vec::new() }.value(value, context)
}

struct Inspector {
    seen: Vec<JsObject>,
}

impl Inspector {
    fn value(&mut self, value: &JsValue, context: &mut Context) -> String {
        if let Some(object) = value.as_object() {
            return self.object(&object, context);
        }
        match value.as_string() {
            Some(text) => quoted(&text.to_std_string_lossy()),
            None => value.display().to_string(),
        }
    }

    fn object(&mut self, object: &JsObject, context: &mut Context) -> String {
        if self.seen.iter().any(|other| JsObject::equals(other, object)) {
            return "[Circular *]".to_owned();
        }
        if object.is_callable() {
            return function(object, context);
        }
        if object.is::<ErrorObject>() {
            return error(object, context);
        }
        if self.seen.len() >= MOST_DEPTH {
            return if object.is_array() { "[Array]".to_owned() } else { "[Object]".to_owned() };
        }
        self.seen.push(object.clone());
        let text = self.members(object, context);
        self.seen.pop();
        text
    }

    fn members(&mut self, object: &JsObject, context: &mut Context) -> String {
        if object.is_array() {
            return self.array(object, context);
        }
        if let Ok(map) = JsMap::from_object(object.clone()) {
            let mut entries = Vec::new();
            let _ = map.for_each_native(|key, value| {
                entries.push((key, value));
                Ok(())
            });
            let all = entries.len();
            let part = entries.into_iter().take(MOST_MEMBERS);
            let shown: Vec<_> = part
                .map(|(key, value)| format!("{} => {}", self.value(&key, context), self.value(&value, context)))
                .collect();
            return format!("Map({all}) {}", enclosed("{", shown, all, "}"));
        }
        if let Ok(set) = JsSet::from_object(object.clone()) {
            let mut entries = Vec::new();
            let _ = set.for_each_native(|value| {
                entries.push(value);
                Ok(())
            });
            let all = entries.len();
            let shown: Vec<_> =
                entries.into_iter().take(MOST_MEMBERS).map(|value| self.value(&value, context)).collect();
            return format!("Set({all}) {}", enclosed("{", shown, all, "}"));
        }
        if let Ok(promise) = JsPromise::from_object(object.clone()) {
            return match promise.state() {
                PromiseState::Pending => "Promise { <pending> }".to_owned(),
                PromiseState::Fulfilled(value) => format!("Promise {{ {} }}", self.value(&value, context)),
                PromiseState::Rejected(value) => format!("Promise {{ <rejected> {} }}", self.value(&value, context)),
            };
        }
        if JsDate::from_object(object.clone()).is_ok() || JsRegExp::from_object(object.clone()).is_ok() {
            let text = JsValue::from(object.clone()).to_string(context);
            return text.map(|text| text.to_std_string_lossy()).unwrap_or_default();
        }
        let name = class(object, context).filter(|name| name != "Object");
        let prefix = name.map(|name| name + " ").unwrap_or_default();
        let (shown, all) = self.properties(object, context);
        format!("{prefix}{}", enclosed("{", shown, all, "}"))
    }

    fn array(&mut self, object: &JsObject, context: &mut Context) -> String {
        let length = object.get(js_string!("length"), context).and_then(|it| it.to_length(context)).unwrap_or_default();
        let mut shown = Vec::new();
        for at in 0..length.min(MOST_MEMBERS as u64) {
            let property = object.get_own_property_value(at, context);
            shown.push(property.map_or_else(|| "<empty>".to_owned(), |value| self.value(&value, context)));
        }
        enclosed("[", shown, usize::try_from(length).unwrap_or(usize::MAX), "]")
    }

    fn properties(&mut self, object: &JsObject, context: &mut Context) -> (Vec<String>, usize) {
        let keys = object.own_property_keys(context).unwrap_or_default();
        let (mut shown, mut all) = (Vec::new(), 0);
        for key in keys {
            let Ok(Some(property)) = object.get_own_descriptor(&key, context) else { continue };
            if property.enumerable() != Some(true) {
                continue;
            }
            all += 1;
            if shown.len() == MOST_MEMBERS {
                continue;
            }
            let value = match property.value() {
                Some(value) => self.value(&value.clone(), context),
                None => "[Getter/Setter]".to_owned(),
            };
            shown.push(format!("{}: {value}", name(&key)));
        }
        (shown, all)
    }
}

/// Own properties, without calling what a program has put in the way.
trait Own {
    fn get_own_descriptor(
        &self,
        key: &PropertyKey,
        context: &mut Context,
    ) -> boa_engine::JsResult<Option<boa_engine::property::PropertyDescriptor>>;

    fn get_own_property_value(&self, at: u64, context: &mut Context) -> Option<JsValue>;
}

impl Own for JsObject {
    fn get_own_descriptor(
        &self,
        key: &PropertyKey,
        _: &mut Context,
    ) -> boa_engine::JsResult<Option<boa_engine::property::PropertyDescriptor>> {
        Ok(self.borrow().properties().get(key))
    }

    fn get_own_property_value(&self, at: u64, context: &mut Context) -> Option<JsValue> {
        let key = PropertyKey::from(u32::try_from(at).ok()?);
        let property = self.get_own_descriptor(&key, context).ok()??;
        Some(property.value().cloned().unwrap_or_default())
    }
}

fn name(key: &PropertyKey) -> String {
    let text = match key {
        PropertyKey::String(text) => text.to_std_string_lossy(),
        PropertyKey::Index(index) => index.get().to_string(),
        PropertyKey::Symbol(symbol) => return format!("[{symbol}]"),
    };
    let mut letters = text.chars();
    let starts = letters.next().is_some_and(|first| first.is_alphabetic() || first == '_' || first == '$');
    let plain = starts && letters.all(|letter| letter.is_alphanumeric() || letter == '_' || letter == '$');
    if plain || matches!(key, PropertyKey::Index(_)) { text } else { quoted(&text) }
}

fn quoted(text: &str) -> String {
    let cut = text.char_indices().nth(MOST_TEXT).map_or(text.len(), |(at, _)| at);
    let mut out = String::from("'");
    for letter in text[..cut].chars() {
        match letter {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => out.push(other),
        }
    }
    out.push('\'');
    if cut < text.len() {
        out.push_str("...");
    }
    out
}

fn enclosed(open: &str, mut shown: Vec<String>, all: usize, close: &str) -> String {
    if all > shown.len() {
        shown.push(format!("... {} more", all - shown.len()));
    }
    if shown.is_empty() {
        return format!("{open}{close}");
    }
    let width: usize = shown.iter().map(|text| text.len() + 2).sum();
    if width <= WIDTH && shown.iter().all(|text| !text.contains('\n')) {
        return format!("{open} {} {close}", shown.join(", "));
    }
    let lines: Vec<_> = shown.iter().map(|text| format!("  {}", text.replace('\n', "\n  "))).collect();
    format!("{open}\n{}\n{close}", lines.join(",\n"))
}

/// The name of the class that made an object; none without a prototype.
fn class(object: &JsObject, context: &mut Context) -> Option<String> {
    let Some(prototype) = object.prototype() else { return Some("[Object: null prototype]".to_owned()) };
    let constructor = prototype.get_own_descriptor(&js_string!("constructor").into(), context).ok()??;
    let constructor = constructor.value()?.as_object()?;
    text_property(&constructor, "name", context)
}

/// A property that is a text, of the object itself.
fn text_property(object: &JsObject, name: &str, context: &mut Context) -> Option<String> {
    let property = object.get_own_descriptor(&js_string!(name).into(), context).ok()??;
    Some(property.value()?.as_string()?.to_std_string_lossy()).filter(|text| !text.is_empty())
}

fn function(object: &JsObject, context: &mut Context) -> String {
    match text_property(object, "name", context) {
        Some(name) => format!("[Function: {name}]"),
        None => "[Function (anonymous)]".to_owned(),
    }
}

/// `TypeError: message`.
fn error(object: &JsObject, context: &mut Context) -> String {
    let (name, message) = (super::ended::name(object, context), super::ended::message(object, context));
    if message.is_empty() { name } else { format!("{name}: {message}") }
}
