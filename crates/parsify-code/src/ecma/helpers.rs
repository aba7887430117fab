//! Functions that a transpiled program needs, written into it.

use oxc_allocator::Allocator;
use oxc_parser::Parser;
use oxc_span::SourceType;
use parsify_error::{ErrorKind, Failure};

use crate::code;

/// What stands in a program for `await` within an asynchronous generator.
const AWAIT: &str = "function Await(value) { this.value = value; }";

/// The functions by name, each in one line. Where a program can see a difference they do as ECMA-262 says of what they stand
/// for; the decorators as TypeScript's `experimentalDecorators`.
#[rustfmt::skip]
const HELPERS: &[(&str, &str)] = &[
    ("assertClassBrand", r#"function (brand, object, answer) { if (typeof brand === "function" ? brand === object : brand.has(object)) return arguments.length < 3 ? object : answer; throw new TypeError("Private element is not present on this object"); }"#),
    ("asyncGeneratorDelegate", r#"function (inner) { var asked = false; function go(how) { return function (given) { if (asked) { asked = false; if (how === "throw") throw given; return given; } asked = true; return { value: new Await(inner[how](given)), done: false }; }; } var outer = { next: go("next"), throw: go("throw") }; if (inner.return) outer.return = go("return"); outer[Symbol.iterator] = function () { return this; }; return outer; }"#),
    ("asyncIterator", r#"function (iterable) { var open = iterable[Symbol.asyncIterator]; if (open != null) return open.call(iterable); var inner = iterable[Symbol.iterator](); function settled(result) { var done = result.done; return Promise.resolve(result.value).then(function (value) { return { value: value, done: done }; }); } return { next: function (given) { return settled(inner.next(given)); }, return: function (given) { return inner.return ? settled(inner.return(given)) : Promise.resolve({ value: given, done: true }); }, throw: function (error) { return inner.throw ? settled(inner.throw(error)) : Promise.reject(error); } }; }"#),
    ("asyncToGenerator", r#"function (body) { return function () { var self = this, given = arguments; return new Promise(function (resolve, reject) { var steps = body.apply(self, given); function go(how, value) { try { var step = steps[how](value); } catch (error) { return reject(error); } if (step.done) return resolve(step.value); Promise.resolve(step.value).then(function (value) { go("next", value); }, function (error) { go("throw", error); }); } go("next"); }); }; }"#),
    ("awaitAsyncGenerator", "function (value) { return new Await(value); }"),
    ("checkInRHS", r#"function (object) { if (Object(object) !== object) throw new TypeError("right-hand side of 'in' should be an object"); return object; }"#),
    ("classPrivateFieldGet2", r#"function (fields, object) { if (!fields.has(object)) throw new TypeError("Private element is not present on this object"); return fields.get(object); }"#),
    ("classPrivateFieldInitSpec", r#"function (object, fields, value) { if (fields.has(object)) throw new TypeError("Cannot initialize the same private elements twice on an object"); fields.set(object, value); }"#),
    ("classPrivateFieldSet2", r#"function (fields, object, value) { if (!fields.has(object)) throw new TypeError("Private element is not present on this object"); fields.set(object, value); return value; }"#),
    ("classPrivateMethodInitSpec", r#"function (object, brand) { if (brand.has(object)) throw new TypeError("Cannot initialize the same private elements twice on an object"); brand.add(object); }"#),
    ("decorate", r#"function (decorators, target, key, place) { var count = arguments.length, result = count < 3 ? target : place === null ? place = Object.getOwnPropertyDescriptor(target, key) : place; for (var at = decorators.length - 1; at >= 0; at--) { var decorator = decorators[at]; if (decorator) result = (count < 3 ? decorator(result) : count > 3 ? decorator(target, key, result) : decorator(target, key)) || result; } if (count > 3 && result) Object.defineProperty(target, key, result); return result; }"#),
    ("decorateMetadata", r#"function (key, value) { return typeof Reflect === "object" && typeof Reflect.metadata === "function" ? Reflect.metadata(key, value) : undefined; }"#),
    ("decorateParam", "function (index, decorator) { return function (target, key) { decorator(target, key, index); }; }"),
    ("defineProperty", "function (object, key, value) { return Object.defineProperty(object, key, { value: value, enumerable: true, configurable: true, writable: true }); }"),
    ("extends", "function () { return Object.assign.apply(Object, arguments); }"),
    ("objectDestructuringEmpty", r#"function (object) { if (object == null) throw new TypeError("Cannot destructure " + object); return object; }"#),
    ("objectSpread2", "function (target) { for (var at = 1; at < arguments.length; at++) { var source = arguments[at]; if (source == null) continue; source = Object(source); Reflect.ownKeys(source).forEach(function (key) { if (Object.prototype.propertyIsEnumerable.call(source, key)) Object.defineProperty(target, key, { value: source[key], enumerable: true, configurable: true, writable: true }); }); } return target; }"),
    ("objectWithoutProperties", "function (source, left) { var target = {}; if (source == null) return target; source = Object(source); Reflect.ownKeys(source).forEach(function (key) { if (left.indexOf(key) < 0 && Object.prototype.propertyIsEnumerable.call(source, key)) target[key] = source[key]; }); return target; }"),
    ("readOnlyError", r#"function (name) { throw new TypeError("\"" + name + "\" is read-only"); }"#),
    ("superPropGet", r#"function (home, key, self, flags) { var found = Reflect.get(Object.getPrototypeOf(flags & 1 ? home.prototype : home), key, self); return flags & 2 && typeof found === "function" ? function (given) { return found.apply(self, given); } : found; }"#),
    ("superPropSet", r#"function (home, key, value, self, strict, inPrototype) { if (!Reflect.set(Object.getPrototypeOf(inPrototype ? home.prototype : home), key, value, self) && strict) throw new TypeError("failed to set property"); return value; }"#),
    ("taggedTemplateLiteral", "function (strings, raw) { return Object.freeze(Object.defineProperty(strings, \"raw\", { value: Object.freeze(raw || strings.slice(0)) })); }"),
    ("toPropertyKey", "function (key) { return Reflect.ownKeys({ [key]: 0 })[0]; }"),
    ("toSetter", "function (setter, given, place) { given = given || []; if (place === undefined) place = given.length; return { set _(value) { given[place] = value; setter.apply(this, given); } }; }"),
    ("wrapAsyncGenerator", r#"function (body) { return function () { var steps = body.apply(this, arguments), last = Promise.resolve(); function go(how, given) { try { var step = steps[how](given); } catch (error) { return Promise.reject(error); } if (step.value instanceof Await) return Promise.resolve(step.value.value).then(function (value) { return go("next", value); }, function (error) { return go("throw", error); }); return Promise.resolve(step.value).then(function (value) { return { value: value, done: step.done }; }, function (error) { if (step.done) throw error; return go("throw", error); }); } function ask(how) { return function (given) { var turn = function () { return go(how, given); }; return last = last.then(turn, turn); }; } var outer = { next: ask("next"), return: ask("return"), throw: ask("throw") }; outer[Symbol.asyncIterator] = function () { return this; }; return outer; }; }"#),
    ("writeOnlyError", r#"function (name) { throw new TypeError("\"" + name + "\" is write-only"); }"#),
];

/// One line with the functions of these names; `None` when there are none.
///
/// # Errors
///
/// One of them is not here: what needs it cannot be translated.
pub(super) fn text(needed: &[String]) -> Result<Option<String>, Failure> {
    let mut names: Vec<&str> = needed.iter().map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    let mut members = Vec::new();
    for name in &names {
        let Some((_, function)) = HELPERS.iter().find(|(other, _)| other == name) else {
            let what = if *name == "usingCtx" { "`using` declarations" } else { name };
            let message = format!("cannot be translated: there is no replacement for {what}");
            return Err(Failure::new(ErrorKind::Unsupported, code::OPTION, message)
                .with_hint("a later `target` keeps it as it is"));
        };
        members.push(format!("{name}: {function}"));
    }
    if members.is_empty() {
        return Ok(None);
    }
    let object = format!("{{ {} }}", members.join(", "));
    let with_await =
        names.iter().any(|name| ["asyncGeneratorDelegate", "awaitAsyncGenerator", "wrapAsyncGenerator"].contains(name));
    let value = match with_await {
        true => format!("(function () {{ {AWAIT} return {object}; }})()"),
        false => object,
    };
    Ok(Some(format!("var babelHelpers = {value};\n")))
}

/// The line, from 0, in which something may be put before everything else: below `#!` and directives.
pub(super) fn place(code: &str) -> usize {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, code, SourceType::unambiguous().with_jsx(true)).parse();
    let hashbang = parsed.program.hashbang.as_ref().map_or(0, |line| line.span.end);
    let directives = parsed.program.directives.last().map_or(0, |directive| directive.span.end);
    match hashbang.max(directives) as usize {
        0 => 0,
        end => code.get(..end).unwrap_or_default().matches('\n').count() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn helpers_are_in_order_and_programs() {
        assert!(HELPERS.is_sorted_by_key(|(name, _)| *name));
        let all: Vec<_> = HELPERS.iter().map(|(name, _)| (*name).to_owned()).collect();
        let code = text(&all).unwrap().unwrap();
        let allocator = Allocator::default();
        let parsed = Parser::new(&allocator, &code, SourceType::script()).parse();
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        assert_eq!(code.matches('\n').count(), 1);
        assert!(text(&[]).unwrap().is_none());
        assert!(text(&["usingCtx".to_owned()]).is_err());
    }

    #[test]
    fn directives_stay_first() {
        assert_eq!(place("a();\n"), 0);
        assert_eq!(place("\"use strict\";\na();\n"), 1);
        assert_eq!(place("#!/usr/bin/env node\n\"use strict\";\na();\n"), 2);
    }
}
